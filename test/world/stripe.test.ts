import { describeDialect } from './dialect-suite.ts';

const CHARGE_EVENTS = ['captured', 'expired', 'failed', 'pending', 'refund.updated', 'refunded', 'succeeded', 'updated'].map(
  (name) => `charge.${name}`,
);
const DISPUTE_EVENTS = ['closed', 'created', 'funds_reinstated', 'funds_withdrawn', 'updated'].map((name) => `charge.dispute.${name}`);
const REFUND_EVENTS = ['refund.created', 'refund.failed', 'refund.updated'];
const CUSTOMER_EVENTS = ['customer.created', 'customer.updated'];
const SUBSCRIPTION_EVENTS = ['created', 'deleted', 'paused', 'resumed', 'updated'].map((name) => `customer.subscription.${name}`);
const PAID_INVOICE_EVENTS = ['invoice.paid', 'invoice.payment_succeeded', 'invoice_payment.paid'];

const ALWAYS = [...CHARGE_EVENTS, ...DISPUTE_EVENTS, ...REFUND_EVENTS, ...CUSTOMER_EVENTS, ...SUBSCRIPTION_EVENTS];
/** Besides those that mean nothing to anybody: customers without a key, and events of the test mode. */
const NEVER = [
  ...['balance.available', 'customer.subscription.trial_will_end', 'invoice.created', 'invoice.finalized', 'invoice.payment_failed'],
  ...['payment_intent.created', 'payment_method.attached', 'product.updated', 'setup_intent.succeeded'],
  ...CUSTOMER_EVENTS,
];
const PAID_IN_TEST_MODE = [
  'charge.refund.updated',
  'charge.refunded',
  'charge.succeeded',
  'charge.updated',
  ...DISPUTE_EVENTS,
  ...REFUND_EVENTS,
];
const SUBSCRIPTION_STATUSES = ['pending', 'trialing', 'active', 'past_due', 'unpaid', 'paused', 'canceling', 'ended'];

describe('where charges are the payments', () => {
  describeDialect('stripe', {
    few: 9,
    eventTypes: ALWAYS,
    ignoredTypes: [...NEVER, ...PAID_INVOICE_EVENTS, ...PAID_IN_TEST_MODE],
    statuses: ['unpaid', 'authorized', 'recorded', 'partially_refunded', 'refunded', 'failed', 'voided', 'disputed'],
    subscriptionStatuses: SUBSCRIPTION_STATUSES,
  });
});

describe('where invoices are the payments', () => {
  describeDialect('stripe', {
    options: { recordFrom: 'invoices' },
    few: 9,
    eventTypes: [...ALWAYS, ...PAID_INVOICE_EVENTS],
    ignoredTypes: [...new Set([...NEVER, ...CHARGE_EVENTS, 'invoice.paid', 'invoice.payment_succeeded', ...PAID_IN_TEST_MODE])],
    statuses: ['recorded', 'partially_refunded', 'refunded', 'disputed'],
    subscriptionStatuses: SUBSCRIPTION_STATUSES,
  });
});
