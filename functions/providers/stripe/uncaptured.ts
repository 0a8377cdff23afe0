import type { Charge } from './schema.ts';

/** The part of a charge that was never captured, and what is known of whether its refund figure holds it. */
export type Uncaptured = {
  /** In the charge's own unit; 0 while it may still be captured. */
  readonly rest: number;
  /** `held` and `apart` for sure; `unsure` where only the version of the event can tell. */
  readonly inFigure: 'held' | 'apart' | 'unsure';
};

/**
 * Until 2025-03-31 the rest was given back as a refund and stands in the figure, since then it does not. What counts is the API
 * version of whoever captured the charge; that of the event is the endpoint's. So the figure itself decides where it can: no refund
 * comes before the capture, none is of more than was captured, and a charge that is refunded has all that it counts refunded.
 * @see https://docs.stripe.com/changelog/basil/2025-03-31/remove-refund-from-partial-capture-and-payment-cancellation-flow
 */
export const uncapturedIn = (charge: Charge, captured: number, type: string): Uncaptured => {
  const isSettled = charge.status === 'succeeded' && (charge.captured || charge.refunded === true);
  const rest = isSettled ? Math.max(0, charge.amount - captured) : 0;
  const figure = charge.amount_refunded ?? 0;
  const isHeld = figure > captured || (type === 'charge.captured' && figure === rest);
  const isApart = (figure > 0 && figure < rest) || (charge.refunded === true && figure < charge.amount);
  return { rest, inFigure: isHeld ? 'held' : isApart ? 'apart' : 'unsure' };
};
