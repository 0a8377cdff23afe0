import type { Luck } from '../luck.ts';
import type { Payment } from '../person.ts';
import type { Millis } from '../world.ts';
import type { Account } from './account.ts';
import { type Aftermath, aftermathOf, QUIET } from './aftermath.ts';
import { bookOf } from './book.ts';
import { type Charge, chargeEvent, newCharge } from './charge.ts';
import { DAY, HOUR, MINUTE, type Scene, together } from './event.ts';
import { type Invoice, invoiceAsked, invoicePaid, newInvoice } from './invoice.ts';
import { keyedLater } from './sale.ts';

type Bill = Pick<Invoice, 'createdAt' | 'minor' | 'reason' | 'subscription'> & { readonly name: string };

/** How an invoice is collected: the tries that are declined, and the time of payment, if there is one. */
export type Collection = {
  readonly declinedAt: readonly Millis[];
  readonly paidAt: Millis | null;
  /** Paid by another way than Stripe: there is no charge. */
  readonly isOutside?: true;
};

export const paidAtOnce = (at: Millis): Collection => ({ declinedAt: [], paidAt: at });

/** An invoice and its tries, each a charge of the one payment intent. Nothing due needs none. */
export const bill = (account: Account, { name, ...given }: Bill, { declinedAt, paidAt, isOutside }: Collection, luck: Luck): Scene => {
  const invoice = newInvoice(account, name, given);
  const asked = [
    invoiceAsked(account, 'created', invoice.createdAt, invoice),
    invoiceAsked(account, 'finalized', invoice.createdAt, invoice),
  ];
  const tryAt = (createdAt: Millis, number: number): Charge => ({
    ...newCharge(account, `${name} ${number}`, { createdAt, asked: invoice.minor, invoice: invoice.id }),
    intent: newCharge(account, name, { createdAt, asked: 0 }).intent,
  });
  const declined = declinedAt.map((at, number) => declinedTry(account, invoice, tryAt(at, number)));
  const charge = paidAt === null || isOutside || invoice.minor === 0 ? undefined : tryAt(paidAt, declinedAt.length);
  const paid = paidAt === null ? {} : paidWith(account, invoice, paidAt, charge, luck);
  return together([{ events: asked }, ...declined, paid]);
};

/** How most invoices are collected: at once, after some days, or not at all. */
export const collectionFrom = (at: Millis, luck: Luck): Collection => {
  const retries = [at, at + 3 * DAY + 5 * MINUTE, at + 6 * DAY + 7 * MINUTE];
  const dice = luck.integer(0, 99);
  if (dice < 76) return paidAtOnce(at);
  const declined = luck.integer(1, 2);
  return dice < 90 ? { declinedAt: retries.slice(0, declined), paidAt: at + 9 * DAY } : { declinedAt: retries, paidAt: null };
};

const declinedTry = (account: Account, invoice: Invoice, given: Charge): Partial<Scene> => {
  const charge: Charge = { ...given, status: 'failed', captured: null };
  const at = charge.createdAt;
  const events = [chargeEvent(account, 'charge.failed', at, charge), invoiceAsked(account, 'payment_failed', at, invoice)];
  return together([{ events, payments: bookOf(account, charge, 'failed') }, keyedLater(account, charge)]);
};

/** Charge and invoice tell of one payment: which of them counts is a choice of the team. */
const paidWith = (account: Account, invoice: Invoice, at: Millis, charge: Charge | undefined, luck: Luck): Partial<Scene> => {
  const after = charge === undefined ? QUIET : aftermathOf(account, charge, at, luck);
  const events = [
    ...(charge === undefined ? [] : [chargeEvent(account, 'charge.succeeded', at, charge)]),
    ...invoicePaid(account, at, invoice, charge),
    ...after.events,
  ];
  const ofCharge = charge === undefined ? [] : bookOf(account, charge, 'succeeded', after);
  const payments = account.recordFrom === 'invoices' ? bookOfInvoice(account, invoice, after) : ofCharge;
  return together([{ events, payments, lostRefunds: after.lostRefunds }, charge === undefined ? {} : keyedLater(account, charge)]);
};

const bookOfInvoice = ({ currency }: Account, { id, minor, createdAt }: Invoice, { refunds, disputes }: Aftermath): readonly Payment[] =>
  minor === 0
    ? []
    : [
        {
          key: `stripe:invoice:${id}`,
          currency: currency.toUpperCase(),
          state: 'succeeded',
          asked: minor,
          captured: minor,
          refunds,
          disputes,
          paidAt: createdAt,
        },
      ];

/** An invoice for a piece of work, sent by the team; some are paid by other ways than Stripe. */
export const workBill = (account: Account, name: string, createdAt: Millis, minor: number, luck: Luck): Scene => {
  const given = { name, createdAt, minor, reason: 'manual', subscription: null } as const;
  const at = createdAt + luck.integer(1, 48) * HOUR;
  return bill(account, given, luck.percent(20) ? { ...paidAtOnce(at), isOutside: true } : collectionFrom(at, luck), luck);
};
