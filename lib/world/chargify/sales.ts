import { partsOf } from '../amounts.ts';
import { DAY, MINUTE } from '../calendar.ts';
import type { Payment } from '../person.ts';
import type { Webhook } from './site.ts';
import { attemptOf, bookOf, currencyOf, paymentWebhook, refundWebhook, type Sale } from './transaction.ts';

/** What a sale brings: webhooks that have no id yet, and what the books say. */
export type Sold = {
  readonly webhooks: readonly Webhook[];
  readonly payments: readonly Payment[];
  readonly lostRefunds?: readonly string[];
};

type Fate = (sale: Sale) => Sold;

const paid: Fate = (sale) => {
  const payment = attemptOf(sale, 0, sale.at, true);
  return { webhooks: [paymentWebhook(sale, payment)], payments: [bookOf(sale, payment)] };
};

/** Each attempt is a transaction of its own; in the end it is paid, or given up. */
const retried: Fate = (sale) => {
  const failures = Array.from({ length: sale.luck.integer(1, 3) }, (_, index) => attemptOf(sale, index, sale.at + index * 2 * DAY, false));
  const end = attemptOf(sale, failures.length, sale.at + failures.length * 2 * DAY, true);
  const attempts = sale.luck.percent(70) ? [...failures, end] : failures;
  return {
    webhooks: attempts.flatMap((attempt) => [
      ...(attempt.isPaid ? [] : [{ ...paymentWebhook(sale, attempt), type: 'renewal_failure', means: 'ignored' as const }]),
      paymentWebhook(sale, attempt),
    ]),
    payments: attempts.map((attempt) => bookOf(sale, attempt)),
  };
};

/** Given back whole, or in up to four parts. A refund tells no currency. */
const refunded: Fate = (sale) => {
  if (currencyOf(sale) !== sale.account.currency) return paid(sale);
  const payment = attemptOf(sale, 0, sale.at, true);
  const amounts = sale.luck.percent(30) ? [sale.minor] : partsOf(sale.luck, sale.minor, sale.luck.integer(1, 4));
  const refunds = amounts.map((minor, index) => ({
    id: sale.account.numberOf(sale.number + 1 + index),
    paymentId: payment.id,
    minor,
    at: sale.at + 3 * DAY + index * MINUTE,
  }));
  return {
    webhooks: [paymentWebhook(sale, payment), ...refunds.map((refund) => refundWebhook(sale, refund))],
    payments: [bookOf(sale, payment, amounts)],
  };
};

/** A refund of what was paid before the webhook was set up: its payment's row never learns of the payment. */
const refundedFromBefore: Fate = (sale) => {
  const before = attemptOf(sale, 0, sale.at, true);
  const refund = { id: sale.account.numberOf(sale.number + 1), paymentId: before.id, minor: sale.minor, at: sale.at };
  return { webhooks: [refundWebhook(sale, refund)], payments: [], lostRefunds: [`chargify:transaction:${before.id}`] };
};

const FATES: readonly [Fate, ...Fate[]] = [
  paid,
  ...[paid, paid, paid, paid, retried, retried],
  ...[refunded, refunded, refunded, refundedFromBefore],
];

export const sell = (sale: Sale): Sold => sale.luck.pick(FATES)(sale);

/** The first sale of somebody whom only payments tell of: it must be one that tells. */
export const sellSurely = (sale: Sale): Sold => paid(sale);
