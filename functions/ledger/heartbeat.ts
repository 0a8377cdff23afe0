import type { Millis } from '../domain/ledger-event.ts';

/** A message that the sweeper sends once a minute to see that the queue is worked off. */
export type Heartbeat = { readonly sentAt: Millis; readonly handledAt: Millis };

/** As often as the sweeper runs. */
export const HEARTBEAT_EVERY_MS = 60_000;

/**
 * Since when the queue's oldest message has been waiting, about: the next heartbeat after the last one that was handled waits since
 * then. Undefined when none is overdue: nothing waits for longer than a minute. It is never a minute too old, but a minute too
 * young at most; when heartbeats are not even sent, it is as old as their silence.
 */
export const waitsSince = (last: Heartbeat | undefined, now: Millis): Millis | undefined => {
  const next = last === undefined ? now : last.sentAt + HEARTBEAT_EVERY_MS;
  return next < now ? next : undefined;
};
