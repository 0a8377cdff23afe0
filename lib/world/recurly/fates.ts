import { partsOf } from '../amounts.ts';
import { DAY, HOUR } from '../calendar.ts';
import type { Chapter } from '../chapter.ts';
import type { Millis, WireEvent } from '../world.ts';
import { bookOf, type Movement, movementOf, type Sale, tell } from './transaction.ts';

/** What becomes of an invoice. */
export type Fate = (sale: Sale) => Chapter;

const paid: Fate = (sale) => {
  const payment = movementOf(sale, 'paid');
  const processing = sale.luck.percent(15) ? [tell(sale, { ...payment, status: 'processing' }, payment.at - HOUR)] : [];
  return { events: [...processing, tell(sale, payment)], payments: [bookOf(payment)] };
};

/** Declined, and tried again: each attempt is a transaction of its own. In the end it is paid, or given up. */
const retried: Fate = (sale) => {
  const declined = Array.from({ length: sale.luck.integer(1, 3) }, (_, index) => declinedAt(sale, index));
  const payment = movementOf(sale, 'paid', { at: sale.at + declined.length * 3 * DAY });
  const movements = sale.luck.percent(70) ? [...declined, payment] : declined;
  return {
    events: movements.map((movement) => tell(sale, movement)),
    payments: movements.map((movement) => bookOf(movement, movement.status === 'declined' ? { state: 'unpaid' } : {})),
  };
};

const declinedAt = (sale: Sale, index: number): Movement =>
  movementOf(sale, `attempt ${index}`, { status: 'declined', at: sale.at + index * 3 * DAY });

/** Voided before it is settled. Sometimes the invoice is paid again, and that is refunded: the void gives it no refund. */
const voided: Fate = (sale) => {
  const payment = movementOf(sale, 'voided');
  const events = [tell(sale, payment), tell(sale, { ...payment, status: 'void' }, payment.at + 20 * HOUR)];
  const book = bookOf(payment, { state: 'voided' });
  if (sale.luck.percent(50)) return { events, payments: [book] };
  const again = movementOf(sale, 'again', { at: sale.at + 2 * DAY });
  const back = refundsOf(sale, again, 1);
  return { events: [...events, tell(sale, again), ...back.events], payments: [book, bookOf(again, { refunds: back.stay })] };
};

/** Paid twice by mistake: the second payment is voided, and what is refunded after that is of the first. */
const paidTwiceByMistake: Fate = (sale) => {
  const payment = movementOf(sale, 'paid');
  const twin = movementOf(sale, 'twin', { at: sale.at + DAY });
  const back = refundsOf(sale, payment, 2);
  const undone = tell(sale, { ...twin, status: 'void' }, twin.at + 20 * HOUR);
  return {
    events: [tell(sale, payment), tell(sale, twin), undone, ...back.events],
    payments: [bookOf(payment, { refunds: back.stay }), bookOf(twin, { state: 'voided' })],
  };
};

/** Given back whole, or in up to three parts. Some refunds are cancelled again. */
const refunded: Fate = (sale) => {
  const payment = movementOf(sale, 'refunded');
  const back = refundsOf(sale, payment, sale.luck.integer(0, 3));
  return { events: [tell(sale, payment), ...back.events], payments: [bookOf(payment, { refunds: back.stay })] };
};

/** Two payments on one invoice, a declined one between them, and refunds of the first before the second. */
const paidTwice: Fate = (sale) => {
  const first = movementOf(sale, 'first');
  const declined = movementOf(sale, 'declined', { status: 'declined', at: sale.at + 15 * DAY });
  const second = movementOf(sale, 'second', { at: sale.at + 18 * DAY });
  const [backOfFirst, backOfSecond] = [refundsOf(sale, first, 1), refundsOf(sale, second, sale.luck.integer(1, 2))];
  const payments = [first, declined, second].map((movement) => tell(sale, movement));
  return {
    events: [...payments, ...backOfFirst.events, ...backOfSecond.events],
    payments: [
      bookOf(first, { refunds: backOfFirst.stay }),
      bookOf(declined, { state: 'unpaid' }),
      bookOf(second, { refunds: backOfSecond.stay }),
    ],
  };
};

type Back = { readonly events: readonly WireEvent[]; readonly stay: readonly number[] };

/** Refunds name the invoice only; 0 parts is all of it. */
const refundsOf = (sale: Sale, payment: Movement, parts: number): Back => {
  const amounts = parts === 0 ? [payment.minor] : partsOf(sale.luck, payment.minor, parts);
  const refunds = amounts.map((minor, index) => {
    const at: Millis = payment.at + (2 + index) * DAY;
    const refund = movementOf(sale, `refund ${index} of ${payment.id}`, { action: 'credit', minor, at });
    return { refund, isCancelled: sale.luck.percent(20) };
  });
  return {
    events: refunds.flatMap(({ refund, isCancelled }) => [
      tell(sale, refund),
      ...(isCancelled ? [tell(sale, { ...refund, status: 'void' }, refund.at + 8 * HOUR)] : []),
    ]),
    stay: refunds.filter(({ isCancelled }) => !isCancelled).map(({ refund }) => refund.minor),
  };
};

/** On a site with credit invoices a refund names its credit invoice, and nothing says whose payment that gives back. */
const creditInvoice: Fate = (sale) => {
  const payment = movementOf(sale, 'paid');
  const amount = Math.ceil(sale.minor / 2);
  const refund = movementOf(sale, 'lost', { action: 'credit', minor: amount, at: sale.at + 4 * DAY, invoice: sale.invoice + 1 });
  return {
    events: [tell(sale, payment), tell(sale, refund)],
    payments: [bookOf(payment)],
    lostRefunds: [`recurly:refund:${refund.id}`],
  };
};

/** A payment of the test mode, which is part of the ledger where the team accepts it. */
const tested: Fate = (sale) => {
  const payment = movementOf(sale, 'tested', { test: true });
  return { events: [tell(sale, payment)], payments: sale.account.testMode === 'accept' ? [bookOf(payment)] : [] };
};

const FATES: readonly [Fate, ...Fate[]] = [
  paid,
  ...[paid, paid, paid, paid, retried, retried],
  ...[voided, refunded, refunded, paidTwice, paidTwiceByMistake, creditInvoice, tested],
];

export const sell = (sale: Sale): Chapter => sale.luck.pick(FATES)(sale);

/** The first sale of somebody whom only payments tell of: it must be one that counts. */
export const sellSurely = (sale: Sale): Chapter => paid(sale);
