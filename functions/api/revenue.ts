import { createRoute } from '@hono/zod-openapi';
import type { Api, ApiDeps } from './deps.ts';
import { partnerKeyInPath } from './key-fields.ts';
import { listAnswer, listOf } from './paging.ts';
import { PROBLEMS, problem } from './problem.ts';
import { invalidField } from './refuse.ts';
import { MOST_CUSTOMERS, MOST_TRANSACTIONS, sumRevenue } from './sum-revenue.ts';
import { timeOrDateField } from './times.ts';
import * as z from './zod.ts';

const revenueSchema = z
  .object({
    month: z.string().openapi({ description: 'In UTC', example: '2026-01' }),
    currency: z.string().openapi({ example: 'USD' }),
    net_amount: z.int().openapi({ description: 'Minor units' }),
    transactions: z.int(),
  })
  .openapi('Revenue');

const route = createRoute({
  operationId: 'readRevenue',
  tags: ['Partners'],
  method: 'get',
  path: '/v1/partners/{partner_key}/revenue',
  summary: "What a partner's customers paid, by month and currency",
  description:
    'Of the customers that the partner has now, the rows that are not archived, in the UTC month of the payment; always one page. ' +
    `So much is added up at once: ${MOST_CUSTOMERS} customers and ${MOST_TRANSACTIONS} transactions.`,
  request: {
    params: z.object({ partner_key: partnerKeyInPath() }),
    query: z.strictObject({
      from: timeOrDateField().optional().openapi({ description: 'Inclusive' }),
      to: timeOrDateField().optional().openapi({ description: 'Exclusive' }),
    }),
  },
  responses: {
    200: { description: 'Months in order', content: { 'application/json': { schema: listOf(revenueSchema) } } },
    422: problem('More than is added up at once: ask for less time, or add up an export'),
    ...PROBLEMS,
  },
});

export const addRevenue = (app: Api, deps: ApiDeps): void => {
  app.openapi(route, async (c) => {
    const { partner_key: partner } = c.req.valid('param');
    const { from = null, to = null } = c.req.valid('query');
    if (from !== null && to !== null && to < from) throw invalidField('to', 'is before "from"');
    const revenue = await sumRevenue(deps, partner, { from, to });
    const items = revenue.map(({ month, currency, netAmount, transactions }) => ({ month, currency, net_amount: netAmount, transactions }));
    return c.json(listAnswer({ items, nextCursor: null }), 200);
  });
};
