import { type EventSet, epochSeconds, said } from '../event-set.ts';
import { customer, event, keys, payment, subscription, versionAt } from './bodies.ts';

const claimed = (second: number, key: string, partner?: string) =>
  event(second, 'customer_changed', { customer: customer(second, keys(key, partner)) });
/** A payment that tells no customer key: only links lead to its customer. */
const bare = (second: number) =>
  event(second, 'payment_succeeded', {
    transaction: payment(second, { id: `txn_${second}`, date: epochSeconds(second) }),
    customer: customer(0, undefined),
  });
const recorded = (name: string) => ({ customer: name, status: 'recorded', amount: 1000, net: 1000 }) as const;
const row = (second: number) => `chargebee:transaction:txn_${second}`;
const SUBSCRIPTION = 'chargebee:subscription:sub 1';

/** Whose a payment is, whose partner referred them, and the state of a subscription. */
export const CUSTOMERS: readonly EventSet[] = [
  {
    provider: 'chargebee',
    name: 'a link that moves to another customer and back, with payments in between',
    oftenWrong: 'a link that moves to another customer and back',
    steps: [claimed(10, 'acme'), bare(15), claimed(20, 'globex'), bare(25), claimed(30, 'acme'), bare(35)],
    ledger: {
      customers: { acme: {}, globex: {} },
      transactions: { [row(15)]: recorded('acme'), [row(25)]: recorded('globex'), [row(35)]: recorded('acme') },
    },
  },
  {
    provider: 'chargebee',
    name: 'the key inside the events of one payment changes, and the first one is known late',
    oftenWrong: 'an explicit key that turns up late',
    steps: [
      event(1, 'payment_failed', { transaction: payment(1, { status: 'failure' }), customer: customer(0, keys('acme')) }),
      event(5, 'payment_succeeded', { transaction: payment(5), customer: customer(4, keys('globex')) }),
      event(6, 'customer_created', { customer: customer(6, keys('globex'), { id: 'cb_2' }) }),
      event(7, 'customer_created', { customer: customer(7, { customer_key: 'acme' }, { id: 'cb_3' }) }),
    ],
    ledger: { customers: { acme: {}, globex: {} }, transactions: { [row(1)]: recorded('acme') } },
  },
  {
    provider: 'chargebee',
    name: 'a key as JSON text, a key of a hosted page, and a partner in base64 that comes with neither',
    steps: [
      event(1, 'payment_succeeded', { transaction: payment(1), customer: customer(0, '{"customer_key":"acme","gspk":"cGF0"}') }),
      event(2, 'payment_succeeded', {
        transaction: payment(2, { id: 'txn_2' }),
        customer: customer(0, undefined, { id: 'cb_2', cf_customer_id: 'globex', cf_partner_key: 'quinn' }),
      }),
      event(3, 'customer_changed', { customer: customer(3, { gspk: 'cnV0aA' }) }),
    ],
    ledger: {
      customers: { acme: { partner: 'pat' }, globex: { partner: 'quinn' } },
      transactions: { [row(1)]: { ...recorded('acme'), partner: 'pat' }, [row(2)]: { ...recorded('globex'), partner: 'quinn' } },
    },
  },
  {
    provider: 'chargebee',
    name: 'two partners claimed for one customer, by resource version and not by arrival, then a correction by the team',
    oftenWrong: 'two partners and a correction',
    steps: [
      event(20, 'payment_succeeded', { transaction: payment(20), customer: customer(3, keys('acme', 'pat')) }),
      claimed(7, 'acme', 'quinn'),
      said(300, 'acme', { partner: 'ruth' }),
      claimed(400, 'acme', 'sam'),
    ],
    ledger: {
      customers: { acme: { partner: 'ruth', conflicts: ['pat', 'quinn', 'sam'] } },
      transactions: { [row(1)]: { ...recorded('acme'), partner: 'ruth' } },
    },
  },
  {
    provider: 'chargebee',
    name: 'the newest version of a subscription that arrives first, all in one second',
    oftenWrong: 'the newest version first',
    steps: [
      event(1, 'subscription_created', { subscription: subscription(1, 'in_trial', 'basic'), customer: customer(0, keys('acme')) }),
      event(9, 'subscription_changed', { subscription: subscription(9, 'active', 'pro', { resource_version: versionAt(9, 100) }) }, 'ev_z'),
      event(9, 'subscription_changed', { subscription: subscription(9, 'active', 'max', { resource_version: versionAt(9, 300) }) }, 'ev_a'),
      event(
        9,
        'subscription_changed',
        { subscription: subscription(9, 'non_renewing', 'ultra', { resource_version: versionAt(9, 200) }) },
        'ev_m',
      ),
    ],
    ledger: {
      customers: { acme: {} },
      subscriptions: { [SUBSCRIPTION]: { customer: 'acme', status: 'active', plan: 'max', quantity: 1 } },
    },
  },
  {
    provider: 'chargebee',
    name: 'a subscription that is paused, goes on, is cancelled and deleted in the version that it had',
    steps: [
      event(1, 'subscription_created', { subscription: subscription(1, 'active', 'basic'), customer: customer(0, keys('acme')) }),
      event(3, 'subscription_paused', { subscription: subscription(3, 'paused', 'basic') }),
      event(5, 'subscription_resumed', { subscription: subscription(5, 'active', 'basic', { plan_quantity: 3 }) }),
      event(7, 'subscription_cancelled', {
        subscription: subscription(7, 'cancelled', 'basic', { plan_quantity: 3, cancelled_at: epochSeconds(7) }),
      }),
      event(8, 'subscription_deleted', { subscription: subscription(7, 'active', 'basic', { plan_quantity: 3, deleted: true }) }),
    ],
    ledger: {
      customers: { acme: {} },
      subscriptions: { [SUBSCRIPTION]: { customer: 'acme', status: 'ended', plan: 'basic', quantity: 3 } },
    },
  },
  {
    provider: 'chargebee',
    name: 'somebody pays for somebody else: the subscription has a key of its own',
    steps: [
      event(2, 'subscription_changed', {
        subscription: subscription(2, 'active', 'pro', { meta_data: keys('globex', 'quinn') }),
        customer: customer(0, keys('acme', 'pat')),
      }),
      event(3, 'payment_succeeded', {
        transaction: payment(3, { subscription_id: 'sub 1', date: epochSeconds(3) }),
        subscription: { id: 'sub 1', meta_data: { product_key: 'gold' } },
      }),
      event(1, 'subscription_created', { subscription: subscription(1, 'future', 'basic') }),
    ],
    ledger: {
      customers: { acme: { partner: 'pat' }, globex: { partner: 'quinn' } },
      transactions: { [row(1)]: { ...recorded('acme'), partner: 'pat', product: 'gold' } },
      subscriptions: { [SUBSCRIPTION]: { customer: 'globex', status: 'active', plan: 'pro', quantity: 1 } },
    },
  },
];
