import { SECOND, secondOf } from '../calendar.ts';
import { lettersFor } from '../ids.ts';
import type { Luck } from '../luck.ts';
import type { Payment } from '../person.ts';
import type { Millis, WireEvent } from '../world.ts';
import { type Account, customerAt } from './account.ts';
import { chargebeeEvent } from './event.ts';

/** Something that the business sells to an account: what the payments are made for. */
export type Sale = {
  readonly account: Account;
  readonly luck: Luck;
  /** Tells the ids of this sale from those of others of the account. */
  readonly name: string;
  readonly at: Millis;
  readonly minor: number;
  readonly subscriptionId: string | undefined;
};

/** One transaction at Chargebee: money that moves, or is to move. */
export type Movement = {
  readonly id: string;
  readonly type: 'payment' | 'authorization' | 'refund' | 'payment_reversal';
  readonly status: 'success' | 'in_progress' | 'failure' | 'timeout' | 'needs_attention' | 'late_failure' | 'voided';
  readonly minor: number;
  /** Constant over its life. */
  readonly date: Millis;
  readonly refundedId?: string;
  readonly deleted?: boolean;
  readonly method?: string;
};

/** A payment of the sale, of which `part` makes the id. */
export const paymentFor = (sale: Sale, part: string, at: Millis, over: Partial<Movement> = {}): Movement => ({
  id: transactionId(sale, part),
  type: 'payment',
  status: 'success',
  minor: sale.minor,
  date: at,
  ...over,
});

export const transactionId = ({ account, name }: Sale, part: string): string =>
  `txn_${lettersFor(14, account.seed, account.person.number, name, part)}`;

/** Events of payments carry the customer, those of transactions do not. */
export const tell = (sale: Sale, type: string, movement: Movement, at: Millis = movement.date): WireEvent => {
  const transaction = transactionResource(sale, movement, at);
  const customer = type.startsWith('payment_') ? { customer: customerAt(sale.account, at) } : {};
  const isSilent = type === 'payment_initiated' || type.startsWith('authorization_');
  return chargebeeEvent(sale.account, { type, at, content: { transaction, ...customer }, means: isSilent ? 'ignored' : 'something' });
};

const transactionResource = ({ account, subscriptionId }: Sale, movement: Movement, at: Millis): Readonly<Record<string, unknown>> => {
  const { id, type, status, minor, date, refundedId, deleted = false, method = 'card' } = movement;
  return {
    id,
    customer_id: account.id,
    ...(subscriptionId !== undefined && { subscription_id: subscriptionId }),
    gateway_account_id: 'gw_HookledgerWorld',
    payment_method: method,
    gateway: method === 'card' ? 'chargebee' : 'not_applicable',
    type,
    date: Math.floor(date / SECOND),
    exchange_rate: 1,
    amount: minor,
    id_at_gateway: `cb_${id.slice(4)}`,
    status,
    updated_at: Math.floor(at / SECOND),
    resource_version: at,
    deleted,
    object: 'transaction',
    currency_code: account.currency,
    base_currency_code: 'USD',
    ...(refundedId !== undefined && { refunded_txn_id: refundedId }),
    ...(type === 'payment' && { amount_unused: 0, linked_invoices: [], linked_refunds: [] }),
  };
};

/** What the books say of a payment. */
export const bookOf = ({ account }: Sale, { id, minor, date }: Movement, over: Partial<Payment>): Payment => ({
  key: `chargebee:transaction:${id}`,
  currency: account.currency,
  state: 'succeeded',
  asked: minor,
  captured: over.state === 'unpaid' || over.state === 'authorized' ? 0 : minor,
  refunds: [],
  disputes: [],
  paidAt: secondOf(date),
  ...over,
});
