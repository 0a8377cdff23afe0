import type { SetUp } from '../provider.ts';

export const setUp = {
  id: 'recurly',
  name: 'Recurly',
  eventsToTick: [
    'successful_payment_notification',
    'failed_payment_notification',
    'void_payment_notification',
    'successful_refund_notification',
    'new_account_notification',
    'updated_account_notification',
    'billing_info_updated_notification',
    'reactivated_account_notification',
    'new_subscription_notification',
    'updated_subscription_notification',
    'canceled_subscription_notification',
    'expired_subscription_notification',
    'renewed_subscription_notification',
    'subscription_paused_notification',
    'subscription_resumed_notification',
  ],
} as const satisfies SetUp;

/** The compiler lets `parse` read no other. */
export type EventToTick = (typeof setUp.eventsToTick)[number];
