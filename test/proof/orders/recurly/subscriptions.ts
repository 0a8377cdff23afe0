import { type EventSet, said } from '../event-set.ts';
import { account, payment, refund, subscription, voided } from './bodies.ts';

const ROW = 'recurly:subscription:sub1';
const MONTH = 2_592_000;
const PAYMENT = 'recurly:transaction:a';

/** Subscriptions are a function of deliveries: what was received later holds within one period, and the end holds for good. */
export const SUBSCRIPTIONS: readonly EventSet[] = [
  {
    provider: 'recurly',
    name: 'a new subscription, an update, a renewal, a cancellation and its end',
    steps: [
      subscription('new_subscription', { state: 'active', plan: 'basic', period: 0, receivedSecond: 2 }),
      subscription('updated_subscription', { state: 'active', plan: 'pro', period: 0, receivedSecond: 50, quantity: 3 }),
      subscription('renewed_subscription', { state: 'active', plan: 'pro', period: MONTH, receivedSecond: MONTH + 2, quantity: 3 }),
      subscription('canceled_subscription', { state: 'canceled', plan: 'pro', period: MONTH, receivedSecond: MONTH + 80, quantity: 3 }),
      subscription('expired_subscription', { state: 'expired', plan: 'pro', period: MONTH, receivedSecond: MONTH + 90, quantity: 2 }),
    ],
    ledger: { customers: { acme: {} }, subscriptions: { [ROW]: { customer: 'acme', status: 'ended', plan: 'pro', quantity: 2 } } },
  },
  {
    provider: 'recurly',
    name: 'the notification of a later period that arrives first',
    oftenWrong: 'the newest version first',
    steps: [
      subscription('renewed_subscription', { state: 'active', plan: 'max', period: MONTH, receivedSecond: 10 }),
      subscription('updated_subscription', { state: 'active', plan: 'pro', period: 0, receivedSecond: 50, quantity: 7 }),
      subscription('new_subscription', { state: 'active', plan: 'basic', period: 0, receivedSecond: 60 }),
    ],
    ledger: { customers: { acme: {} }, subscriptions: { [ROW]: { customer: 'acme', status: 'active', plan: 'max', quantity: 1 } } },
  },
  {
    provider: 'recurly',
    name: 'an account that cancels and comes back within the period',
    steps: [
      subscription('new_subscription', { state: 'active', plan: 'basic', period: 0, receivedSecond: 2, trialEnds: 1_000 }),
      subscription('canceled_subscription', { state: 'canceled', plan: 'basic', period: 0, receivedSecond: 30 }),
      subscription('reactivated_account', { state: 'active', plan: 'basic', period: 0, receivedSecond: 60, trialEnds: 1_000 }),
      payment('a', 5, { subscription: 'sub1' }),
    ],
    ledger: {
      customers: { acme: {} },
      transactions: { [PAYMENT]: { customer: 'acme', status: 'recorded', amount: 1000, net: 1000 } },
      subscriptions: { [ROW]: { customer: 'acme', status: 'trialing', plan: 'basic', quantity: 1 } },
    },
  },
  {
    provider: 'recurly',
    name: 'a payment without an account, known by the subscription alone, and its refund',
    steps: [
      payment('a', 5, { subscription: 'sub1', code: null }),
      refund('r1', 400, 9, { code: null }),
      voided('r1', 9, { action: 'credit', minor: 400, code: null }),
      subscription('subscription_paused', { state: 'paused', plan: 'basic', period: 0, receivedSecond: 30 }),
      subscription('subscription_resumed', { state: 'active', plan: 'basic', period: 0, receivedSecond: 60 }),
    ],
    ledger: {
      customers: { acme: {} },
      transactions: { [PAYMENT]: { customer: 'acme', status: 'recorded', amount: 1000, net: 1000 } },
      subscriptions: { [ROW]: { customer: 'acme', status: 'active', plan: 'basic', quantity: 1 } },
    },
  },
  {
    provider: 'recurly',
    name: 'one payment in two notifications, and two accounts of which the right one comes last',
    oftenWrong: 'an explicit key that turns up late',
    steps: [
      payment('a', 5, { code: 'acme', reference: 'first' }),
      payment('a', 5, { code: 'acme', reference: 'second' }),
      account('new_account', 9, { code: 'globex' }),
      account('updated_account', 20, { code: 'acme', email: 'other@example.com' }),
    ],
    ledger: {
      customers: { acme: {}, globex: {} },
      transactions: { [PAYMENT]: { customer: 'acme', status: 'recorded', amount: 1000, net: 1000 } },
    },
  },
  {
    provider: 'recurly',
    name: 'a subscription that nobody owns until the team says so',
    steps: [
      subscription('new_subscription', { state: 'future', plan: 'basic', period: 0, receivedSecond: 2, code: null }),
      subscription('updated_subscription', { state: 'active', plan: 'pro', period: 0, receivedSecond: 9, code: null }),
      payment('a', 5, { subscription: 'sub1', code: null }),
      said(70, 'acme', { partner: 'pat', providerKeys: [ROW] }),
    ],
    ledger: {
      customers: { acme: { partner: 'pat' } },
      transactions: { [PAYMENT]: { customer: 'acme', partner: 'pat', status: 'recorded', amount: 1000, net: 1000 } },
      subscriptions: { [ROW]: { customer: 'acme', status: 'active', plan: 'pro', quantity: 1 } },
    },
  },
];
