import { createRoute } from '@hono/zod-openapi';
import { viewCustomer } from '../domain/customer.ts';
import type { ListedTransaction } from '../ledger/rows.ts';
import { readCustomer } from './customers.ts';
import type { Api, ApiDeps } from './deps.ts';
import { customerKeyInPath, transactionKeyInPath } from './key-fields.ts';
import { filterPages, listAnswer, listOf, oneOf, pageQuery, readPage } from './paging.ts';
import { PROBLEMS, ProblemError } from './problem.ts';
import { showTransaction } from './show-transaction.ts';
import { isArchived, transactionJson, transactionSchema } from './transaction-json.ts';
import * as z from './zod.ts';

const listRoute = createRoute({
  operationId: 'listTransactions',
  tags: ['Transactions'],
  method: 'get',
  path: '/v1/customers/{key}/transactions',
  summary: "A customer's transactions, newest first; archived ones too",
  request: {
    params: z.object({ key: customerKeyInPath() }),
    query: pageQuery.extend({ archived: z.enum(['true', 'false'], 'must be true or false').optional() }),
  },
  responses: {
    200: { description: 'A page', content: { 'application/json': { schema: listOf(transactionSchema) } } },
    ...PROBLEMS,
  },
});

const getRoute = createRoute({
  operationId: 'readTransaction',
  tags: ['Transactions'],
  method: 'get',
  path: '/v1/transactions/{key}',
  summary: 'Read a transaction, waiting ones too',
  request: { params: z.object({ key: transactionKeyInPath() }) },
  responses: {
    200: { description: 'The transaction', content: { 'application/json': { schema: oneOf(transactionSchema) } } },
    ...PROBLEMS,
  },
});

export const addTransactions = (app: Api, deps: ApiDeps): void => {
  const { ledger, settings } = deps;
  app.openapi(listRoute, async (c) => {
    const { key } = c.req.valid('param');
    const { archived, ...page } = c.req.valid('query');
    const { partnerKey } = viewCustomer((await readCustomer(ledger, key)).facts);
    const keep = ({ view }: ListedTransaction) => archived === undefined || String(isArchived(view, settings.refunds)) === archived;
    const { items, nextCursor } = await readPage(
      filterPages((part) => ledger.listTransactions(key, part), keep),
      page,
    );
    return c.json(listAnswer({ items: items.map((item) => transactionJson({ ...item, partnerKey }, settings)), nextCursor }), 200);
  });
  app.openapi(getRoute, async (c) => {
    const row = await ledger.readTransaction(c.req.valid('param').key);
    if (row === undefined) throw new ProblemError('not-found', 'There is no transaction with this key');
    return c.json({ data: await showTransaction(deps, row) }, 200);
  });
};
