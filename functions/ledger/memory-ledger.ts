import { claimsUpTo } from '../domain/claims.ts';
import { claimSort } from './keys.ts';
import { ConflictError, type Ledger } from './ledger.ts';
import { listNames } from './list-names.ts';
import { writeSlots } from './memory/collections.ts';
import { claimKey, createMemoryItems, forkItems, groupKey, type MemoryItems, slotsOf } from './memory/items.ts';
import { createMemoryLists } from './memory/lists.ts';
import { createMemoryMentions } from './memory/mentions.ts';
import { createMemoryOpenJobs } from './memory/open-jobs.ts';
import { pageOf } from './memory/pages.ts';
import { createMemoryRecords, type MemoryRecords } from './memory/records.ts';
import { type LedgerSnapshot, snapshotOf } from './memory/snapshot.ts';
import { createMemoryWaiting } from './memory/waiting.ts';

export type MemoryLedger = Ledger &
  Pick<MemoryRecords, 'expire'> & {
    /** All that the ledger holds, as plain JSON in one order. */
    readonly snapshot: () => LedgerSnapshot;
    /** A ledger that holds the same and goes its own way from here: a state that many futures are tried on. */
    readonly fork: () => MemoryLedger;
  };

/** A ledger that forgets, for tests: it passes the suite that the DynamoDB ledger passes. */
export const createMemoryLedger = (): MemoryLedger => ledgerOver(createMemoryItems(), createMemoryRecords());

const ledgerOver = (items: MemoryItems, archive: MemoryRecords): MemoryLedger => {
  const { all: allRecords, fork: forkRecords, ...records } = archive;
  return {
    ...createReads(items),
    ...createMemoryLists(items),
    ...createMemoryWaiting(items),
    ...records,
    ...createMemoryMentions(items),
    ...createMemoryMarks(items),
    ...createMemoryOpenJobs(items),
    write: async (puts) => writeSlots(puts.flatMap((put) => slotsOf(items, put))),
    fixChoice: async (name, value) => {
      const choice = items.choices.slot({ name, value });
      if (choice.holds()) choice.store();
      return items.choices.read(name)?.value ?? value;
    },
    snapshot: () => snapshotOf(items, allRecords()),
    fork: () => ledgerOver(forkItems(items), forkRecords()),
  };
};

type Marks = 'markErased' | 'noteLastEvent' | 'lastEvents' | 'noteHeartbeat' | 'lastHeartbeat';

const createMemoryMarks = (items: MemoryItems): Pick<Ledger, Marks> => ({
  markErased: async (claim) => {
    const stored = items.claims.read(claimKey(claim));
    if (stored === undefined) throw new ConflictError('There is no such claim');
    items.claims.slot({ ...stored, erased: true }).store();
  },
  noteLastEvent: async (event) => {
    const stored = items.lastEvents.read(event.provider);
    if (stored === undefined || stored.receivedAt < event.receivedAt) items.lastEvents.slot(event).store();
  },
  lastEvents: async () => items.lastEvents.all(),
  noteHeartbeat: async (heartbeat) => {
    const [last] = items.heartbeats.all();
    if (last !== undefined && last.sentAt >= heartbeat.sentAt) return false;
    items.heartbeats.slot(heartbeat).store();
    return true;
  },
  lastHeartbeat: async () => items.heartbeats.all()[0],
});

type Reads = Pick<
  Ledger,
  | 'readTransaction'
  | 'readTransactions'
  | 'readSubscription'
  | 'readPlaced'
  | 'readAlias'
  | 'readCustomer'
  | 'readCustomers'
  | 'readClaims'
  | 'allClaims'
  | 'readJob'
>;

const createReads = (items: MemoryItems): Reads => ({
  readTransaction: async (key) => items.transactions.read(key),
  readTransactions: async (keys) => [...new Set(keys)].map(items.transactions.read).filter((row) => row !== undefined),
  readSubscription: async (key) => items.subscriptions.read(key),
  readPlaced: async (key) => items.placed.read(key),
  readAlias: async (ref) => items.aliases.read(ref),
  readCustomer: async (key) => items.customers.read(key),
  readCustomers: async (keys) => [...new Set(keys)].map(items.customers.read).filter((customer) => customer !== undefined),
  readJob: async (id) => items.jobs.read(id),
  readClaims: async (providerKey, upTo) => claimsUpTo(items.claims.under(groupKey(providerKey)), upTo),
  allClaims: async (providerKey, page) =>
    pageOf(
      items.claims.under(groupKey(providerKey)),
      { list: listNames.claims(providerKey), sortOf: ({ claim }) => claimSort(claim) },
      page,
    ),
});
