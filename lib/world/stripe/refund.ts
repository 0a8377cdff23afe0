import type { Millis, WireEvent } from '../world.ts';
import { type Account, stripeId } from './account.ts';
import { type Charge, chargeEvent } from './charge.ts';
import { toWire } from './currency.ts';
import { eventOf, type Json, toSeconds } from './event.ts';

export type Refund = {
  readonly id: string;
  readonly minor: number;
  readonly createdAt: Millis;
  readonly status: 'succeeded' | 'pending' | 'failed' | 'canceled';
};

export const newRefund = (account: Account, name: string, given: Omit<Refund, 'id'>): Refund => ({
  id: stripeId('re_3', account.luck.fork(`refund ${name}`), 23),
  ...given,
});

/** The charge after this refund, and what is told of both. */
export const refundMade = (
  account: Account,
  before: Charge,
  refund: Refund,
): { readonly charge: Charge; readonly events: readonly WireEvent[] } => {
  const at = refund.createdAt;
  const charge = { ...before, refunded: before.refunded + refund.minor };
  const own = account.tellsRefunds ? [refundEvent(account, 'refund.created', at, charge, refund)] : [];
  return { charge, events: [...own, chargeEvent(account, 'charge.refunded', at, charge, before)] };
};

/** A pending refund that went through. */
export const refundSettled = (account: Account, at: Millis, charge: Charge, refund: Refund): readonly WireEvent[] =>
  account.tellsRefunds
    ? ['refund.updated', 'charge.refund.updated'].map((type) => refundEvent(account, type, at, charge, { ...refund, status: 'succeeded' }))
    : [];

/**
 * The charge after a refund was undone. Before 2024-10-28 only `charge.refund.updated` tells of it; the figure falls, too, but its
 * next event need not come soon.
 */
export const refundUndone = (account: Account, at: Millis, before: Charge, refund: Refund) => {
  const charge = { ...before, refunded: before.refunded - refund.minor };
  const failed = refund.status === 'failed' ? ['refund.failed'] : [];
  const types = account.tellsRefunds ? [...failed, 'refund.updated', 'charge.refund.updated'] : ['charge.refund.updated'];
  const told = types.map((type) => refundEvent(account, type, at, charge, refund));
  const isFigureTold = account.luck.fork(`figure after ${refund.id}`).percent(50);
  return { charge, events: isFigureTold ? [...told, chargeEvent(account, 'charge.updated', at, charge, before)] : told };
};

const refundEvent = (account: Account, type: string, at: Millis, charge: Charge, refund: Refund): WireEvent =>
  eventOf(account, { type, at, object: refundObject(account, charge, refund), livemode: charge.livemode, means: 'something' });

/** @see https://docs.stripe.com/api/refunds/object */
const refundObject = (account: Account, charge: Charge, { id, minor, createdAt, status }: Refund): Json => ({
  id,
  object: 'refund',
  amount: toWire(minor, account.currency),
  balance_transaction: null,
  charge: charge.id,
  created: toSeconds(createdAt),
  currency: account.currency,
  ...(status === 'failed' && { failure_reason: 'lost_or_stolen_card' }),
  metadata: {},
  payment_intent: charge.intent,
  reason: 'requested_by_customer',
  receipt_number: null,
  status,
});
