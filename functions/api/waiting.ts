import { createRoute } from '@hono/zod-openapi';
import type { PageRequest } from '../ledger/ledger.ts';
import type { WaitingRow } from '../ledger/rows.ts';
import { candidateSchema, candidatesJson } from './candidate-json.ts';
import type { Api, ApiDeps } from './deps.ts';
import { awaitedKeyField } from './key-fields.ts';
import { listAnswer, listOf, pageQuery, readPage } from './paging.ts';
import { PROBLEMS } from './problem.ts';
import { timeSchema, toTime } from './times.ts';
import { listWaitingFor } from './waiting-for.ts';
import * as z from './zod.ts';

const waitingSchema = z
  .object({
    key: z.string(),
    kind: z.enum(['payment', 'refund', 'refund_figure', 'dispute', 'subscription']),
    amount: z.int().nullable().openapi({ description: 'Minor units' }),
    currency: z.string().nullable(),
    since: timeSchema,
    candidates: z.array(candidateSchema).readonly(),
    event_keys: z.array(z.string()).readonly(),
  })
  .openapi('WaitingRow', {
    example: {
      key: 'stripe:charge:ch_1',
      kind: 'payment',
      amount: 4900,
      currency: 'USD',
      since: '2026-01-31T09:30:00.000Z',
      candidates: [{ key: 'stripe:customer:cus_1', known: false }],
      event_keys: ['stripe:evt_1'],
    },
  });

const listRoute = createRoute({
  operationId: 'listWaiting',
  tags: ['Waiting'],
  method: 'get',
  path: '/v1/waiting',
  summary: 'Rows that count nothing yet: their customer or their payment is not known',
  description:
    'All of them, or with `key` those that wait for it: for a customer, for a link of a provider key, for what an invoice stands for.',
  request: { query: pageQuery.extend({ key: awaitedKeyField().optional() }) },
  responses: {
    200: { description: 'A page', content: { 'application/json': { schema: listOf(waitingSchema) } } },
    ...PROBLEMS,
  },
});

export const addWaiting = (app: Api, { ledger }: ApiDeps): void => {
  app.openapi(listRoute, async (c) => {
    const { key, ...page } = c.req.valid('query');
    const list = key === undefined ? ledger.listWaiting : (part: PageRequest) => listWaitingFor(ledger, key, part);
    const { items, nextCursor } = await readPage(list, page);
    return c.json(listAnswer({ items: items.map(waitingJson), nextCursor }), 200);
  });
};

const waitingJson = (row: WaitingRow): z.infer<typeof waitingSchema> => ({
  key: row.key,
  kind: row.kind,
  amount: row.amount,
  currency: row.currency,
  since: toTime(row.since),
  candidates: candidatesJson(row),
  event_keys: row.eventKeys,
});
