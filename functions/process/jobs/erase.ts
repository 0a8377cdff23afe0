import { type CustomerKey, customerKey, type ProviderKey, type TransactionKey } from '../../domain/keys.ts';
import type { EventRecord } from '../../ledger/event-record.ts';
import { type Job, newJob } from '../../ledger/job.ts';
import { ConflictError } from '../../ledger/ledger.ts';
import { pagesOf } from '../../ledger/pages-of.ts';
import { retryConflicts } from '../../ledger/retry-conflicts.ts';
import type { ProcessDeps } from '../deps.ts';
import { JobError, type JobRunner } from './runner.ts';

/** Records that one page looks at. */
const PAGE = 100;
/** Claims that are read at once. */
const CLAIMS = 250;
/** An event that was under way when the customer was erased is recorded by then. The queue's longest delay. */
const ONCE_MORE_SECONDS = 900;

/**
 * Erases the bodies of all events of a customer who was erased: those that name it, and those whose rows are its own. Its links are
 * marked first, so that what comes from then on keeps no body; what was under way is found by a second job, 15 minutes later.
 */
export const eraseBodies: JobRunner = async (deps, job) => {
  const customer = customerOf(job);
  if (job.cursor === null) await begin(deps, job, customer);
  const all = { from: null, to: null };
  const { items, nextCursor } = await deps.ledger.scanRecords(all, { limit: PAGE, cursor: job.cursor ?? undefined });
  const concerned = await Promise.all(items.map((record) => concerns(deps, record, customer)));
  const records = items.filter((_, index) => concerned[index]);
  for (const { key } of records) await eraseRecord(deps, key);
  return { cursor: nextCursor, done: records.length, ...(nextCursor === null ? { total: job.done + records.length } : {}) };
};

const customerOf = ({ request }: Job): CustomerKey => {
  const key = request['customerKey'];
  if (typeof key !== 'string') throw new JobError('The job does not say whom to erase');
  return customerKey(key);
};

const begin = async (deps: ProcessDeps, job: Job, key: CustomerKey): Promise<void> => {
  const customer = await deps.ledger.readCustomer(key);
  for (const providerKey of customer?.facts.providerKeys ?? []) {
    for await (const claims of pagesOf((cursor) => deps.ledger.allClaims(providerKey, { limit: CLAIMS, cursor })))
      for (const claim of claims.filter(({ claim: { target } }) => target === key)) await deps.ledger.markErased(claim);
  }
  if (job.request['onceMore'] !== true) await doOnceMore(deps, job);
};

const doOnceMore = async (deps: ProcessDeps, { id, request }: Job): Promise<void> => {
  const createdAt = deps.clock().getTime();
  const again = newJob({ id: `${id}-again`, kind: 'erase', dryRun: false, request: { ...request, onceMore: true }, createdAt });
  await deps.ledger.write([{ kind: 'job', item: again }]).catch((error: unknown) => {
    // An earlier run of this page wrote it.
    if (!(error instanceof ConflictError)) throw error;
  });
  await deps.work.send({ kind: 'job', id: again.id }, { delaySeconds: ONCE_MORE_SECONDS });
};

/** Written also when it is erased already: a run that stopped in between may have left parts of a body. */
const eraseRecord = (deps: ProcessDeps, key: EventRecord['key']): Promise<void> =>
  retryConflicts(deps.random, async () => {
    const record = await deps.ledger.readRecord(key);
    if (record !== undefined) await deps.ledger.writeRecord({ ...record, erased: true }, null);
  });

const concerns = async (deps: ProcessDeps, { customerKeys, changes, rows }: EventRecord, customer: CustomerKey): Promise<boolean> => {
  if (customerKeys.includes(customer)) return true;
  if (changes.some(({ before, after }) => after.customerKey === customer || before?.customerKey === customer)) return true;
  const owners = await Promise.all(rows.map((key) => ownerOf(deps, key)));
  return owners.includes(customer);
};

/** Whose a row is now. A key does not tell a payment from an item that is placed under one, so both are looked up. */
const ownerOf = async ({ ledger }: ProcessDeps, key: string): Promise<CustomerKey | null | undefined> => {
  if (key.split(':', 2)[1] === 'subscription') return (await ledger.readSubscription(key as ProviderKey))?.customerKey;
  const row = await ledger.readTransaction(key as TransactionKey);
  if (row !== undefined) return row.customerKey;
  const placedIn = (await ledger.readPlaced(key as ProviderKey))?.placedIn ?? null;
  return placedIn === null ? null : (await ledger.readTransaction(placedIn))?.customerKey;
};
