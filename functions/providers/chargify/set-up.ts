import type { SetUp } from '../provider.ts';

export const setUp = {
  id: 'chargify',
  name: 'Chargify',
  eventsToTick: [
    'customer_create',
    'customer_update',
    'payment_success',
    'payment_failure',
    'refund_success',
    'signup_success',
    'renewal_success',
    'subscription_state_change',
    'subscription_product_change',
    'pending_cancellation_change',
    'component_allocation_change',
  ],
} as const satisfies SetUp;

/** The compiler lets `parse` read no other. */
export type EventToTick = (typeof setUp.eventsToTick)[number];
