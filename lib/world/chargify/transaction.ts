import type { Luck } from '../luck.ts';
import type { Payment } from '../person.ts';
import type { Millis } from '../world.ts';
import { easternTime, under, utcTime } from './form.ts';
import { type Account, type Fields, referenceAt, type Webhook } from './site.ts';
import { type Contract, subscriptionFields } from './subscription.ts';

/** One thing to be paid for a subscription. Its attempts and refunds are numbered from `number` on. */
export type Sale = {
  readonly account: Account;
  readonly luck: Luck;
  readonly number: number;
  readonly at: Millis;
  readonly minor: number;
  readonly contract: Contract;
  /** Whether the body has the subscription with its customer, or their ids and the reference alone. */
  readonly isFlat: boolean;
};

export type Attempt = { readonly id: number; readonly at: Millis; readonly isPaid: boolean };

export const attemptOf = (sale: Sale, index: number, at: Millis, isPaid: boolean): Attempt => ({
  id: sale.account.numberOf(sale.number + index),
  at,
  isPaid,
});

export const paymentWebhook = (sale: Sale, { id, at, isPaid }: Attempt): Webhook => {
  const { account, contract, minor } = sale;
  const transaction = under('payload[transaction]', {
    id,
    subscription_id: contract.id,
    type: 'Payment',
    kind: '',
    transaction_type: 'payment',
    success: isPaid,
    amount_in_cents: minor,
    memo: `Sample Customer - $29 ${contract.handle} Plan: Renewal payment`,
    created_at: easternTime(at),
    starting_balance_in_cents: minor,
    ending_balance_in_cents: isPaid ? 0 : minor,
    gateway_used: 'bogus',
    gateway_transaction_id: isPaid ? '53433' : '',
    payment_id: '',
    customer_id: account.customerId,
    card_number: 'XXXX-XXXX-XXXX-1',
    refunded_amount_in_cents: 0,
  });
  const about: Fields = sale.isFlat
    ? [['payload[customer_reference]', referenceAt(account, at)]]
    : subscriptionFields(account, contract, at);
  return { type: isPaid ? 'payment_success' : 'payment_failure', at, fields: [...about, ...transaction] };
};

export type Refund = { readonly id: number; readonly paymentId: number; readonly minor: number; readonly at: Millis };

/** All of it stands in the payload itself. */
export const refundWebhook = ({ account, contract, minor: paid }: Sale, { id, paymentId, minor, at }: Refund): Webhook => ({
  type: 'refund_success',
  at,
  fields: under('payload', {
    refund_id: id,
    amount_in_cents: minor,
    customer_id: account.customerId,
    customer_email: `customer-${account.person.number}@example.com`,
    customer_name: `Sample Customer ${account.person.number}`,
    customer_reference: referenceAt(account, at),
    gateway_transaction_id: '53501',
    gateway_used: 'bogus',
    memo: 'Charged for a shelf too many.',
    payment_amount_in_cents: paid,
    payment_id: paymentId,
    subscription_id: contract.id,
    timestamp: utcTime(at),
  }),
});

/** A flat body has no subscription, and so no currency but the configured one. */
export const currencyOf = ({ account, isFlat, contract }: Sale): string =>
  isFlat ? account.currency : (contract.currency ?? account.currency);

/** What the books say of an attempt. */
export const bookOf = (sale: Sale, { id, at, isPaid }: Attempt, refunds: readonly number[] = []): Payment => ({
  key: `chargify:transaction:${id}`,
  currency: currencyOf(sale),
  state: isPaid ? 'succeeded' : 'unpaid',
  asked: sale.minor,
  captured: isPaid ? sale.minor : 0,
  refunds,
  disputes: [],
  paidAt: at,
});
