import type { Chapter } from '../chapter.ts';
import type { Luck } from '../luck.ts';
import { authorized, debited, paid, retried } from './attempts.ts';
import type { Sale } from './transaction.ts';
import { lost, refunded, refundedFromBefore, undone } from './undone.ts';

type Fate = (sale: Sale) => Chapter;

const FATES: readonly [Fate, ...Fate[]] = [
  paid,
  ...[paid, paid, paid, paid, paid],
  ...[retried, retried, debited, undone, refunded, refunded, refunded],
  ...[authorized, lost, refundedFromBefore],
];

/** One sale and all that becomes of its money. */
export const sell = (sale: Sale): Chapter => {
  const fate = sale.luck.pick(FATES);
  // Events of authorisations carry no customer: who is known by payments alone would never be known by them.
  return sale.account.person.knownBy === 'payment' && (fate === authorized || fate === debited) ? paid(sale) : fate(sale);
};

/** What things cost, in minor units: about as much in a currency without decimals. */
export const priceIn = (luck: Luck, currency: string): number =>
  luck.integer(5, 400) * (currency === 'KWD' ? 1000 : 100) - luck.integer(0, 99);
