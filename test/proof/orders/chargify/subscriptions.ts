import type { EventSet } from '../event-set.ts';
import { allocation, customer, payment, subscription } from './bodies.ts';

const ROW = 'chargify:subscription:151';
const customers = { acme: {} };
const ofAcme = { reference: 'acme' } as const;

/** The state of a subscription, told by events that each tell another part of it. */
export const SUBSCRIPTIONS: readonly EventSet[] = [
  {
    provider: 'chargify',
    name: 'a signup, its payment, a trial that ends, arrears and the end',
    steps: [
      subscription(1, 'signup_success', { state: 'trialing', ...ofAcme }),
      payment(1, { reference: 'acme' }),
      subscription(5, 'subscription_state_change', { state: 'active', ...ofAcme }),
      subscription(9, 'subscription_state_change', { state: 'past_due', ...ofAcme }),
      subscription(12, 'subscription_state_change', { state: 'canceled', ...ofAcme }),
    ],
    ledger: {
      customers,
      transactions: { 'chargify:transaction:161': { customer: 'acme', status: 'recorded', amount: 1000, net: 1000 } },
      subscriptions: { [ROW]: { customer: 'acme', status: 'ended', plan: 'basic' } },
    },
  },
  {
    provider: 'chargify',
    name: 'allocations of two components before the subscription itself',
    steps: [
      allocation(2, 7, '3'),
      allocation(5, 7, '5.5'),
      allocation(4, 8, '12'),
      subscription(1, 'signup_success', { state: 'active', ...ofAcme }),
      allocation(9, 8, '0'),
    ],
    ledger: {
      customers,
      subscriptions: { [ROW]: { customer: 'acme', status: 'active', plan: 'basic', components: { 7: '5.5', 8: '0' } } },
    },
  },
  {
    provider: 'chargify',
    name: 'two allocations of one component in one second: the greater number is the later id',
    oftenWrong: 'two updates in one second',
    steps: [allocation(5, 7, '3', 9_999), allocation(5, 7, '4', 10_000), customer(1, 'customer_create', 'acme')],
    ledger: {
      customers,
      subscriptions: { [ROW]: { components: { 7: '4' }, awaiting: ['link:chargify:subscription:151'] } },
      waiting: { [ROW]: 'subscription' },
    },
  },
  {
    provider: 'chargify',
    name: 'a cancellation that is planned and taken back, and another product',
    steps: [
      subscription(1, 'signup_success', { state: 'active', ...ofAcme }),
      subscription(4, 'pending_cancellation_change', { state: 'active', ending: true, ...ofAcme }),
      subscription(6, 'pending_cancellation_change', { state: 'active', ...ofAcme }),
      subscription(6, 'subscription_product_change', { state: 'active', plan: 'pro', ...ofAcme, eventId: 12_000 }),
    ],
    ledger: { customers, subscriptions: { [ROW]: { customer: 'acme', status: 'active', plan: 'pro' } } },
  },
  {
    provider: 'chargify',
    name: 'a subscription without a reference, and payments that know it alone',
    steps: [
      subscription(1, 'signup_success', { state: 'active' }),
      payment(2),
      allocation(3, 7, '2'),
      subscription(9, 'renewal_success', { state: 'active', ...ofAcme }),
      payment(9, { id: 162, customerId: 0 }),
    ],
    ledger: {
      customers,
      transactions: {
        'chargify:transaction:161': { customer: 'acme', status: 'recorded', amount: 1000, net: 1000 },
        'chargify:transaction:162': { customer: 'acme', status: 'recorded', amount: 1000, net: 1000 },
      },
      subscriptions: { [ROW]: { customer: 'acme', status: 'active', plan: 'basic', components: { 7: '2' } } },
    },
  },
  {
    provider: 'chargify',
    name: 'the end of a subscription within the second of a state that was told before it',
    oftenWrong: 'two updates in one second',
    steps: [
      subscription(5, 'subscription_state_change', { state: 'canceled', ...ofAcme, eventId: 9_001 }),
      subscription(5, 'subscription_state_change', { state: 'past_due', ...ofAcme, eventId: 9_900 }),
      subscription(5, 'signup_success', { state: 'active', plan: 'pro', ...ofAcme, eventId: 9_950 }),
    ],
    ledger: { customers, subscriptions: { [ROW]: { customer: 'acme', status: 'ended', plan: 'basic' } } },
  },
  {
    provider: 'chargify',
    name: 'a subscription that goes over to another customer',
    oftenWrong: 'a link that moves to another customer and back',
    steps: [
      subscription(1, 'signup_success', { state: 'active', ...ofAcme }),
      subscription(9, 'subscription_state_change', { state: 'on_hold', reference: 'globex', customerId: 502 }),
      payment(5, { customerId: 0 }),
      payment(12, { id: 162, customerId: 0 }),
    ],
    ledger: {
      customers: { acme: {}, globex: {} },
      transactions: {
        'chargify:transaction:161': { customer: 'acme', status: 'recorded', amount: 1000, net: 1000 },
        'chargify:transaction:162': { customer: 'globex', status: 'recorded', amount: 1000, net: 1000 },
      },
      subscriptions: { [ROW]: { customer: 'globex', status: 'paused', plan: 'basic' } },
    },
  },
];
