import * as z from 'zod';
import { idText, isoCurrency, optionalId, optionalText, seconds, wholeAmount, wholeNumber } from '../../platform/payload.ts';

/** A field that is checked elsewhere. In zod 4 a bare `z.unknown()` would have to be there. */
const anything = z.unknown().optional();

/** For what is only of use when it is sound. */
const nullIfBroken = <S extends z.ZodType>(schema: S) => schema.nullable().catch(null);

/** What is read of any event before it is known whether it matters. Only id and type must be sound. */
export const headSchema = z.object({
  id: idText,
  type: idText,
  object: anything,
  livemode: anything,
  api_version: nullIfBroken(z.string()),
  // Thin events write ISO 8601.
  created: nullIfBroken(z.union([seconds, z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))])),
});

/** The names of an event as far as they can be read, for the record of one that cannot. */
export const nameSchema = z.object({ id: idText.optional().catch(undefined), type: idText.optional().catch(undefined) });

const snapshot = <S extends z.ZodType>(object: S) => z.object({ data: z.object({ object }) });

/** `previous` is what the fields were before, as far as this event changed them. */
const change = <S extends z.ZodType, P extends z.ZodType>(object: S, previous: P) =>
  z.object({ data: z.object({ object, previous_attributes: nullIfBroken(previous) }) });

export type Charge = z.output<typeof charge>;
/** @see https://docs.stripe.com/api/charges/object */
const charge = z.object({
  id: idText,
  amount: wholeAmount,
  amount_captured: wholeAmount.nullish(),
  amount_refunded: wholeAmount.nullish(),
  captured: z.boolean(),
  refunded: z.boolean().nullish(),
  created: seconds,
  currency: isoCurrency,
  customer: optionalId,
  /** Gone since 2025-03-31; where it stands, null says that there is none. */
  invoice: idText.nullish(),
  payment_intent: optionalId,
  status: z.enum(['succeeded', 'pending', 'failed']),
  metadata: anything,
});

export const chargeEvent = change(charge, z.object({ amount_refunded: anything }));

/** What refunds and disputes have in common. */
const takenBack = z.object({
  id: idText,
  amount: wholeAmount,
  charge: optionalId,
  created: seconds,
  currency: isoCurrency,
  payment_intent: optionalId,
});

/** @see https://docs.stripe.com/api/refunds/object */
export const refundEvent = snapshot(takenBack.extend({ status: z.string().nullish() }));

/** @see https://docs.stripe.com/api/disputes/object */
export const disputeEvent = snapshot(takenBack.extend({ status: z.string() }));

/** @see https://docs.stripe.com/api/customers/object */
export const customerEvent = snapshot(z.object({ id: idText, email: optionalText, name: optionalText, metadata: anything }));

/** What paid an invoice: a payment intent, or a charge that has none. */
const paidBy = z.object({ charge: optionalId, payment_intent: optionalId });

export type Invoice = z.output<typeof invoice>;
/**
 * In both shapes: charge, payment intent and subscription stood at the top until 2025-03-31, in `payments` and `parent` since.
 * @see https://docs.stripe.com/changelog/basil/2025-03-31/adds-new-parent-field-to-invoicing-objects
 * @see https://docs.stripe.com/changelog/basil/2025-03-31/add-support-for-multiple-partial-payments-on-invoices
 */
const invoice = z.object({
  id: idText,
  amount_paid: wholeAmount,
  created: seconds,
  currency: isoCurrency,
  customer: optionalId,
  metadata: anything,
  charge: optionalId,
  payment_intent: optionalId,
  subscription: optionalId,
  subscription_details: z.object({ metadata: anything }).nullish(),
  parent: z.object({ subscription_details: z.object({ subscription: optionalId, metadata: anything }).nullish() }).nullish(),
  payments: z.object({ data: z.array(z.object({ status: z.string().nullish(), payment: paidBy.nullish() })) }).nullish(),
});

export const invoiceEvent = snapshot(invoice);

/** @see https://docs.stripe.com/api/invoice-payment/object */
export const invoicePaymentEvent = snapshot(
  z.object({ invoice: idText, created: seconds, payment: paidBy, status_transitions: z.object({ paid_at: seconds.nullish() }).nullish() }),
);

const subscriptionItem = z.object({
  price: z.object({ id: idText }).nullish(),
  plan: z.object({ id: idText }).nullish(),
  quantity: wholeNumber.nullish(),
  current_period_start: seconds.nullish(),
  current_period_end: seconds.nullish(),
});

export type SubscriptionFields = z.output<typeof subscriptionFields>;
/** The period stood at the top until 2025-03-31, in each item since. */
const subscriptionFields = z.object({
  status: z.string(),
  cancel_at: seconds.nullish(),
  cancel_at_period_end: z.boolean().nullish(),
  canceled_at: seconds.nullish(),
  ended_at: seconds.nullish(),
  pause_collection: anything,
  current_period_start: seconds.nullish(),
  current_period_end: seconds.nullish(),
  items: z.object({ data: z.array(subscriptionItem) }).nullish(),
});

export type PreviousFields = z.output<typeof previousFields>;
const previousFields = subscriptionFields.partial();

/** @see https://docs.stripe.com/api/subscriptions/object */
const subscription = subscriptionFields.extend({ id: idText, customer: optionalId, metadata: anything });

export const subscriptionEvent = change(subscription, previousFields);
