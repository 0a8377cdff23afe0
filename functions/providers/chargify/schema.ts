import * as z from 'zod';
import { isoCurrency } from '../../platform/payload.ts';
import { cents, flag, id, maybe, prose, quantity, reference, time, word } from './fields.ts';

/**
 * The fields that we read, object by object of the payload; all others are never looked up.
 * @see https://help.chargify.com/webhooks/webhooks-reference.html
 */

/** Anything that has an id: the webhook itself, a subscription or component of which nothing else is told. */
export const identified = z.object({ id });
export const typed = z.object({ event: word });
export const site = z.object({ subdomain: maybe(word) });

const person = z.object({
  reference: maybe(reference),
  email: maybe(prose),
  first_name: maybe(prose),
  last_name: maybe(prose),
  organization: maybe(prose),
});
export type Person = z.output<typeof person>;

/** The customer that a customer event is about. */
export const customer = person.extend({ id, created_at: maybe(time), updated_at: maybe(time) });
/** The customer inside a subscription: its times say nothing about the event. */
export const subscriber = person.extend({ id: maybe(id) });

export const subscription = z.object({
  id,
  state: maybe(prose),
  cancel_at_end_of_period: maybe(flag),
  delayed_cancel_at: maybe(time),
  expires_at: maybe(time),
  canceled_at: maybe(time),
  current_period_started_at: maybe(time),
  current_period_ends_at: maybe(time),
  updated_at: maybe(time),
});
export type Subscription = z.output<typeof subscription>;

/** Where the time of a subscription event may stand when `updated_at` does not tell it: never in the future. */
export const dated = z.object({ timestamp: maybe(time) });
export const pastTimes = z.object({
  created_at: maybe(time),
  activated_at: maybe(time),
  current_period_started_at: maybe(time),
  canceled_at: maybe(time),
});

export const product = z.object({ id: maybe(id), handle: maybe(prose) });
export type Product = z.output<typeof product>;

export const transaction = z.object({
  id,
  success: flag,
  amount_in_cents: cents,
  created_at: time,
  customer_id: maybe(id),
  subscription_id: maybe(id),
});

/** What a payment tells of its subscription. Bodies of 2016 have no currency, those of 2020 do. */
export const paidSubscription = z.object({ id: maybe(id), currency: maybe(isoCurrency) });
export const paidCustomer = z.object({ id: maybe(id), reference: maybe(reference) });
export const flatCustomer = z.object({ customer_reference: maybe(reference) });

/** `refund_success` has no objects: all of it stands in the payload itself. */
export const refund = z.object({
  refund_id: id,
  payment_id: id,
  amount_in_cents: cents,
  currency: maybe(isoCurrency),
  timestamp: time,
});

export const allocation = z.object({ new_allocation: quantity, timestamp: time });
