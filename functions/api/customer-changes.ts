import { createRoute } from '@hono/zod-openapi';
import { changeCustomer } from './change-customer.ts';
import { customerJson, customerSchema } from './customer-json.ts';
import type { Api, ApiDeps } from './deps.ts';
import { eraseCustomer } from './erase-customer.ts';
import { jobJson } from './job-json.ts';
import { jobAccepted } from './jobs.ts';
import { customerKeyInPath, partnerKeyField } from './key-fields.ts';
import { oneOf } from './paging.ts';
import { emailField, nameField } from './person-text.ts';
import { PROBLEMS, problem } from './problem.ts';
import * as z from './zod.ts';

const customerChange = z
  .strictObject({
    partner_key: partnerKeyField().nullable().optional(),
    email: emailField().nullable().optional(),
    name: nameField().nullable().optional(),
  })
  .openapi('CustomerChange', {
    description: 'What is left out stays; null says that there is none',
    example: { partner_key: 'pat', name: null },
  });

const patchRoute = createRoute({
  operationId: 'changeCustomer',
  tags: ['Customers'],
  method: 'patch',
  path: '/v1/customers/{key}',
  summary: "Change a customer's partner, e-mail or name",
  request: {
    params: z.object({ key: customerKeyInPath() }),
    body: { required: true, content: { 'application/json': { schema: customerChange } } },
  },
  responses: {
    200: { description: 'The customer as it is now', content: { 'application/json': { schema: oneOf(customerSchema) } } },
    409: problem('The customer was erased'),
    ...PROBLEMS,
  },
});

const deleteRoute = createRoute({
  operationId: 'eraseCustomer',
  tags: ['Customers'],
  method: 'delete',
  path: '/v1/customers/{key}',
  summary: 'Erase who a customer is, for good: name, e-mail, and the bodies of its events. Its key and its payments stay',
  request: { params: z.object({ key: customerKeyInPath() }) },
  responses: { 202: jobAccepted[202], ...PROBLEMS },
});

export const addCustomerChanges = (app: Api, deps: ApiDeps): void => {
  app.openapi(patchRoute, async (c) => {
    const { partner_key: partnerKey, email, name } = c.req.valid('json');
    const customer = await changeCustomer(deps, c.req.valid('param').key, { partnerKey, email, name });
    return c.json({ data: customerJson(customer) }, 200);
  });
  app.openapi(deleteRoute, async (c) => {
    const job = await eraseCustomer(deps, c.req.valid('param').key);
    return c.json({ data: jobJson(job) }, 202);
  });
};
