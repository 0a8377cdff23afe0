import { createRoute } from '@hono/zod-openapi';
import type { Api } from './deps.ts';
import * as z from './zod.ts';

const route = createRoute({
  operationId: 'checkHealth',
  tags: ['Service'],
  method: 'get',
  path: '/healthz',
  summary: 'Whether the API answers; needs no key',
  security: [],
  responses: {
    200: { description: 'It does', content: { 'application/json': { schema: z.object({ status: z.literal('ok') }) } } },
  },
});

export const addHealth = (app: Api): void => {
  app.openapi(route, (c) => c.json({ status: 'ok' as const }, 200));
};
