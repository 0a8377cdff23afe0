import { partsOf } from '../amounts.ts';
import { DAY, HOUR, SECOND } from '../calendar.ts';
import type { Chapter } from '../chapter.ts';
import type { Millis, WireEvent } from '../world.ts';
import { bookOf, type Movement, paymentFor, type Sale, tell } from './transaction.ts';

/** Paid, and undone for good: the bank takes it back late, it is voided before it is settled, or a manual record is deleted. */
export const undone = (sale: Sale): Chapter => {
  const how = sale.luck.pick(['late_failure', 'voided', 'deleted']);
  const payment = paymentFor(sale, 'undone', sale.at, how === 'deleted' ? { method: 'bank_transfer' } : {});
  const later = sale.at + sale.luck.integer(1, 20) * DAY;
  const end =
    how === 'deleted'
      ? tell(sale, 'transaction_deleted', { ...payment, deleted: true }, later)
      : tell(sale, 'transaction_updated', { ...payment, status: how }, later);
  const state = how === 'late_failure' ? 'failed' : 'voided';
  return { events: [tell(sale, 'payment_succeeded', payment), end], payments: [bookOf(sale, payment, { state })] };
};

/** Paid, then given back: at once or in up to three parts, some of which fail. */
export const refunded = (sale: Sale): Chapter => {
  const payment = paymentFor(sale, 'refunded', sale.at);
  const isWhole = sale.luck.percent(30);
  const amounts = isWhole ? [sale.minor] : partsOf(sale.luck, sale.minor, sale.luck.integer(1, 3));
  const refunds = amounts.map((minor, index) => refund(sale, payment, { minor, index }));
  return {
    events: [tell(sale, 'payment_succeeded', payment), ...refunds.flatMap(({ events }) => events)],
    payments: [bookOf(sale, payment, { refunds: refunds.filter(({ stays }) => stays).map(({ minor }) => minor) })],
  };
};

type Refund = { readonly events: readonly WireEvent[]; readonly minor: number; readonly stays: boolean };

/** Refunds of one payment may be made within one second. */
const refund = (sale: Sale, payment: Movement, { minor, index }: { readonly minor: number; readonly index: number }): Refund => {
  const gap = sale.luck.pick([30, 30 * SECOND, 4 * DAY]);
  const at = payment.date + 2 * DAY + index * gap;
  const movement = refundOf(sale, `refund ${index}`, at, { minor, refundedId: payment.id });
  const end = sale.luck.pick(['stays', 'stays', 'stays', 'settles', 'fails', 'deleted']);
  const refunded = tell(
    sale,
    'payment_refunded',
    end === 'settles' || end === 'fails' ? { ...movement, status: 'in_progress' } : movement,
    at,
  );
  if (end === 'stays') return { events: [refunded], minor, stays: true };
  const later = at + 6 * DAY + HOUR;
  if (end === 'deleted') {
    return { events: [refunded, tell(sale, 'transaction_deleted', { ...movement, deleted: true }, later)], minor, stays: false };
  }
  const status = end === 'settles' ? 'success' : sale.luck.pick(['failure', 'late_failure', 'voided']);
  return { events: [refunded, tell(sale, 'transaction_updated', { ...movement, status }, later)], minor, stays: end === 'settles' };
};

const refundOf = (sale: Sale, part: string, at: Millis, over: Partial<Movement>): Movement =>
  paymentFor(sale, part, at, { type: 'refund', ...over });

/** Money that went back without a word of which payment it was: a reversal by the bank, or a refund that names none. Both wait for ever. */
export const lost = (sale: Sale): Chapter => {
  const payment = paymentFor(sale, 'paid', sale.at);
  const at = sale.at + 9 * DAY;
  const isReversal = sale.luck.percent(50);
  const back = refundOf(sale, 'lost', at, { minor: Math.ceil(sale.minor / 2), type: isReversal ? 'payment_reversal' : 'refund' });
  const told = tell(sale, isReversal ? 'transaction_updated' : 'payment_refunded', back, at);
  return {
    events: [tell(sale, 'payment_succeeded', payment), told],
    payments: [bookOf(sale, payment, {})],
    lostRefunds: [`chargebee:refund:${back.id}`],
  };
};

/** A refund of what was paid before the webhook was set up: its payment's row never learns of the payment. */
export const refundedFromBefore = (sale: Sale): Chapter => {
  const before = paymentFor(sale, 'before', sale.at);
  const back = refundOf(sale, 'late refund', sale.at, { refundedId: before.id });
  return { events: [tell(sale, 'payment_refunded', back)], lostRefunds: [`chargebee:transaction:${before.id}`] };
};
