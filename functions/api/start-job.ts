import { type Job, type NewJob, newJob } from '../ledger/job.ts';
import type { ApiDeps } from './deps.ts';

/** Writes a job and leaves its first page to the queue. When the process ends in between, whoever asked has no id and asks again. */
export const startJob = async (
  deps: Pick<ApiDeps, 'ledger' | 'work' | 'newId' | 'clock'>,
  asked: Omit<NewJob, 'id' | 'createdAt'>,
): Promise<Job> => {
  const job = newJob({ ...asked, id: deps.newId(), createdAt: deps.clock().getTime() });
  await deps.ledger.write([{ kind: 'job', item: job }]);
  await deps.work.send({ kind: 'job', id: job.id });
  return job;
};
