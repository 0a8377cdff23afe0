import type { ProviderId } from '../../functions/domain/keys.ts';
import { waitAfter } from '../world/retries.ts';

/** A provider's hours become seconds: nobody would wait for the real ones. */
const TIMES_FASTER = 600;
const SHORTEST_MS = 200;
const LONGEST_MS = 2_000;
/** The most that an answer may ask for by `Retry-After`. */
const LONGEST_ASKED_MS = 30_000;

/** About three minutes; then nobody is there. */
export const MOST_ATTEMPTS = 90;

/**
 * How long to wait before an event is sent again that was not taken: the provider's own schedule, made faster, and longer when the
 * answer asked for it. After the provider's last attempt somebody goes on by hand. `attempt` is the one that failed, from 1.
 */
export const waitMs = (provider: ProviderId, attempt: number, askedMs = 0): number => {
  const ownMs = (waitAfter(provider, attempt) ?? Number.POSITIVE_INFINITY) / TIMES_FASTER;
  return Math.max(Math.min(Math.max(ownMs, SHORTEST_MS), LONGEST_MS), Math.min(askedMs, LONGEST_ASKED_MS));
};
