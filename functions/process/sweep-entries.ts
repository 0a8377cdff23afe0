import type { Millis } from '../domain/ledger-event.ts';
import type { WaitingEntry } from '../ledger/rows.ts';
import type { ProcessDeps } from './deps.ts';
import { releaseEntry } from './release-waiting.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** The queues keep a message for 4 days, the dead-letter queue for 14 more; after one more nobody will write that row. */
const UNCLAIMED_ENTRY_MS = 19 * DAY_MS;

/** A round begins no more often than this. */
const ROUND_EVERY_MS = 15 * MINUTE_MS;
/**
 * Entries lie among the customers and their claims, so a round looks at all of these. A large ledger is looked at less often, so that a
 * minute takes no more than this of either on average: what the sweeper costs then no longer grows.
 */
const ITEMS_A_MINUTE = 10_000;
const ENTRIES_A_MINUTE = 1_000;

/** Items that one request looks at. */
const PAGE = 2_000;

type Round = {
  readonly begun: Millis;
  /** Found, and not looked at yet. */
  readonly entries: readonly WaitingEntry[];
  /** The cursor of the page to come; null when there is none. */
  readonly next: string | null | undefined;
  /** So many of either were looked at. */
  readonly items: number;
  readonly tried: number;
};

type Result = 'released' | 'dropped' | 'kept';

/**
 * Looks at every waiting entry, as long as there is time, and lets go those whose key is known by now; the next run goes on where this
 * one stopped.
 */
export const createSweepEntries = (deps: ProcessDeps) => {
  let round: Round | undefined;
  let nextAt = Number.NEGATIVE_INFINITY;
  return async (hasTime: () => boolean): Promise<{ readonly released: number; readonly dropped: number }> => {
    const swept = { released: 0, dropped: 0, kept: 0 };
    const now = deps.clock().getTime();
    if (round === undefined && now >= nextAt) round = { begun: now, entries: [], next: undefined, items: 0, tried: 0 };
    while (round !== undefined && hasTime()) {
      const [entry] = round.entries;
      if (entry !== undefined) {
        swept[await sweepEntry(deps, entry)] += 1;
        // Taken off last: an entry that fails is tried again.
        round = { ...round, entries: round.entries.slice(1), tried: round.tried + 1 };
      } else if (round.next !== null) {
        round = await nextPage(deps, round, round.next);
      } else {
        nextAt = round.begun + pauseAfter(round);
        round = undefined;
      }
    }
    return { released: swept.released, dropped: swept.dropped };
  };
};

const nextPage = async (deps: ProcessDeps, round: Round, cursor: string | undefined): Promise<Round> => {
  const { items: entries, nextCursor } = await deps.ledger.allWaitingEntries({ limit: PAGE, cursor });
  return { ...round, entries, next: nextCursor, items: round.items + PAGE };
};

const pauseAfter = ({ items, tried }: Round): number =>
  Math.max(ROUND_EVERY_MS, Math.floor(items / ITEMS_A_MINUTE) * MINUTE_MS, Math.floor(tried / ENTRIES_A_MINUTE) * MINUTE_MS);

const sweepEntry = async (deps: ProcessDeps, entry: WaitingEntry): Promise<Result> => {
  const result = await releaseEntry(deps, entry);
  if (result === 'released') return 'released';
  if (result === 'waits' || deps.clock().getTime() - entry.since <= UNCLAIMED_ENTRY_MS) return 'kept';
  await deps.ledger.deleteWaitingEntry(entry);
  return 'dropped';
};
