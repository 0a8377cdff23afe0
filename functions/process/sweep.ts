import type { WaitingEntry } from '../ledger/rows.ts';
import type { ProcessDeps } from './deps.ts';
import { sendHeartbeat } from './heartbeat.ts';
import { sweepJobs } from './jobs/sweep-jobs.ts';
import { pagesOf } from './pages.ts';
import { workOffReleaseJob } from './process-work.ts';
import { releaseEntry } from './release-waiting.ts';
import { tellSilence } from './tell-silence.ts';
import { createTellWaiting } from './tell-waiting.ts';

const DAY_MS = 86_400_000;
/** The queues keep a message for 4 days, the dead-letter queue for 14 more; after one more nobody will write that row. */
const UNCLAIMED_ENTRY_MS = 19 * DAY_MS;
/** A release job younger than this is probably being worked off. */
const OLD_JOB_MS = 5 * 60_000;
/** To look at all entries is a scan: a round begins no more often. */
const ROUND_EVERY_MS = 15 * 60_000;

const PAGE = 100;

export type Swept = { readonly released: number; readonly dropped: number; readonly releaseJobs: number; readonly jobsSentAgain: number };
export type Sweep = (hasTime?: () => boolean) => Promise<Swept>;

/**
 * Takes up what a crash left lying: release jobs that nobody worked off, jobs whose message was lost, and waiting entries whose key is
 * known by now. Jobs come first, they are few. Entries are looked at as long as there is time; the next run goes on where this one stopped.
 */
export const createSweep = (deps: ProcessDeps): Sweep => {
  const tellWaiting = createTellWaiting(deps);
  let round: { readonly begun: number; readonly cursor: string | undefined; readonly ended: boolean } | undefined;
  return async (hasTime = () => true) => {
    await sendHeartbeat(deps);
    await apart(deps, 'silence not told', () => tellSilence(deps));
    await apart(deps, 'waiting rows not counted', () => tellWaiting(hasTime));
    const swept = { released: 0, dropped: 0, releaseJobs: await sweepReleaseJobs(deps), jobsSentAgain: await sweepJobs(deps) };
    const now = deps.clock().getTime();
    if (round === undefined || (round.ended && now - round.begun >= ROUND_EVERY_MS))
      round = { begun: now, cursor: undefined, ended: false };
    while (!round.ended && hasTime()) {
      const { items, nextCursor } = await deps.ledger.allWaitingEntries({ limit: PAGE, cursor: round.cursor });
      for (const entry of items) {
        const result = await sweepEntry(deps, entry);
        if (result !== 'kept') swept[result] += 1;
      }
      round = { ...round, cursor: nextCursor ?? undefined, ended: nextCursor === null };
    }
    return swept;
  };
};

/** What only tells must hold up nothing that mends. */
const apart = async ({ log }: ProcessDeps, failed: string, tell: () => Promise<void>): Promise<void> => {
  try {
    await tell();
  } catch (error) {
    log.error(failed, { error: error instanceof Error ? error.name : 'unknown' });
  }
};

const sweepEntry = async (deps: ProcessDeps, entry: WaitingEntry): Promise<'released' | 'dropped' | 'kept'> => {
  const result = await releaseEntry(deps, entry);
  if (result === 'released') return 'released';
  if (result === 'waits' || deps.clock().getTime() - entry.since <= UNCLAIMED_ENTRY_MS) return 'kept';
  await deps.ledger.deleteWaitingEntry(entry);
  return 'dropped';
};

const sweepReleaseJobs = async (deps: ProcessDeps): Promise<number> => {
  let done = 0;
  for await (const jobs of pagesOf((cursor) => deps.ledger.releaseJobs({ limit: PAGE, cursor }))) {
    for (const job of jobs.filter(({ createdAt }) => deps.clock().getTime() - createdAt > OLD_JOB_MS)) {
      await workOffReleaseJob(deps, job.id);
      done += 1;
    }
  }
  return done;
};
