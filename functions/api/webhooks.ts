import { createRoute } from '@hono/zod-openapi';
import { setUps } from '../providers/set-ups.ts';
import type { Api, ApiDeps } from './deps.ts';
import { listAnswer, listOf } from './paging.ts';
import { PROBLEMS } from './problem.ts';
import { timeSchema, toTimeOrNull } from './times.ts';
import * as z from './zod.ts';

const webhookSchema = z
  .object({
    provider: z.string().openapi({ example: 'stripe' }),
    name: z.string().openapi({ description: 'As people write it', example: 'Stripe' }),
    url: z.url().openapi({ description: "To paste into the provider's panel", example: 'https://hooks.example.com/webhooks/stripe' }),
    events: z
      .array(z.string().openapi({ example: 'charge.succeeded' }))
      .readonly()
      .openapi({ description: 'The events to tick there, as the provider writes them' }),
    last_event_at: timeSchema.nullable().openapi({ description: 'When the last verified event was received, to a minute; null: none yet' }),
  })
  .openapi('Webhook');

const listRoute = createRoute({
  operationId: 'listWebhooks',
  tags: ['Webhooks'],
  method: 'get',
  path: '/v1/webhooks',
  summary: 'What to set up at each provider that is on, and when it was last heard of',
  request: { query: z.strictObject({}) },
  responses: {
    200: { description: 'All of them', content: { 'application/json': { schema: listOf(webhookSchema) } } },
    ...PROBLEMS,
  },
});

export const addWebhooks = (app: Api, { ledger, settings }: Pick<ApiDeps, 'ledger' | 'settings'>): void => {
  app.openapi(listRoute, async (c) => {
    const lastEvents = await ledger.lastEvents();
    // Webhooks come in under the address under which the API is asked for.
    const { origin } = new URL(c.req.url);
    const items = settings.providers.map((id) => ({
      provider: id,
      name: setUps[id].name,
      url: `${origin}/webhooks/${id}`,
      events: setUps[id].eventsToTick,
      last_event_at: toTimeOrNull(lastEvents.find(({ provider }) => provider === id)?.receivedAt ?? null),
    }));
    return c.json(listAnswer({ items, nextCursor: null }), 200);
  });
};
