import type { Millis, SubscriptionStatus } from '../../domain/ledger-event.ts';
import type { Subscription } from './schema.ts';

/**
 * Chargify's states in the ledger's words.
 * @see https://github.com/maxio-com/ab-typescript-sdk/blob/main/doc/models/subscription-state.md
 */
const STATUS: ReadonlyMap<string, SubscriptionStatus> = new Map([
  ['pending', 'pending'],
  ['awaiting_signup', 'pending'],
  ['trialing', 'trialing'],
  ['active', 'active'],
  ['assessing', 'active'],
  ['past_due', 'past_due'],
  ['soft_failure', 'past_due'],
  ['unpaid', 'unpaid'],
  ['suspended', 'unpaid'],
  ['paused', 'paused'],
  ['on_hold', 'paused'],
  ['canceled', 'ended'],
  ['expired', 'ended'],
  ['trial_ended', 'ended'],
  ['failed_to_create', 'ended'],
]);

export type StatusWords = { readonly status: SubscriptionStatus; readonly providerStatus: string };

/** The status as of the event, undefined when it tells no state; and the state itself when our table does not have it. */
export const statusOf = (subscription: Subscription, at: Millis): { readonly words?: StatusWords; readonly unknownWord?: string } => {
  const { state } = subscription;
  if (!state) return {};
  const tabled = STATUS.get(state);
  const status = tabled ?? (hasEnded(subscription, at) ? 'ended' : 'active');
  const words = { status: willEnd(subscription) ? cancelling(status) : status, providerStatus: state };
  return tabled === undefined ? { words, unknownWord: state } : { words };
};

/** Compared with the event's time and never with the clock, so that a later reading says the same. */
const hasEnded = ({ expires_at, canceled_at }: Subscription, at: Millis): boolean =>
  [expires_at, canceled_at].some((end) => typeof end === 'number' && end <= at);

const willEnd = ({ cancel_at_end_of_period, delayed_cancel_at }: Subscription): boolean =>
  cancel_at_end_of_period === true || typeof delayed_cancel_at === 'number';

/** A coming end matters only while the subscription runs: one that is paused or unpaid is that first. */
const cancelling = (status: SubscriptionStatus): SubscriptionStatus =>
  status === 'active' || status === 'trialing' ? 'canceling' : status;
