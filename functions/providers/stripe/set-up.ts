import type { SetUp } from '../provider.ts';

export const setUp = {
  id: 'stripe',
  name: 'Stripe',
  eventsToTick: [
    'customer.created',
    'customer.updated',
    'charge.succeeded',
    'charge.pending',
    'charge.failed',
    'charge.captured',
    'charge.updated',
    'charge.refunded',
    'charge.expired',
    'invoice.paid',
    'invoice.payment_succeeded',
    'invoice_payment.paid',
    'refund.created',
    'refund.updated',
    'refund.failed',
    'charge.refund.updated',
    'charge.dispute.created',
    'charge.dispute.updated',
    'charge.dispute.funds_withdrawn',
    'charge.dispute.funds_reinstated',
    'charge.dispute.closed',
    'customer.subscription.created',
    'customer.subscription.updated',
    'customer.subscription.paused',
    'customer.subscription.resumed',
    'customer.subscription.deleted',
  ],
} as const satisfies SetUp;

/** The compiler lets `parse` read no other. */
export type EventToTick = (typeof setUp.eventsToTick)[number];
