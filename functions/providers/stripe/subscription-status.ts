import type { Millis, SubscriptionStatus } from '../../domain/ledger-event.ts';
import type { SubscriptionFields } from './schema.ts';

/**
 * Our word for a subscription's state at a time. What ended, has not begun or is not paid for stays so whatever else is set;
 * a pause comes before a planned end, and that before a trial.
 * @see https://docs.stripe.com/billing/subscriptions/overview#subscription-statuses
 */
export const statusAt = (subscription: SubscriptionFields, at: Millis): SubscriptionStatus => {
  const base = BASE.get(subscription.status) ?? (hasEnded(subscription, at) ? 'ended' : 'active');
  if (base !== 'active' && base !== 'trialing') return base;
  if (subscription.pause_collection !== undefined && subscription.pause_collection !== null) return 'paused';
  if (subscription.cancel_at_period_end === true || typeof subscription.cancel_at === 'number') return 'canceling';
  return base;
};

export const isKnownStatus = (word: string): boolean => BASE.has(word);

const BASE: ReadonlyMap<string, SubscriptionStatus> = new Map<string, SubscriptionStatus>([
  ['incomplete', 'pending'],
  ['incomplete_expired', 'ended'],
  ['trialing', 'trialing'],
  ['active', 'active'],
  ['past_due', 'past_due'],
  ['unpaid', 'unpaid'],
  ['paused', 'paused'],
  ['canceled', 'ended'],
]);

/** Only asked for a word that we do not know. */
const hasEnded = ({ ended_at, current_period_end, items }: SubscriptionFields, at: Millis): boolean => {
  const end = ended_at ?? current_period_end ?? items?.data[0]?.current_period_end;
  return typeof end === 'number' && end <= at;
};
