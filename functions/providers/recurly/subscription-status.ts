import type { Millis, SubscriptionStatus } from '../../domain/ledger-event.ts';
import type { Subscription } from './schema.ts';

/**
 * `canceled` runs to the end of its period.
 *
 * @see https://docs.recurly.com/docs/webhooks
 */
const STATUSES: ReadonlyMap<string, SubscriptionStatus> = new Map([
  ['expired', 'ended'],
  ['failed', 'ended'],
  ['future', 'pending'],
  ['pending', 'pending'],
  ['past_due', 'past_due'],
  ['paused', 'paused'],
  ['canceled', 'canceling'],
  ['active', 'active'],
]);

export type StatusReading = { readonly status: SubscriptionStatus; readonly unknownWords: readonly string[] };

/**
 * Our word for a subscription's state, by the times in the same body and never by the clock. A word that we do not know
 * counts as active, unless the subscription ended before the period that it tells of; it is reported.
 */
export const readStatus = (subscription: Subscription): StatusReading => {
  const status = STATUSES.get(subscription.state);
  const start = periodStart(subscription);
  if (status === undefined) return { status: isOver(subscription, start) ? 'ended' : 'active', unknownWords: [subscription.state] };
  return { status: status === 'active' && inTrial(subscription, start) ? 'trialing' : status, unknownWords: [] };
};

/** The only time of a subscription that moves with its life; null before it has begun. */
export const periodStart = (subscription: Subscription): Millis | null =>
  subscription.current_period_started_at ?? subscription.activated_at ?? null;

const isOver = ({ expires_at: end }: Subscription, start: Millis | null): boolean =>
  start !== null && typeof end === 'number' && end < start;

/** The trial is a period of its own, or the beginning of the first one. */
const inTrial = ({ trial_started_at: from, trial_ends_at: to }: Subscription, start: Millis | null): boolean =>
  start !== null && typeof from === 'number' && typeof to === 'number' && from <= start && start < to;
