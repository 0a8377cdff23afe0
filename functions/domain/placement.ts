import { type Dated, joinOptional, joinRecords, joinSets, known, minimum, newest } from './join.ts';
import type { ProviderKey, TransactionKey } from './keys.ts';
import type { Millis } from './ledger-event.ts';
import { joinReductions, type ReductionEvent, type Reductions, reductionFacts, reductionsTime } from './reductions.ts';
import { compareText } from './version.ts';

/**
 * A refund, refund figure or dispute that does not name its payment has an item of its own. Its placement says under which
 * payment it counts: the operator's word, else the payment that its references stood for at its time.
 */
export type PlacedFacts = {
  readonly refs: readonly ProviderKey[];
  readonly reductions: Reductions;
  readonly operatorWord?: Dated<TransactionKey>;
};

/** What a reference (an invoice, a charge, a payment intent) stands for, and which items depend on it. */
export type AliasFacts = {
  readonly payments: Readonly<Record<string, AliasedPayment>>;
  readonly dependents: readonly ProviderKey[];
};

export type AliasedPayment = {
  readonly at: Millis;
  /** The payment was undone (failed, voided) and stands for nothing any more. */
  readonly undone?: true;
};

export const NO_ALIAS_FACTS: AliasFacts = { payments: {}, dependents: [] };

export const placedFacts = (event: ReductionEvent, refs: readonly ProviderKey[]): PlacedFacts => ({
  refs: [...refs].sort(),
  reductions: reductionFacts(event),
});

export const joinPlacedFacts = (a: PlacedFacts, b: PlacedFacts): PlacedFacts =>
  known({
    refs: joinSets(a.refs, b.refs),
    reductions: joinReductions(a.reductions, b.reductions),
    operatorWord: joinOptional(newest<TransactionKey>)(a.operatorWord, b.operatorWord),
  });

export const joinAliasFacts = (a: AliasFacts, b: AliasFacts): AliasFacts => ({
  payments: joinRecords(joinAliasedPayments)(a.payments, b.payments),
  dependents: joinSets(a.dependents, b.dependents),
});

const joinAliasedPayments = (a: AliasedPayment, b: AliasedPayment): AliasedPayment =>
  known({ at: minimum(a.at, b.at), undone: a.undone ?? b.undone });

/** The payment under which the item counts; undefined while none is known. */
export const placementOf = (facts: PlacedFacts, aliases: readonly AliasFacts[]): TransactionKey | undefined =>
  facts.operatorWord?.value ?? paymentAt(aliases, reductionsTime(facts.reductions));

/** The newest payment up to that time, or the first one when the item is older than all. */
const paymentAt = (aliases: readonly AliasFacts[], at: Millis): TransactionKey | undefined => {
  const payments = Object.entries(aliases.reduce(joinAliasFacts, NO_ALIAS_FACTS).payments)
    .filter(([, payment]) => payment.undone !== true)
    .sort(([a, x], [b, y]) => x.at - y.at || compareText(a, b));
  const payment = payments.findLast(([, payment]) => payment.at <= at) ?? payments[0];
  return payment?.[0] as TransactionKey | undefined;
};
