import { type EventSet, epochSeconds } from '../event-set.ts';
import { charge, customer, event, items, keys, subscription } from './bodies.ts';

const ROW = 'stripe:subscription:sub_1';
const known = event(0, 'customer.created', customer(keys('acme')));
const created = event(1, 'customer.subscription.created', subscription('active', { price: 'basic' }));
const moved = (id: string, from: string, to: string) =>
  event(5, 'customer.subscription.updated', subscription('active', { price: to }), { id, previous: { items: items({ price: from }) } });
const turned = (id: string, from: string, to: string) =>
  event(5, 'customer.subscription.updated', subscription(to, { price: 'basic' }), { id, previous: { status: from } });

/** The state of a subscription, where Stripe stamps whole seconds. */
export const SUBSCRIPTIONS: readonly EventSet[] = [
  {
    provider: 'stripe',
    name: 'two updates of the plan in one second, the later one under the smaller id',
    oftenWrong: 'two updates in one second',
    steps: [known, created, moved('evt_z', 'basic', 'pro'), moved('evt_a', 'pro', 'max')],
    ledger: { customers: { acme: {} }, subscriptions: { [ROW]: { customer: 'acme', status: 'active', plan: 'max', quantity: 1 } } },
  },
  {
    provider: 'stripe',
    name: 'three updates of the plan in one second',
    oftenWrong: 'three updates in one second',
    steps: [known, created, moved('evt_z', 'basic', 'pro'), moved('evt_a', 'pro', 'max'), moved('evt_m', 'max', 'ultra')],
    ledger: { customers: { acme: {} }, subscriptions: { [ROW]: { customer: 'acme', status: 'active', plan: 'ultra', quantity: 1 } } },
  },
  {
    provider: 'stripe',
    name: 'three turns of the status in one second, beside a new quantity',
    oftenWrong: 'three updates in one second',
    steps: [
      known,
      turned('evt_y', 'trialing', 'active'),
      turned('evt_x', 'active', 'past_due'),
      turned('evt_w', 'past_due', 'unpaid'),
      event(3, 'customer.subscription.updated', subscription('trialing', { price: 'basic', quantity: 4 }), {
        previous: { items: items({ price: 'basic', quantity: 1 }) },
      }),
    ],
    ledger: { customers: { acme: {} }, subscriptions: { [ROW]: { customer: 'acme', status: 'unpaid', plan: 'basic', quantity: 1 } } },
  },
  {
    provider: 'stripe',
    name: 'a trial that becomes active, is to end, and ends within the second of its last update',
    steps: [
      event(1, 'customer.subscription.created', subscription('trialing', { price: 'basic' }, { metadata: keys('acme', 'pat') })),
      event(5, 'customer.subscription.updated', subscription('active', { price: 'basic' }), { previous: { status: 'trialing' } }),
      event(
        9,
        'customer.subscription.updated',
        subscription('active', { price: 'basic' }, { cancel_at_period_end: true, canceled_at: epochSeconds(9) }),
        {
          previous: { cancel_at_period_end: false, canceled_at: null },
        },
      ),
      event(9, 'customer.subscription.deleted', subscription('canceled', { price: 'basic' }, { canceled_at: epochSeconds(9) }), {
        id: 'evt_0',
      }),
    ],
    ledger: {
      customers: { acme: { partner: 'pat' } },
      subscriptions: { [ROW]: { customer: 'acme', status: 'ended', plan: 'basic', quantity: 1 } },
    },
  },
  {
    provider: 'stripe',
    name: 'a subscription that names its customer late, and payments of that Stripe customer before and after',
    steps: [
      created,
      event(2, 'charge.succeeded', charge()),
      event(5, 'customer.subscription.updated', subscription('active', { price: 'basic' }, { metadata: keys('acme', 'pat') }), {
        previous: { metadata: {} },
      }),
      event(9, 'customer.subscription.paused', subscription('paused', { price: 'basic' })),
      event(12, 'customer.subscription.resumed', subscription('active', { price: 'basic' })),
    ],
    ledger: {
      customers: { acme: { partner: 'pat' } },
      transactions: { 'stripe:charge:ch_1': { customer: 'acme', partner: 'pat', status: 'recorded', amount: 1000, net: 1000 } },
      subscriptions: { [ROW]: { customer: 'acme', status: 'active', plan: 'basic', quantity: 1 } },
    },
  },
  {
    provider: 'stripe',
    name: 'a subscription that nobody names, while its Stripe customer stays unknown',
    steps: [created, moved('evt_m', 'basic', 'pro'), event(9, 'customer.updated', customer({}))],
    ledger: {
      subscriptions: {
        [ROW]: { status: 'active', plan: 'pro', quantity: 1, awaiting: ['link:stripe:customer:cus_1', 'link:stripe:subscription:sub_1'] },
      },
      waiting: { [ROW]: 'subscription' },
    },
  },
];
