import { prefixOf, RELEASE_PARTITION, releaseItemKey, waitingItemKey, waitingPartition } from '../keys.ts';
import { ConflictError, type Ledger } from '../ledger.ts';
import { listNames } from '../list-names.ts';
import type { WaitingEntry } from '../rows.ts';
import { stillHas } from './conditions.ts';
import { readReleaseItem, readWaitingItem, waitingItem } from './customer-items.ts';
import { onePartition } from './list.ts';
import { queryPage, scanOncePage } from './pages.ts';
import { type Store, take } from './store.ts';

type Waiting = Pick<
  Ledger,
  'putWaitingEntry' | 'waitingEntries' | 'deleteWaitingEntry' | 'allWaitingEntries' | 'readReleaseJob' | 'releaseJobs' | 'deleteReleaseJob'
>;

const ENTRIES = { name: listNames.waitingEntries, table: 'customers', prefix: prefixOf('waiting') } as const;
const JOBS = onePartition(listNames.releaseJobs, { table: 'customers', value: RELEASE_PARTITION });

/** Who waits for what, and the jobs that tell them. */
export const createWaiting = (store: Store): Waiting => ({
  // No condition: an entry that is put again says the same of the same row, and its new token keeps it from being deleted.
  putWaitingEntry: (entry) => store.write([{ table: 'customers', item: waitingItem(entry), condition: undefined }]),
  waitingEntries: async (awaited, { limit, after }) => {
    const entries = store.query('customers', { ...entriesOf(awaited, after), ConsistentRead: true, Limit: limit });
    return (await take(entries, limit)).map(readWaitingItem);
  },
  deleteWaitingEntry: async ({ awaited, row, token }) => {
    await store.delete('customers', waitingItemKey(awaited, row.key), stillHas('token', token)).catch(unlessConflict);
  },
  // One request for each page, whatever it finds.
  allWaitingEntries: (page) => scanOncePage(store, ENTRIES, page, readWaitingItem),
  readReleaseJob: async (id) => {
    const item = await store.get('customers', releaseItemKey(id));
    return item === undefined ? undefined : readReleaseItem(item);
  },
  releaseJobs: (page) => queryPage(store, JOBS, page, readReleaseItem),
  deleteReleaseJob: (id) => store.delete('customers', releaseItemKey(id)),
});

const entriesOf = (awaited: WaitingEntry['awaited'], after: string | undefined) => ({
  KeyConditionExpression: after === undefined ? 'pk = :awaited' : 'pk = :awaited AND sk > :after',
  ExpressionAttributeValues: {
    ':awaited': waitingPartition(awaited),
    ...(after === undefined ? {} : { ':after': waitingItemKey(awaited, after).sk }),
  },
});

/** Somebody else has put the entry again, or deleted it: then it is not ours to delete. */
const unlessConflict = (error: unknown): void => {
  if (!(error instanceof ConflictError)) throw error;
};
