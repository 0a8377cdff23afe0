import type { CurrencyCode } from './ledger-event.ts';
import { type FigureFacts, isRefundIn, type Reductions, type RefundFacts } from './reductions.ts';

/**
 * How much of a payment went back, in minor units of its currency, before the cap at what was captured.
 * Refunds of other currencies count nothing here. Each charge is reckoned by itself: an invoice may have several.
 */
export const refundedMinor = (reductions: Reductions, currency: CurrencyCode): number => {
  const refunds = Object.values(reductions.refunds).filter((refund) => isRefundIn(refund, currency));
  const figures = new Map<string | undefined, FigureFacts>(
    Object.entries(reductions.figures).filter(([, { amount }]) => amount.currency === currency),
  );
  const [first, ...others] = figures.keys();
  // A refund that does not name its charge is of the only one that has a figure.
  const chargeOf = (refund: RefundFacts) => refund.charge ?? (others.length === 0 ? first : undefined);
  const charges = Map.groupBy(refunds, chargeOf);
  const all = new Set([...charges.keys(), ...figures.keys()]);
  return sum([...all].map((charge) => refundedOfCharge(charges.get(charge) ?? [], figures.get(charge))));
};

/**
 * Refunds by id, and the cumulative figure, each know what the other may not: a figure may lack an event by id (Stripe sent none
 * for refunds of charges before API 2024-10-28), and it may be older than the newest refund or failure.
 * When the creations that were told account for the figure, the ids tell all. Else the figure is carried forward from its second:
 * less the refunds in it that failed later, more those that were made later.
 */
const refundedOfCharge = (refunds: readonly RefundFacts[], figure: FigureFacts | undefined): number => {
  const byId = sum(refunds.filter(isLive).map(minorOf));
  if (figure === undefined) return byId;
  const told = refunds.filter((refund) => refund.creationTold && refund.createdAt <= figure.at && !failedBefore(refund, figure));
  const refunded = sum(told.map(minorOf)) >= figure.amount.minor ? byId : Math.max(byId, carriedForward(refunds, figure));
  return Math.max(0, refunded - (figure.uncapturedApart ? 0 : figure.uncaptured));
};

const carriedForward = (refunds: readonly RefundFacts[], figure: FigureFacts): number => {
  const failedLater = refunds.filter((refund) => refund.createdAt <= figure.at && failedAfter(refund, figure));
  const madeLater = refunds.filter((refund) => refund.createdAt > figure.at && isLive(refund));
  return figure.amount.minor - sum(failedLater.map(minorOf)) + sum(madeLater.map(minorOf));
};

/** Such a refund cannot be in the figure. One that failed in the very second of the figure may be. */
const failedBefore = ({ failedAt }: RefundFacts, figure: FigureFacts): boolean => failedAt !== undefined && failedAt < figure.at;

/** The largest figure of a second holds a refund that was made and failed in that second. */
const failedAfter = ({ createdAt, failedAt }: RefundFacts, figure: FigureFacts): boolean =>
  failedAt !== undefined && (failedAt > figure.at || (failedAt === figure.at && createdAt === figure.at));

/** A refund counts from its creation unless it failed or was cancelled. */
const isLive = (refund: RefundFacts): boolean => refund.failedAt === undefined;

const minorOf = (refund: RefundFacts): number => refund.amount.minor;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
