import { createRoute } from '@hono/zod-openapi';
import { readCustomer } from './customers.ts';
import { deleteTransaction } from './delete-transaction.ts';
import type { Api, ApiDeps } from './deps.ts';
import { customerKeyInPath, ownKeyField, transactionKeyInPath } from './key-fields.ts';
import { amountField, currencyField, wordField } from './own-fields.ts';
import { oneOf } from './paging.ts';
import { PROBLEMS, ProblemError, problem } from './problem.ts';
import { saveOwnTransaction } from './save-own-transaction.ts';
import { showTransaction } from './show-transaction.ts';
import { timeField } from './times.ts';
import { transactionSchema } from './transaction-json.ts';
import * as z from './zod.ts';

const answer = { content: { 'application/json': { schema: oneOf(transactionSchema) } } };

const newTransaction = z
  .strictObject({
    amount: amountField(),
    currency: currencyField(),
    key: ownKeyField().optional(),
    category_key: wordField().optional(),
    product_key: wordField().optional(),
    occurred_at: timeField().optional(),
  })
  .openapi('NewTransaction', {
    example: { amount: 4900, currency: 'USD', key: 'order-1001', product_key: 'gold-yearly', occurred_at: '2026-01-31T09:30:00Z' },
  });

const postRoute = createRoute({
  operationId: 'createTransaction',
  tags: ['Transactions'],
  method: 'post',
  path: '/v1/customers/{key}/transactions',
  summary: "Record a transaction of the team's own; may be repeated under its key",
  description: 'Without a `key` one is made: it is in the answer, to be sent again with a retry. Without a time it is of now.',
  request: {
    params: z.object({ key: customerKeyInPath() }),
    body: { required: true, content: { 'application/json': { schema: newTransaction } } },
  },
  responses: {
    200: { description: 'The transaction was there with this content', ...answer },
    201: { description: 'The transaction is recorded', ...answer },
    409: problem('The key is of a transaction with other content or of another customer'),
    ...PROBLEMS,
  },
});

const deleteRoute = createRoute({
  operationId: 'archiveTransaction',
  tags: ['Transactions'],
  method: 'delete',
  path: '/v1/transactions/{key}',
  summary: 'Archive a transaction for good: it stays readable and counts nothing',
  request: { params: z.object({ key: transactionKeyInPath() }) },
  responses: {
    200: { description: 'The transaction, archived', ...answer },
    202: { description: 'Nothing is known of it yet; when its events come, they will count nothing', ...answer },
    ...PROBLEMS,
  },
});

export const addOwnTransactions = (app: Api, deps: ApiDeps): void => {
  app.openapi(postRoute, async (c) => {
    const { amount: minor, currency, key = `api:${deps.newId()}` as const, ...said } = c.req.valid('json');
    const { key: customerKey } = await readCustomer(deps.ledger, c.req.valid('param').key);
    const { row, was } = await saveOwnTransaction(deps, key, {
      customerKey,
      amount: { minor, currency },
      paidAt: said.occurred_at,
      productKey: said.product_key,
      categoryKey: said.category_key,
    });
    if (was === 'other') throw new ProblemError('conflict', 'The key is of a transaction with other content or of another customer');
    return c.json({ data: await showTransaction(deps, row) }, was === 'new' ? 201 : 200);
  });
  app.openapi(deleteRoute, async (c) => {
    const deleted = await deleteTransaction(deps, c.req.valid('param').key);
    if (deleted === undefined) throw new ProblemError('not-found', 'There is no transaction with this key');
    return c.json({ data: await showTransaction(deps, deleted.row) }, deleted.seen ? 200 : 202);
  });
};
