import { DAY, HOUR, MINUTE } from '../calendar.ts';
import type { Chapter } from '../chapter.ts';
import type { Payment } from '../person.ts';
import type { WireEvent } from '../world.ts';
import { bookOf, paymentFor, type Sale, tell } from './transaction.ts';

/** Paid at once. */
export const paid = (sale: Sale): Chapter => {
  const payment = paymentFor(sale, 'paid', sale.at);
  return { events: [tell(sale, 'payment_succeeded', payment)], payments: [bookOf(sale, payment, {})] };
};

/** Declined, and asked for again a few days later; each attempt is a transaction of its own. In the end it is paid, or given up. */
export const retried = (sale: Sale): Chapter => {
  const attempts = sale.luck.integer(1, 3);
  const isPaid = sale.luck.percent(70);
  const failures = Array.from({ length: attempts }, (_, index) => failure(sale, index));
  const events = failures.map(({ event }) => event);
  const payments = failures.map(({ payment }) => payment);
  if (!isPaid) return { events, payments };
  const payment = paymentFor(sale, 'paid', sale.at + attempts * 3 * DAY);
  return { events: [...events, tell(sale, 'payment_succeeded', payment)], payments: [...payments, bookOf(sale, payment, {})] };
};

const failure = (sale: Sale, index: number): { readonly event: WireEvent; readonly payment: Payment } => {
  const status = sale.luck.pick(['failure', 'failure', 'failure', 'timeout']);
  const movement = paymentFor(sale, `attempt ${index}`, sale.at + index * 3 * DAY, { status });
  return { event: tell(sale, 'payment_failed', movement), payment: bookOf(sale, movement, { state: 'unpaid' }) };
};

/** A bank debit, which takes days: it succeeds (told in one of two ways), fails, or somebody must look at it. */
export const debited = (sale: Sale): Chapter => {
  const begun = paymentFor(sale, 'debit', sale.at, { status: 'in_progress', method: 'direct_debit' });
  const initiated = tell(sale, 'payment_initiated', begun);
  const later = sale.at + sale.luck.integer(2, 5) * DAY + 5 * HOUR;
  const end = sale.luck.pick(['payment_succeeded', 'payment_succeeded', 'transaction_updated', 'payment_failed', 'needs_attention']);
  const status = end === 'payment_failed' ? 'failure' : end === 'needs_attention' ? 'needs_attention' : 'success';
  const ended = { ...begun, status } as const;
  const settled = tell(sale, end === 'needs_attention' ? 'transaction_updated' : end, ended, later);
  return { events: [initiated, settled], payments: [bookOf(sale, ended, { state: status === 'success' ? 'succeeded' : 'unpaid' })] };
};

/** Reserved first. What is captured of it, all or a part, is a payment of its own; the rest, or all of it, is released. */
export const authorized = (sale: Sale): Chapter => {
  const reserved = paymentFor(sale, 'authorization', sale.at, { type: 'authorization' });
  const told = [tell(sale, 'authorization_succeeded', reserved), tell(sale, 'transaction_updated', reserved, sale.at + 40)];
  const later = sale.at + sale.luck.integer(1, 6) * DAY;
  const end = sale.luck.pick(['captured', 'captured', 'voided', 'open']);
  if (end === 'open') return { events: told, payments: [bookOf(sale, reserved, { state: 'authorized' })] };
  if (end === 'voided') {
    const voided = tell(sale, 'transaction_updated', { ...reserved, status: 'voided' }, later);
    return { events: [...told, voided], payments: [bookOf(sale, reserved, { state: 'voided', captured: 0 })] };
  }
  const minor = sale.luck.percent(50) ? sale.minor : Math.ceil(sale.minor / 3);
  const captured = paymentFor(sale, 'capture', later, { minor });
  const events = [...told, tell(sale, 'payment_succeeded', captured), tell(sale, 'transaction_updated', reserved, later + MINUTE)];
  return { events, payments: [bookOf(sale, reserved, { state: 'authorized' }), bookOf(sale, captured, {})] };
};
