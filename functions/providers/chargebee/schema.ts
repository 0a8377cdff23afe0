import * as z from 'zod';
import {
  idText,
  isoCurrency,
  milliseconds,
  optionalId,
  optionalText,
  seconds,
  wholeAmount,
  wholeNumber,
  word,
} from '../../platform/payload.ts';

// Chargebee leaves out a field that has no value. Every optional field takes null as well, in case that changes.

/** What an event calls itself, whatever else is wrong with it. */
export const eventName = z
  .object({ id: idText.optional().catch(undefined), event_type: idText.optional().catch(undefined) })
  .transform(({ id, event_type }) => ({ eventId: id, eventType: event_type }));

/** The part that all events share. A version of the API that we do not know is refused: its amounts may mean something else. */
export const eventPayload = z.object({
  id: idText,
  event_type: idText,
  occurred_at: seconds.nullish(),
  api_version: z.enum(['v1', 'v2']).nullish(),
});

/** Milliseconds; grows with every change of the resource. */
const resourceVersion = milliseconds.nullish();

const customer = z.object({
  id: idText,
  email: optionalText,
  first_name: optionalText,
  last_name: optionalText,
  company: optionalText,
  meta_data: z.unknown().optional(),
  cf_customer_id: z.unknown().optional(),
  cf_partner_key: z.unknown().optional(),
  resource_version: resourceVersion,
});

const transaction = z.object({
  id: idText,
  type: word,
  status: word,
  amount: wholeAmount,
  currency_code: isoCurrency,
  date: seconds,
  customer_id: optionalId,
  subscription_id: optionalId,
  refunded_txn_id: optionalId,
  deleted: z.boolean().nullish(),
  resource_version: resourceVersion,
});

/** One price that a subscription of Product Catalog 2.0 is made of. */
const subscriptionItem = z.object({
  item_price_id: word,
  item_type: optionalText,
  quantity: wholeNumber.nullish(),
});

const subscription = z.object({
  id: idText,
  customer_id: optionalId,
  status: word,
  plan_id: optionalText,
  plan_quantity: wholeNumber.nullish(),
  subscription_items: z.array(subscriptionItem).nullish(),
  current_term_start: seconds.nullish(),
  current_term_end: seconds.nullish(),
  cancelled_at: seconds.nullish(),
  meta_data: z.unknown().optional(),
  deleted: z.boolean().nullish(),
  resource_version: resourceVersion,
});

export const customerPayload = z.object({ content: z.object({ customer }) });

/** A payment needs no more of its subscription than what was sold. */
export const transactionPayload = z.object({
  content: z.object({
    transaction,
    customer: customer.nullish(),
    subscription: z.object({ meta_data: z.unknown().optional() }).nullish(),
  }),
});

export const subscriptionPayload = z.object({
  content: z.object({ subscription: subscription.nullish(), customer: customer.nullish() }),
});

export type Customer = z.infer<typeof customer>;
export type Transaction = z.infer<typeof transaction>;
export type TransactionContent = z.infer<typeof transactionPayload>['content'];
export type Subscription = z.infer<typeof subscription>;
