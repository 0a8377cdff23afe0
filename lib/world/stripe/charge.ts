import type { Millis, WireEvent } from '../world.ts';
import { type Account, keysOf, type Metadata, stripeId } from './account.ts';
import { toWire } from './currency.ts';
import { changed, eventOf, type Json, MINUTE, toSeconds } from './event.ts';

/** A charge as it stands at some time. Minor units. */
export type Charge = {
  readonly id: string;
  readonly intent: string;
  readonly createdAt: Millis;
  readonly asked: number;
  readonly status: 'succeeded' | 'pending' | 'failed';
  /** Null while it is only authorised, or was released. */
  readonly captured: number | null;
  /** The cumulative figure. */
  readonly refunded: number;
  readonly isDisputed: boolean;
  readonly invoice: string | null;
  readonly customer: string | null;
  readonly metadata: Metadata;
  readonly livemode: boolean;
};

type NewCharge = Pick<Charge, 'createdAt' | 'asked'> & Partial<Charge>;

/** `name` tells it from the other charges of this account. Paid at once unless told otherwise. */
export const newCharge = (account: Account, name: string, given: NewCharge): Charge => ({
  id: stripeId('ch_3', account.luck.fork(`charge ${name}`), 23),
  intent: stripeId('pi_3', account.luck.fork(`intent ${name}`), 23),
  status: 'succeeded',
  captured: given.asked,
  refunded: 0,
  isDisputed: false,
  invoice: null,
  customer: account.customer,
  metadata: account.keysOn === 'payment' ? keysOf(account) : {},
  livemode: account.livemode,
  ...given,
});

/** A team that learns whose a payment is only afterwards writes it into the charge then. */
export const KEYED_AFTER = 5 * MINUTE;

const withKeys = (account: Account, charge: Charge, at: Millis): Charge =>
  account.keysOn === 'payment_later' && at >= charge.createdAt + KEYED_AFTER ? { ...charge, metadata: keysOf(account) } : charge;

/** An event with the whole charge; `before` is what it was until this second. */
export const chargeEvent = (account: Account, type: string, at: Millis, now: Charge, before?: Charge, twin?: true): WireEvent => {
  const charge = withKeys(account, now, at);
  const object = chargeObject(account, charge);
  const previous = before === undefined ? undefined : changed(chargeObject(account, withKeys(account, before, at - 1)), object);
  const { livemode } = charge;
  const means = meaningOf(account, charge, previous);
  return eventOf(account, { type, at, object, previous, livemode, means, ...(twin && { twin }) });
};

/** Where invoices are the payments, a charge tells what was refunded of one, and who referred whom. */
const meaningOf = (account: Account, charge: Charge, previous: Json | undefined): WireEvent['means'] => {
  if (account.recordFrom === 'charges') return 'something';
  if (account.beforeBasil && charge.invoice === null) return 'ignored';
  const tellsReferral = Object.keys(charge.metadata).filter((field) => field !== 'product_key').length > 1;
  return charge.refunded > 0 || previous?.['amount_refunded'] !== undefined || tellsReferral ? 'something' : 'ignored';
};

/** @see https://docs.stripe.com/api/charges/object */
const chargeObject = (account: Account, charge: Charge): Json => {
  const { asked, captured, refunded, status } = charge;
  const money = (minor: number) => toWire(minor, account.currency);
  const isFailed = status === 'failed';
  return {
    id: charge.id,
    object: 'charge',
    amount: money(asked),
    amount_captured: money(status === 'succeeded' ? (captured ?? 0) : 0),
    amount_refunded: money(refunded),
    application: null,
    balance_transaction: null,
    billing_details: { address: null, email: 'billing@example.com', name: 'Example', phone: null },
    captured: status === 'succeeded' && captured !== null,
    created: toSeconds(charge.createdAt),
    currency: account.currency,
    customer: charge.customer,
    description: null,
    disputed: charge.isDisputed,
    failure_code: isFailed ? 'card_declined' : null,
    failure_message: isFailed ? 'Your card was declined.' : null,
    fraud_details: {},
    // Gone since 2025-03-31.
    ...(account.beforeBasil && { invoice: charge.invoice }),
    livemode: charge.livemode,
    metadata: charge.metadata,
    outcome: {
      network_status: isFailed ? 'declined_by_network' : 'approved_by_network',
      type: isFailed ? 'issuer_declined' : 'authorized',
    },
    paid: status === 'succeeded',
    payment_intent: charge.intent,
    payment_method: `pm_of_${account.customer}`,
    receipt_url: null,
    refunded: refunded === asked,
    status,
  };
};
