import type { CurrencyCode } from './ledger-event.ts';
import type { FigureFacts, Reductions, RefundFacts } from './reductions.ts';

/**
 * How much of a payment went back, in minor units of its currency, before the cap at what was captured.
 * Refunds of other currencies count nothing here. Each charge is reckoned by itself: an invoice may have several.
 */
export const refundedMinor = (reductions: Reductions, currency: CurrencyCode): number => {
  const refunds = Object.values(reductions.refunds).filter(({ amount }) => amount.currency === currency);
  const figures = Object.entries(reductions.figures).filter(([, { amount }]) => amount.currency === currency);
  const charges = new Set([...refunds.map(({ charge }) => charge), ...figures.map(([charge]) => charge)]);
  const figureOf = new Map<string | undefined, FigureFacts>(figures);
  return sum(
    [...charges].map((charge) =>
      refundedOfCharge(
        refunds.filter((refund) => refund.charge === charge),
        figureOf.get(charge),
      ),
    ),
  );
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
  const told = refunds.filter((refund) => refund.creationTold && refund.createdAt <= figure.at);
  const refunded = sum(told.map(minorOf)) >= figure.amount.minor ? byId : Math.max(byId, carriedForward(refunds, figure));
  return Math.max(0, refunded - figure.uncaptured);
};

const carriedForward = (refunds: readonly RefundFacts[], figure: FigureFacts): number => {
  const failedLater = refunds.filter(({ createdAt, failedAt }) => createdAt <= figure.at && failedAt !== undefined && failedAt > figure.at);
  const madeLater = refunds.filter((refund) => refund.createdAt > figure.at && isLive(refund));
  return figure.amount.minor - sum(failedLater.map(minorOf)) + sum(madeLater.map(minorOf));
};

/** A refund counts from its creation unless it failed or was cancelled. */
const isLive = (refund: RefundFacts): boolean => refund.failedAt === undefined;

const minorOf = (refund: RefundFacts): number => refund.amount.minor;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
