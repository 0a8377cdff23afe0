import type { EventKey } from '../../domain/keys.ts';
import type { Heartbeat } from '../heartbeat.ts';
import { isOver, type Job, type OpenJob } from '../job.ts';
import { claimSort } from '../keys.ts';
import type { Put } from '../ledger.ts';
import type {
  AliasItem,
  ClaimItem,
  CustomerItem,
  LastEvent,
  PlacedItem,
  ReleaseJob,
  SubscriptionRow,
  TransactionRow,
  WaitingEntry,
} from '../rows.ts';
import { createOnce, createReplaced, createVersioned, createVersionedBy, type Slot } from './collections.ts';

/** Everything that the memory ledger holds, but for the event archive. */
export type MemoryItems = ReturnType<typeof createMemoryItems>;

export const createMemoryItems = () => ({
  transactions: createVersioned<TransactionRow>(),
  subscriptions: createVersioned<SubscriptionRow>(),
  placed: createVersioned<PlacedItem>(),
  aliases: createVersioned<AliasItem>(),
  customers: createVersioned<CustomerItem>(),
  claims: createOnce<ClaimItem>(claimKey),
  releaseJobs: createOnce<ReleaseJob>(({ id }) => id),
  jobs: createVersionedBy<Job>(({ id }) => id),
  openJobs: createReplaced<OpenJob>(({ id }) => id),
  lastEvents: createReplaced<LastEvent>(({ provider }) => provider),
  heartbeats: createReplaced<Heartbeat>(() => 'last'),
  choices: createOnce<{ readonly name: string; readonly value: string }>(({ name }) => name),
  mentions: createReplaced<{ readonly row: string; readonly event: EventKey }>(({ row, event }) => JSON.stringify([row, event])),
  waiting: createReplaced<WaitingEntry>(entryKey),
});

export const forkItems = (items: MemoryItems): MemoryItems =>
  Object.fromEntries(Object.entries(items).map(([kind, collection]) => [kind, collection.fork()])) as MemoryItems;

export const claimKey = ({ providerKey, claim }: ClaimItem): string => JSON.stringify([providerKey, claimSort(claim)]);

export const entryKey = ({ awaited, row }: Pick<WaitingEntry, 'awaited' | 'row'>): string => JSON.stringify([awaited, row.key]);

/** What the keys of this group begin with, where they are lists. */
export const groupKey = (group: string): string => `${JSON.stringify([group]).slice(0, -1)},`;

/** A job that is not over goes with its mark. */
export const slotsOf = (items: MemoryItems, put: Put): readonly Slot[] =>
  put.kind === 'job' && !isOver(put.item) ? [slotOf(items, put), items.openJobs.slot(markOf(put.item))] : [slotOf(items, put)];

const markOf = ({ id, progressAt }: Job): OpenJob => ({ id, progressAt });

const slotOf = (items: MemoryItems, put: Put): Slot => {
  switch (put.kind) {
    case 'transaction':
      return items.transactions.slot(put.item);
    case 'subscription':
      return items.subscriptions.slot(put.item);
    case 'placed':
      return items.placed.slot(put.item);
    case 'alias':
      return items.aliases.slot(put.item);
    case 'customer':
      return items.customers.slot(put.item);
    case 'claim':
      return items.claims.slot(put.item);
    case 'release_job':
      return items.releaseJobs.slot(put.item);
    case 'job':
      return items.jobs.slot(put.item);
    default:
      return put satisfies never;
  }
};
