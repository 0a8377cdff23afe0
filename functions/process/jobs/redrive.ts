import { decodeDelivery } from '../../ingest/delivery.ts';
import type { Job, JobMoney } from '../../ledger/job.ts';
import type { DeadLetter } from '../../platform/queue-admin.ts';
import type { ProcessDeps } from '../deps.ts';
import { readDelivery } from '../reading.ts';
import type { JobRunner, Step } from './runner.ts';

/** Longer than a page takes; a page that ends in between is seen again after it. */
const HIDDEN_SECONDS = 120;
/** Letters that a dry run counts; they are put back at its end. */
const MAX_COUNTED = 500;

/**
 * Puts dead letters back on the queue, ten a page, until none is seen. Those that were sent after the job was asked for stay: they
 * failed again, and a job that took them up would have no end. The money is what payments among them have captured.
 */
export const redrive: JobRunner = async (deps, job) => {
  if (job.dryRun) return countOf(deps);
  const letters = await deps.queues.take(HIDDEN_SECONDS);
  const old = letters.filter(({ sentAt }) => sentAt <= job.createdAt);
  for (const letter of old) await deps.queues.redrive(letter);
  return { ...toldOf(deps, job, old), cursor: letters.length === 0 ? null : 'next' };
};

const toldOf = (deps: ProcessDeps, job: Job, letters: readonly DeadLetter[]): Omit<Step, 'cursor'> => ({
  done: letters.length,
  total: job.done + letters.length,
  money: letters.flatMap((letter) => moneyOf(deps, letter)),
});

const countOf = async (deps: ProcessDeps): Promise<Step> => {
  const counted = new Map<string, DeadLetter>();
  let taken: readonly DeadLetter[];
  do {
    taken = await deps.queues.take(HIDDEN_SECONDS);
    for (const letter of taken) counted.set(letter.id, letter);
  } while (taken.length > 0 && counted.size < MAX_COUNTED);
  const letters = [...counted.values()];
  await deps.queues.putBack(letters);
  const reason = `Only the first ${letters.length} messages were counted`;
  return {
    cursor: null,
    done: 0,
    total: letters.length,
    money: letters.flatMap((letter) => moneyOf(deps, letter)),
    notes: taken.length > 0 ? [{ key: 'dead letters', reason }] : [],
  };
};

/** None for work, and for what cannot be read. */
const moneyOf = ({ providers }: ProcessDeps, { body }: DeadLetter): readonly JobMoney[] => {
  try {
    const delivery = decodeDelivery(body);
    return readDelivery(providers[delivery.provider], delivery).ledgerEvents.flatMap((event) =>
      event.kind === 'payment' && event.captured > 0 ? [{ currency: event.amount.currency, minor: event.captured }] : [],
    );
  } catch {
    return [];
  }
};
