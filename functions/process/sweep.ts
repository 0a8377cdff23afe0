import type { ProcessDeps } from './deps.ts';
import { pagesOf } from './pages.ts';
import { workOffReleaseJob } from './process-work.ts';
import { releaseEntry } from './release-waiting.ts';

const DAY_MS = 86_400_000;
/** The queues keep a message for 4 days, the dead-letter queue for 14 more; after one more nobody will write that row. */
const UNCLAIMED_ENTRY_MS = 19 * DAY_MS;
/** A release job younger than this is probably being worked off. */
const OLD_JOB_MS = 5 * 60_000;

const PAGE = 100;

export type Swept = { readonly released: number; readonly dropped: number; readonly jobs: number };

/** Takes up what a crash left lying: waiting entries whose key is known by now, and release jobs that nobody worked off. */
export const sweep = async (deps: ProcessDeps): Promise<Swept> => {
  const entries = await sweepEntries(deps);
  return { ...entries, jobs: await sweepJobs(deps) };
};

const sweepEntries = async (deps: ProcessDeps): Promise<{ released: number; dropped: number }> => {
  const swept = { released: 0, dropped: 0 };
  for await (const entries of pagesOf((cursor) => deps.ledger.allWaitingEntries({ limit: PAGE, cursor }))) {
    for (const entry of entries) {
      const result = await releaseEntry(deps, entry);
      const old = deps.clock().getTime() - entry.since > UNCLAIMED_ENTRY_MS;
      if (result === 'unclaimed' && old) await deps.ledger.deleteWaitingEntry(entry);
      if (result === 'released') swept.released += 1;
      if (result === 'unclaimed' && old) swept.dropped += 1;
    }
  }
  return swept;
};

const sweepJobs = async (deps: ProcessDeps): Promise<number> => {
  let done = 0;
  for await (const jobs of pagesOf((cursor) => deps.ledger.releaseJobs({ limit: PAGE, cursor }))) {
    for (const job of jobs.filter(({ createdAt }) => deps.clock().getTime() - createdAt > OLD_JOB_MS)) {
      await workOffReleaseJob(deps, job.id);
      done += 1;
    }
  }
  return done;
};
