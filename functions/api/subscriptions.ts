import { createRoute } from '@hono/zod-openapi';
import { type SubscriptionView, viewSubscription } from '../domain/subscription.ts';
import type { SubscriptionRow } from '../ledger/rows.ts';
import { readCustomer } from './customers.ts';
import type { Api, ApiDeps } from './deps.ts';
import { customerKeyInPath, isProviderKey, textInPath } from './key-fields.ts';
import { listAnswer, listOf, oneOf, pageQuery, readPage } from './paging.ts';
import { PROBLEMS, ProblemError } from './problem.ts';
import { timeSchema, toTime, toTimeOrNull } from './times.ts';
import * as z from './zod.ts';

const subscriptionSchema = z
  .object({
    key: z.string().openapi({ example: 'stripe:subscription:sub_1' }),
    provider: z.string(),
    provider_subscription_id: z.string(),
    customer_key: z.string().nullable().openapi({ description: 'Null while nobody knows whose it is' }),
    plan_key: z.string().nullable(),
    status: z
      .enum(['pending', 'trialing', 'active', 'past_due', 'unpaid', 'paused', 'canceling', 'ended'])
      .nullable()
      .openapi({ description: 'Our word, one for all providers; null while no event told it' }),
    provider_status: z.string().nullable().openapi({ description: "The provider's own word" }),
    quantity: z.number().nullable(),
    components: z.record(z.string(), z.string()).readonly().openapi({ description: 'Allocated quantities by component, as texts' }),
    current_period_start: timeSchema.nullable(),
    current_period_end: timeSchema.nullable(),
    canceled_at: timeSchema.nullable(),
    occurred_at: timeSchema.openapi({ description: 'The time of the newest event' }),
    event_keys: z
      .array(z.string())
      .readonly()
      .optional()
      .openapi({ description: 'The newest events that changed it; told where the row is read alone' }),
  })
  .openapi('Subscription', {
    example: {
      key: 'stripe:subscription:sub_1',
      provider: 'stripe',
      provider_subscription_id: 'sub_1',
      customer_key: 'acme',
      plan_key: 'price_gold',
      status: 'active',
      provider_status: 'active',
      quantity: 1,
      components: {},
      current_period_start: '2026-01-31T09:30:00.000Z',
      current_period_end: '2026-02-28T09:30:00.000Z',
      canceled_at: null,
      occurred_at: '2026-01-31T09:30:00.000Z',
    },
  });

const listRoute = createRoute({
  operationId: 'listSubscriptions',
  tags: ['Subscriptions'],
  method: 'get',
  path: '/v1/customers/{key}/subscriptions',
  summary: "A customer's subscriptions",
  request: { params: z.object({ key: customerKeyInPath() }), query: pageQuery },
  responses: {
    200: { description: 'A page', content: { 'application/json': { schema: listOf(subscriptionSchema) } } },
    ...PROBLEMS,
  },
});

const getRoute = createRoute({
  operationId: 'readSubscription',
  tags: ['Subscriptions'],
  method: 'get',
  path: '/v1/subscriptions/{key}',
  summary: 'Read a subscription, waiting ones too',
  request: { params: z.object({ key: textInPath() }) },
  responses: {
    200: { description: 'The subscription', content: { 'application/json': { schema: oneOf(subscriptionSchema) } } },
    ...PROBLEMS,
  },
});

export const addSubscriptions = (app: Api, { ledger }: ApiDeps): void => {
  app.openapi(listRoute, async (c) => {
    const { key } = c.req.valid('param');
    await readCustomer(ledger, key);
    const { items, nextCursor } = await readPage((page) => ledger.listSubscriptions(key, page), c.req.valid('query'));
    return c.json(listAnswer({ items: items.map(subscriptionJson), nextCursor }), 200);
  });
  app.openapi(getRoute, async (c) => {
    const { key } = c.req.valid('param');
    const row = isProviderKey(key) ? await ledger.readSubscription(key) : undefined;
    if (row === undefined) throw new ProblemError('not-found', 'There is no subscription with this key');
    return c.json({ data: { ...subscriptionJson({ ...row, view: viewSubscription(row.facts) }), event_keys: row.eventKeys } }, 200);
  });
};

type ShownSubscription = Pick<SubscriptionRow, 'key' | 'customerKey'> & { readonly view: SubscriptionView };

const subscriptionJson = ({ key, customerKey, view }: ShownSubscription): z.infer<typeof subscriptionSchema> => {
  const [provider = '', , ...id] = key.split(':');
  return {
    key,
    provider,
    provider_subscription_id: id.join(':'),
    customer_key: customerKey,
    plan_key: view.planKey,
    status: view.status,
    provider_status: view.providerStatus,
    quantity: view.quantity,
    components: view.components,
    current_period_start: toTimeOrNull(view.currentPeriodStart),
    current_period_end: toTimeOrNull(view.currentPeriodEnd),
    canceled_at: toTimeOrNull(view.canceledAt),
    occurred_at: toTime(view.occurredAt),
  };
};
