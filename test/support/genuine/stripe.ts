import type { Fill } from './fill.ts';
import { customer, subscription } from './stripe-billing.ts';
import { accountOf, idsOf, type StripeAccount, type StripeIds, stripeEvent } from './stripe-event.ts';
import { invoice } from './stripe-invoice.ts';
import { charge, paymentIntent } from './stripe-payments.ts';

type Shape = (fill: Fill, account: StripeAccount, ids: StripeIds) => object;

const event =
  (type: string, shape: Shape, idPrefix: string) =>
  (fill: Fill): Buffer => {
    const account = accountOf(fill);
    const ids = idsOf(fill, account);
    return stripeEvent(fill, type, ids.of(idPrefix, 8), { object: shape(fill, account, ids) });
  };

/** Bodies as Stripe sends them, by event type. */
export const stripeBodies = {
  'payment_intent.succeeded': event('payment_intent.succeeded', paymentIntent, 'evt_3'),
  'customer.created': event('customer.created', customer, 'evt_1'),
  'invoice.paid': event('invoice.paid', invoice, 'evt_1'),
  'customer.subscription.created': event('customer.subscription.created', subscription, 'evt_1'),
  'charge.succeeded': event('charge.succeeded', charge, 'evt_3'),
} as const;
