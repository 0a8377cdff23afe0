import type { ProcessDeps } from './deps.ts';
import { sendHeartbeat } from './heartbeat.ts';
import { sweepJobs } from './jobs/sweep-jobs.ts';
import { pagesOf } from './pages.ts';
import { workOffReleaseJob } from './process-work.ts';
import { createSweepEntries } from './sweep-entries.ts';
import { tellSilence } from './tell-silence.ts';
import { createTellWaiting } from './tell-waiting.ts';

/** A release job younger than this is probably being worked off. */
const OLD_JOB_MS = 5 * 60_000;

const PAGE = 100;

export type Swept = { readonly released: number; readonly dropped: number; readonly releaseJobs: number; readonly jobsSentAgain: number };
export type Sweep = (hasTime?: () => boolean) => Promise<Swept>;

/**
 * Takes up what a crash left lying: release jobs that nobody worked off, jobs whose message was lost, and waiting entries whose key is
 * known by now. Jobs come first, they are few. Entries are looked at as long as there is time; the next run goes on where this one stopped.
 */
export const createSweep = (deps: ProcessDeps): Sweep => {
  const tellWaiting = createTellWaiting(deps);
  const sweepEntries = createSweepEntries(deps);
  return async (hasTime = () => true) => {
    await sendHeartbeat(deps);
    await apart(deps, 'silence not told', () => tellSilence(deps));
    await apart(deps, 'waiting rows not counted', () => tellWaiting(hasTime));
    const jobs = { releaseJobs: await sweepReleaseJobs(deps), jobsSentAgain: await sweepJobs(deps) };
    return { ...(await sweepEntries(hasTime)), ...jobs };
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
