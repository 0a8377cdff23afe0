import { describeDialect } from './dialect-suite.ts';

describeDialect('chargify', {
  options: { chargifySite: 'acme-books' },
  eventTypes: [
    'component_allocation_change',
    'customer_create',
    'customer_update',
    'payment_failure',
    'payment_success',
    'pending_cancellation_change',
    'refund_success',
    'renewal_success',
    'signup_success',
    'subscription_product_change',
    'subscription_state_change',
  ],
  ignoredTypes: [
    'customer_create',
    'renewal_failure',
    'renewal_success',
    'signup_success',
    'statement_settled',
    'test',
    'upcoming_renewal_notice',
  ],
  statuses: ['unpaid', 'recorded', 'partially_refunded', 'refunded'],
  subscriptionStatuses: ['trialing', 'active', 'past_due', 'unpaid', 'canceling', 'paused', 'ended'],
});
