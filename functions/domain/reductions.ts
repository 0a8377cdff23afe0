import { type Dated, joinOptional, joinRecords, known, maximum, minimum, newest } from './join.ts';
import type { CurrencyCode, DisputeEvent, DisputeState, Millis, RefundEvent, RefundFigureEvent } from './ledger-event.ts';
import type { Money } from './money.ts';
import { compareText } from './version.ts';

/** What lowers a payment: refunds and disputes by the provider's own id, and the newest cumulative refund figure of each charge. */
export type Reductions = {
  readonly refunds: Readonly<Record<string, RefundFacts>>;
  readonly figures: Readonly<Record<string, FigureFacts>>;
  readonly disputes: Readonly<Record<string, DisputeFacts>>;
};

export type RefundFacts = {
  readonly amount: Money;
  /** No event told the currency of the amount: it is that of the payment. */
  readonly currencyAssumed?: true;
  readonly createdAt: Millis;
  /** The event of its creation was seen. */
  readonly creationTold?: true;
  /** When its failure or cancellation was first told. */
  readonly failedAt?: Millis;
  readonly charge?: string;
};

/** At this second so much of the charge was refunded. */
export type FigureFacts = {
  readonly at: Millis;
  readonly amount: Money;
  readonly uncaptured: number;
  /** The figures of this charge do not hold the uncaptured part. */
  readonly uncapturedApart?: true;
};

export type DisputeFacts = {
  readonly amount: Dated<Money>;
  readonly state: Dated<DisputeState>;
  readonly createdAt: Millis;
  readonly reinstated?: true;
  /** When the funds last came back, and when they were last taken. A row that was written before these were kept has neither. */
  readonly reinstatedAt?: Millis;
  readonly withdrawnAt?: Millis;
};

export type ReductionEvent = RefundEvent | RefundFigureEvent | DisputeEvent;

export const NO_REDUCTIONS: Reductions = { refunds: {}, figures: {}, disputes: {} };

export const reductionFacts = (event: ReductionEvent): Reductions => {
  switch (event.kind) {
    case 'refund':
      return { ...NO_REDUCTIONS, refunds: { [event.refundId]: refundFacts(event) } };
    case 'refund_figure':
      return {
        ...NO_REDUCTIONS,
        figures: { [event.charge]: figureFacts(event) },
      };
    case 'dispute':
      return { ...NO_REDUCTIONS, disputes: { [event.disputeId]: disputeFacts(event) } };
    default:
      return event satisfies never;
  }
};

const refundFacts = (event: RefundEvent): RefundFacts =>
  known({
    amount: event.amount,
    currencyAssumed: event.currencyAssumed,
    createdAt: event.createdAt,
    creationTold: event.creation ? (true as const) : undefined,
    failedAt: event.failed ? event.version.at : undefined,
    charge: event.charge,
  });

const figureFacts = ({ version: { at }, figure: amount, uncaptured, uncapturedApart }: RefundFigureEvent): FigureFacts =>
  known({ at, amount, uncaptured, uncapturedApart });

const disputeFacts = (event: DisputeEvent): DisputeFacts =>
  known({
    amount: { value: event.amount, version: event.version },
    state: { value: event.state, version: event.version },
    createdAt: event.createdAt,
    reinstated: event.reinstated ? (true as const) : undefined,
    reinstatedAt: event.reinstated ? event.version.at : undefined,
    withdrawnAt: event.withdrawn ? event.version.at : undefined,
  });

export const joinReductions = (a: Reductions, b: Reductions): Reductions => ({
  refunds: joinRecords(joinRefunds)(a.refunds, b.refunds),
  figures: joinRecords(joinFigures)(a.figures, b.figures),
  disputes: joinRecords(joinDisputes)(a.disputes, b.disputes),
});

const joinRefunds = (a: RefundFacts, b: RefundFacts): RefundFacts =>
  known({
    ...joinRefundAmounts(a, b),
    createdAt: minimum(a.createdAt, b.createdAt),
    creationTold: a.creationTold ?? b.creationTold,
    failedAt: joinOptional(minimum)(a.failedAt, b.failedAt),
    charge: joinOptional<string>((x, y) => (x < y ? x : y))(a.charge, b.charge),
  });

/** The larger amount; one that told its currency before any that did not. */
const joinRefundAmounts = (a: RefundFacts, b: RefundFacts): Pick<RefundFacts, 'amount' | 'currencyAssumed'> => {
  if (a.currencyAssumed !== b.currencyAssumed) return { amount: a.currencyAssumed ? b.amount : a.amount };
  const amount = largerOf(a.amount, b.amount);
  return a.currencyAssumed ? { amount, currencyAssumed: true } : { amount };
};

/** The newest figure; of two in one second the larger, because a second that tells 0 and 500 cannot have begun with 500. */
const joinFigures = (a: FigureFacts, b: FigureFacts): FigureFacts =>
  known({
    at: maximum(a.at, b.at),
    amount: a.at === b.at ? largerOf(a.amount, b.amount) : a.at > b.at ? a.amount : b.amount,
    uncaptured: maximum(a.uncaptured, b.uncaptured),
    uncapturedApart: a.uncapturedApart ?? b.uncapturedApart,
  });

const joinDisputes = (a: DisputeFacts, b: DisputeFacts): DisputeFacts =>
  known({
    amount: newest(a.amount, b.amount),
    state: newest(a.state, b.state),
    createdAt: minimum(a.createdAt, b.createdAt),
    reinstated: a.reinstated ?? b.reinstated,
    reinstatedAt: joinOptional(maximum)(a.reinstatedAt, b.reinstatedAt),
    withdrawnAt: joinOptional(maximum)(a.withdrawnAt, b.withdrawnAt),
  });

const largerOf = (a: Money, b: Money): Money => ((a.minor - b.minor || compareText(a.currency, b.currency)) > 0 ? a : b);

/** When the first of these was created (a figure: last told): the time by which it is placed under a payment. */
export const reductionsTime = (reductions: Reductions): Millis =>
  Math.min(
    ...Object.values(reductions.refunds).map(({ createdAt }) => createdAt),
    ...Object.values(reductions.disputes).map(({ createdAt }) => createdAt),
    ...Object.values(reductions.figures).map(({ at }) => at),
  );

/** Whether a refund counts in a payment of this currency. */
export const isRefundIn = ({ amount, currencyAssumed }: RefundFacts, currency: CurrencyCode): boolean =>
  currencyAssumed === true || amount.currency === currency;

/** The currencies that these name; what was assumed is none of them. */
export const reductionCurrencies = (reductions: Reductions): readonly CurrencyCode[] => [
  ...new Set(amountsOf(reductions).map(({ currency }) => currency)),
];

const amountsOf = (reductions: Reductions): readonly Money[] => [
  ...Object.values(reductions.refunds).flatMap(({ amount, currencyAssumed }) => (currencyAssumed ? [] : amount)),
  ...Object.values(reductions.figures).map(({ amount }) => amount),
  ...Object.values(reductions.disputes).map(({ amount }) => amount.value),
];
