import { addMoney, addNotes, isOver, type Job } from '../../ledger/job.ts';
import { ConflictError } from '../../ledger/ledger.ts';
import type { ProcessDeps } from '../deps.ts';
import { JobError, type Step } from './runner.ts';
import { JOB_RUNNERS } from './runners.ts';

/**
 * Works off one page of a job, saves what it did, and leaves the next page to another message. A message that comes again after a
 * crash goes on where the job was saved last; so does one that finds the page already saved, and one that comes back from the
 * dead-letter queue to a job that had failed.
 */
export const workOffJob = async (deps: ProcessDeps, id: string): Promise<void> => {
  const job = await deps.ledger.readJob(id);
  if (job === undefined || job.state === 'done') return;
  const next = nextJob(deps, job, await stepOf(deps, job));
  // Another copy of the message was faster: it goes on, and two need not.
  if ((await save(deps, next)) && !isOver(next)) await deps.work.send({ kind: 'job', id });
};

/** A job that the queue gave up: whoever looks at it must not wait for ever. */
export const failJob = async (deps: Pick<ProcessDeps, 'ledger' | 'clock'>, id: string, reason: string): Promise<void> => {
  const job = await deps.ledger.readJob(id);
  if (job !== undefined && !isOver(job)) await save(deps, nextJob(deps, job, new JobError(reason)));
};

const stepOf = async (deps: ProcessDeps, job: Job): Promise<Step | JobError> => {
  const run = JOB_RUNNERS[job.kind];
  if (run === undefined) return new JobError(`Nobody works off jobs of the kind ${job.kind}`);
  try {
    return await run(deps, job);
  } catch (error) {
    if (error instanceof JobError) return error;
    throw error;
  }
};

const nextJob = ({ clock }: Pick<ProcessDeps, 'clock'>, job: Job, step: Step | JobError): Job => {
  const progressAt = clock().getTime();
  if (step instanceof JobError) {
    return { ...job, progressAt, state: 'failed', notes: addNotes(job.notes, [{ key: job.id, reason: step.message }]) };
  }
  const { cursor, done, total = job.total, money = [], notes = [] } = step;
  return {
    ...job,
    progressAt,
    state: cursor === null ? 'done' : 'running',
    cursor,
    total,
    done: job.done + done,
    money: addMoney(job.money, money),
    notes: addNotes(job.notes, notes),
  };
};

const save = async (deps: Pick<ProcessDeps, 'ledger'>, item: Job): Promise<boolean> => {
  try {
    await deps.ledger.write([{ kind: 'job', item }]);
    return true;
  } catch (error) {
    if (error instanceof ConflictError) return false;
    throw error;
  }
};
