import { describeDialect } from './dialect-suite.ts';

describeDialect('recurly', {
  eventTypes: [
    'billing_info_updated_notification',
    'canceled_subscription_notification',
    'expired_subscription_notification',
    'failed_payment_notification',
    'new_account_notification',
    'new_subscription_notification',
    'reactivated_account_notification',
    'renewed_subscription_notification',
    'subscription_paused_notification',
    'subscription_resumed_notification',
    'successful_payment_notification',
    'successful_refund_notification',
    'updated_account_notification',
    'updated_subscription_notification',
    'void_payment_notification',
  ],
  ignoredTypes: [
    'canceled_account_notification',
    'payment.succeeded',
    'processing_payment_notification',
    'successful_payment_notification',
  ],
  statuses: ['unpaid', 'recorded', 'partially_refunded', 'refunded', 'voided'],
  subscriptionStatuses: ['pending', 'trialing', 'active', 'past_due', 'canceling', 'paused', 'ended'],
});
