import { isOver, type OpenJob } from '../../ledger/job.ts';
import type { ProcessDeps } from '../deps.ts';
import { pagesOf } from '../pages.ts';

/** Longer than the queue delays any message, so that a job that begins late is not taken for one that was lost. */
const STALLED_MS = 20 * 60_000;

const PAGE = 100;

/**
 * Sends the message of each job that has made no progress for long: whoever wrote the job, or its last page, may have ended before it
 * was sent. A copy too many does no harm: a page is saved once, and who saves it sends the next message. Resolves with their number.
 */
export const sweepJobs = async (deps: ProcessDeps): Promise<number> => {
  let sent = 0;
  for await (const jobs of pagesOf((cursor) => deps.ledger.openJobs({ limit: PAGE, cursor }))) {
    for (const job of jobs) if (await sweepJob(deps, job)) sent += 1;
  }
  return sent;
};

const sweepJob = async ({ ledger, work, clock, metrics }: ProcessDeps, mark: OpenJob): Promise<boolean> => {
  const { id } = mark;
  const job = await ledger.readJob(id);
  if (job === undefined || isOver(job)) {
    await ledger.unmarkJob(mark);
    return false;
  }
  const now = clock().getTime();
  if (now - mark.progressAt < STALLED_MS) return false;
  await work.send({ kind: 'job', id });
  // So that a queue that is behind is not filled with copies.
  await ledger.markJob({ id, progressAt: now });
  metrics.count('JobsSentAgain');
  return true;
};
