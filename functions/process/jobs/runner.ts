import type { Job, JobMoney, JobNote } from '../../ledger/job.ts';
import type { ProcessDeps } from '../deps.ts';

/** What one page did. It is added to the job, all or nothing. */
export type Step = {
  /** Where the next page begins; null when this was the last. */
  readonly cursor: string | null;
  /** What this page did of the job's total. */
  readonly done: number;
  /** The job's total, as it is known now; left out while this page does not change it. */
  readonly total?: number;
  /** Added to the job's sums. */
  readonly money?: readonly JobMoney[];
  readonly notes?: readonly JobNote[];
};

/**
 * Works off one page of a job, in well under the time of a message. It may be done again, wholly or in part, after a crash; it saves
 * nothing of the job itself. What it throws is tried again with the message; a `JobError` ends the job as failed.
 */
export type JobRunner = (deps: ProcessDeps, job: Job) => Promise<Step>;

/** The job cannot go on, however often it is tried. The message is told to whoever looks at the job. */
export class JobError extends Error {
  override readonly name = 'JobError';
}
