import { createRoute } from '@hono/zod-openapi';
import type { CustomerKey } from '../domain/keys.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { CustomerItem } from '../ledger/rows.ts';
import { customerJson, customerSchema } from './customer-json.ts';
import type { Api, ApiDeps } from './deps.ts';
import { customerKeyField, customerKeyInPath, partnerKeyField, providerKeyField } from './key-fields.ts';
import { listAnswer, listOf, oneOf, pageQuery, readPage } from './paging.ts';
import { emailField, nameField } from './person-text.ts';
import { PROBLEMS, ProblemError, problem } from './problem.ts';
import { saveCustomer } from './save-customer.ts';
import { timeField } from './times.ts';
import * as z from './zod.ts';

const answer = { content: { 'application/json': { schema: oneOf(customerSchema) } } };

const newCustomer = z
  .strictObject({
    key: customerKeyField(),
    partner_key: partnerKeyField().optional(),
    email: emailField().optional(),
    name: nameField().optional(),
    provider_keys: z.array(providerKeyField(), 'must be a list of texts').max(50, 'holds more than 50 provider keys').optional(),
    since: timeField().optional(),
  })
  .openapi('NewCustomer', {
    example: { key: 'acme', partner_key: 'pat', name: 'Acme', provider_keys: ['stripe:customer:cus_1'], since: '2026-01-01T00:00:00Z' },
  });

const postRoute = createRoute({
  operationId: 'saveCustomer',
  tags: ['Customers'],
  method: 'post',
  path: '/v1/customers',
  summary: 'Name a customer, its partner and what it is called at the providers; may be repeated',
  request: { body: { required: true, content: { 'application/json': { schema: newCustomer } } } },
  responses: {
    200: { description: 'The customer was there; what was new is applied', ...answer },
    201: { description: 'The customer is new', ...answer },
    409: problem('This contradicts what the team said before, or the customer was erased'),
    ...PROBLEMS,
  },
});

const getRoute = createRoute({
  operationId: 'readCustomer',
  tags: ['Customers'],
  method: 'get',
  path: '/v1/customers/{key}',
  summary: 'Read a customer',
  request: { params: z.object({ key: customerKeyInPath() }) },
  responses: { 200: { description: 'The customer', ...answer }, ...PROBLEMS },
});

const listRoute = createRoute({
  operationId: 'listCustomers',
  tags: ['Customers'],
  method: 'get',
  path: '/v1/customers',
  summary: 'All customers, or those of one partner, in no particular order',
  request: { query: pageQuery.extend({ partner_key: partnerKeyField().optional() }) },
  responses: {
    200: { description: 'A page', content: { 'application/json': { schema: listOf(customerSchema) } } },
    ...PROBLEMS,
  },
});

export const addCustomers = (app: Api, deps: ApiDeps): void => {
  app.openapi(postRoute, async (c) => {
    const { key, partner_key: partnerKey, email, name, provider_keys: providerKeys = [], since = null } = c.req.valid('json');
    const saved = await saveCustomer(deps, { key, said: { partnerKey, email, name }, providerKeys: [...new Set(providerKeys)], since });
    return c.json({ data: customerJson(saved.customer) }, saved.created ? 201 : 200);
  });
  app.openapi(listRoute, async (c) => {
    const { partner_key: partnerKey, ...page } = c.req.valid('query');
    const { items, nextCursor } = await readPage((part) => deps.ledger.customerKeys(partnerKey, part), page);
    const customers = await Promise.all(items.map((key) => deps.ledger.readCustomer(key)));
    // The index may still show a customer under the partner that it had a moment ago.
    const shown = customers.flatMap((customer) => customer ?? []).map(customerJson);
    const ofPartner = shown.filter((customer) => partnerKey === undefined || customer.partner_key === partnerKey);
    return c.json(listAnswer({ items: ofPartner, nextCursor }), 200);
  });
  app.openapi(getRoute, async (c) => c.json({ data: customerJson(await readCustomer(deps.ledger, c.req.valid('param').key)) }, 200));
};

/** The customer, or a 404. */
export const readCustomer = async (ledger: Ledger, key: CustomerKey): Promise<CustomerItem> => {
  const customer = await ledger.readCustomer(key);
  if (customer === undefined) throw new ProblemError('not-found', 'There is no customer with this key');
  return customer;
};
