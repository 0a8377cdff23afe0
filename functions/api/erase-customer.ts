import { createHash } from 'node:crypto';
import { ERASED_CUSTOMER_FACTS, joinCustomerFacts } from '../domain/customer.ts';
import type { CustomerKey } from '../domain/keys.ts';
import { type Job, newJob } from '../ledger/job.ts';
import { retryConflicts } from '../ledger/retry-conflicts.ts';
import { readCustomer } from './customers.ts';
import type { ApiDeps } from './deps.ts';

/**
 * Erases who a customer is: its name and e-mail at once, and the bodies of its events by a job. The same job however often it is
 * asked for; when the process ended before the job was sent, asking again sends it. Throws a 404.
 */
export const eraseCustomer = async (deps: ApiDeps, key: CustomerKey): Promise<Job> => {
  const job = await retryConflicts(Math.random, () => writeErasure(deps, key));
  if (job.state === 'queued') await deps.work.send({ kind: 'job', id: job.id });
  return job;
};

/** The customer and its job in one write: a customer that is erased has a job that looks after the rest. */
const writeErasure = async (deps: ApiDeps, key: CustomerKey): Promise<Job> => {
  const id = erasureId(key);
  const [stored, job] = await Promise.all([readCustomer(deps.ledger, key), deps.ledger.readJob(id)]);
  if (job !== undefined) return job;
  const now = deps.clock().getTime();
  const asked = newJob({ id, kind: 'erase', dryRun: false, request: { customerKey: key }, createdAt: now });
  const customer = { ...stored, facts: joinCustomerFacts(stored.facts, ERASED_CUSTOMER_FACTS), updatedAt: now };
  await deps.ledger.write([
    { kind: 'customer', item: customer },
    { kind: 'job', item: asked },
  ]);
  return asked;
};

/** One for each customer. Hashed, because the id is shown and logged, and a key may be an e-mail address. */
const erasureId = (key: CustomerKey): string => `erase-${createHash('sha256').update(key).digest('hex').slice(0, 32)}`;
