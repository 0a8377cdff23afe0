import { type CandidateFacts, candidateFacts, joinCandidates } from './candidates.ts';
import { type Dated, earliest, joinOptional, joinRecords, joinSets, known, maximum, minimum, newest } from './join.ts';
import type { CustomerKey, ProviderKey } from './keys.ts';
import type { Millis, PaymentEvent, PaymentState } from './ledger-event.ts';
import type { Money } from './money.ts';
import { joinReductions, NO_REDUCTIONS, type ReductionEvent, type Reductions, reductionFacts } from './reductions.ts';
import { olderOf, type Version } from './version.ts';

/** All that is known of one payment and of what happened to it, as joins of what its events told. */
export type TransactionFacts = {
  /** By currency. Empty while only a refund or dispute of the payment is known. */
  readonly payments: Readonly<Record<string, PaymentFacts>>;
  /** In the team's own rows alone: what the team says was paid. A correction may be negative, or 0. */
  readonly team?: Dated<Money>;
  readonly paidAt?: Millis;
  readonly candidates: CandidateFacts;
  readonly productKey?: Dated<string>;
  readonly categoryKey?: Dated<string>;
  readonly standsFor: readonly ProviderKey[];
  readonly reductions: Reductions;
  /** The team archived the transaction for good. */
  readonly deleted?: true;
};

export type PaymentFacts = {
  /** The first event of this currency: the lowest decides which currency the row shows. */
  readonly first: Version;
  readonly state: PaymentState;
  readonly amount: Dated<number>;
  /** The largest figure told, in minor units. */
  readonly captured: number;
  readonly released?: true;
};

export const NO_TRANSACTION_FACTS: TransactionFacts = { payments: {}, candidates: {}, standsFor: [], reductions: NO_REDUCTIONS };

/** What a payment event tells. */
export const paymentFacts = (event: PaymentEvent): TransactionFacts => ({
  ...NO_TRANSACTION_FACTS,
  ...known({
    productKey: event.productKey === undefined ? undefined : { value: event.productKey, version: event.version },
    categoryKey: event.categoryKey === undefined ? undefined : { value: event.categoryKey, version: event.version },
  }),
  payments: { [event.amount.currency]: paymentInCurrency(event) },
  paidAt: event.paidAt,
  candidates: candidateFacts(event.candidates, event.version),
  standsFor: [...(event.standsFor ?? [])].sort(),
});

const paymentInCurrency = (event: PaymentEvent): PaymentFacts =>
  known({
    first: event.version,
    state: event.state,
    amount: { value: event.amount.minor, version: event.version },
    captured: event.captured,
    released: event.released,
  });

/** A transaction of the team's own, as the API or a CSV row tells it. */
export type TeamTransaction = {
  readonly customerKey: CustomerKey;
  readonly amount: Money;
  readonly paidAt: Millis;
  readonly productKey?: string | undefined;
  readonly categoryKey?: string | undefined;
};

/** What the team says of a transaction of its own. Whose it is is an explicit candidate, so that resolving it again finds the same. */
export const teamFacts = (said: TeamTransaction, version: Version): TransactionFacts => ({
  ...NO_TRANSACTION_FACTS,
  ...known({
    productKey: said.productKey === undefined ? undefined : { value: said.productKey, version },
    categoryKey: said.categoryKey === undefined ? undefined : { value: said.categoryKey, version },
  }),
  team: { value: said.amount, version },
  paidAt: said.paidAt,
  candidates: candidateFacts({ explicit: said.customerKey, links: [] }, version),
});

/** The team archived the transaction for good, seen or not. */
export const DELETED_BY_TEAM: TransactionFacts = { ...NO_TRANSACTION_FACTS, deleted: true };

/** What a refund, figure or dispute tells that names its payment. */
export const reducedBy = (event: ReductionEvent): TransactionFacts => ({ ...NO_TRANSACTION_FACTS, reductions: reductionFacts(event) });

export const joinTransactionFacts = (a: TransactionFacts, b: TransactionFacts): TransactionFacts =>
  known({
    payments: joinRecords(joinPayments)(a.payments, b.payments),
    // The first word of the team holds: the store keeps a second one out, this makes the join one.
    team: joinOptional(earliest<Money>)(a.team, b.team),
    paidAt: joinOptional(minimum)(a.paidAt, b.paidAt),
    candidates: joinCandidates('earliest')(a.candidates, b.candidates),
    productKey: joinOptional(newest<string>)(a.productKey, b.productKey),
    categoryKey: joinOptional(newest<string>)(a.categoryKey, b.categoryKey),
    standsFor: joinSets(a.standsFor, b.standsFor),
    reductions: joinReductions(a.reductions, b.reductions),
    deleted: a.deleted ?? b.deleted,
  });

const joinPayments = (a: PaymentFacts, b: PaymentFacts): PaymentFacts =>
  known({
    first: olderOf(a.first, b.first),
    state: RANK_OF_STATE[a.state] >= RANK_OF_STATE[b.state] ? a.state : b.state,
    amount: newest(a.amount, b.amount),
    captured: maximum(a.captured, b.captured),
    released: a.released ?? b.released,
  });

/** A state never goes back to a lower one, whatever comes later. */
const RANK_OF_STATE: Readonly<Record<PaymentState, number>> = { unpaid: 0, authorized: 1, succeeded: 2, failed: 3, voided: 4 };
