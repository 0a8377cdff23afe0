import * as z from 'zod';
import { amount, anything, currency, identifier, nullIfBroken, reference, time, words } from './fields.ts';

/** What is read of any event before it is known whether it matters. Only id and type must be sound. */
export const headSchema = z.object({
  id: identifier,
  type: identifier,
  object: anything,
  livemode: anything,
  api_version: nullIfBroken(z.string()),
  // Thin events write ISO 8601.
  created: nullIfBroken(z.union([time, z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))])),
});

/** The names of an event as far as they can be read, for the record of one that cannot. */
export const nameSchema = z.object({ id: nullIfBroken(identifier), type: nullIfBroken(identifier) });

const snapshot = <S extends z.ZodType>(object: S) => z.object({ data: z.object({ object }) });

/** `previous` is what the fields were before, as far as this event changed them. */
const change = <S extends z.ZodType, P extends z.ZodType>(object: S, previous: P) =>
  z.object({ data: z.object({ object, previous_attributes: nullIfBroken(previous) }) });

export type Charge = z.output<typeof charge>;
/** @see https://docs.stripe.com/api/charges/object */
const charge = z.object({
  id: identifier,
  amount,
  amount_captured: amount.nullish(),
  amount_refunded: amount.nullish(),
  captured: z.boolean(),
  refunded: z.boolean().nullish(),
  created: time,
  currency,
  customer: reference,
  /** Gone since 2025-03-31; where it stands, null says that there is none. */
  invoice: reference,
  payment_intent: reference,
  status: z.enum(['succeeded', 'pending', 'failed']),
  metadata: anything,
});

export const chargeEvent = change(charge, z.object({ amount_refunded: anything }));

/** @see https://docs.stripe.com/api/refunds/object */
export const refundEvent = snapshot(
  z.object({ id: identifier, amount, charge: reference, created: time, currency, payment_intent: reference, status: z.string().nullish() }),
);

/** @see https://docs.stripe.com/api/disputes/object */
export const disputeEvent = snapshot(
  z.object({ id: identifier, amount, charge: reference, created: time, currency, payment_intent: reference, status: z.string() }),
);

/** @see https://docs.stripe.com/api/customers/object */
export const customerEvent = snapshot(z.object({ id: identifier, email: words, name: words, metadata: anything }));

/** What paid an invoice: a payment intent, or a charge that has none. */
const paidBy = z.object({ charge: reference, payment_intent: reference });

export type Invoice = z.output<typeof invoice>;
/**
 * In both shapes: charge, payment intent and subscription stood at the top until 2025-03-31, in `payments` and `parent` since.
 * @see https://docs.stripe.com/changelog/basil/2025-03-31/adds-new-parent-field-to-invoicing-objects
 * @see https://docs.stripe.com/changelog/basil/2025-03-31/add-support-for-multiple-partial-payments-on-invoices
 */
const invoice = z.object({
  id: identifier,
  amount_paid: amount,
  created: time,
  currency,
  customer: reference,
  metadata: anything,
  charge: reference,
  payment_intent: reference,
  subscription: reference,
  subscription_details: z.object({ metadata: anything }).nullish(),
  parent: z.object({ subscription_details: z.object({ subscription: reference, metadata: anything }).nullish() }).nullish(),
  payments: z.object({ data: z.array(z.object({ status: z.string().nullish(), payment: paidBy.nullish() })) }).nullish(),
});

export const invoiceEvent = snapshot(invoice);

/** @see https://docs.stripe.com/api/invoice-payment/object */
export const invoicePaymentEvent = snapshot(
  z.object({ invoice: identifier, created: time, payment: paidBy, status_transitions: z.object({ paid_at: time.nullish() }).nullish() }),
);

const subscriptionItem = z.object({
  price: z.object({ id: identifier }).nullish(),
  plan: z.object({ id: identifier }).nullish(),
  quantity: z.int().min(0).nullish(),
  current_period_start: time.nullish(),
  current_period_end: time.nullish(),
});

export type SubscriptionFields = z.output<typeof subscriptionFields>;
/** The period stood at the top until 2025-03-31, in each item since. */
const subscriptionFields = z.object({
  status: z.string(),
  cancel_at: time.nullish(),
  cancel_at_period_end: z.boolean().nullish(),
  canceled_at: time.nullish(),
  ended_at: time.nullish(),
  pause_collection: anything,
  current_period_start: time.nullish(),
  current_period_end: time.nullish(),
  items: z.object({ data: z.array(subscriptionItem) }).nullish(),
});

export type PreviousFields = z.output<typeof previousFields>;
const previousFields = subscriptionFields.partial();

/** @see https://docs.stripe.com/api/subscriptions/object */
const subscription = subscriptionFields.extend({ id: identifier, customer: reference, metadata: anything });

export const subscriptionEvent = change(subscription, previousFields);
