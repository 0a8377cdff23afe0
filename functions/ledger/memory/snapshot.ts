import type { EventRecord } from '../event-record.ts';
import { claimSort } from '../keys.ts';
import type { MemoryItems } from './items.ts';

/** All that a ledger holds, as plain JSON: two ledgers are in the same state when the states of their snapshots are equal. */
export type LedgerSnapshot = {
  /** A function of the set of events, whatever their order, repeats and crashes. */
  readonly state: Sections;
  /** The rows that wait for a key, by that key. Once all work is done this is part of the state. */
  readonly waiting: Sections;
  /** How it came to be: what depends on the order in which events arrived. */
  readonly story: Sections;
};

/** Kind of item -> key -> what is told of it. */
type Sections = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export const snapshotOf = (items: MemoryItems, records: readonly EventRecord[]): LedgerSnapshot => ({
  state: sectionsInOrder(stateOf(items)),
  waiting: sectionsInOrder(waitingOf(items)),
  story: sectionsInOrder(storyOf(items, records)),
});

const stateOf = (items: MemoryItems): Sections => ({
  transactions: pick(items.transactions.all(), ['facts', 'placed', 'customerKey', 'awaiting']),
  subscriptions: pick(items.subscriptions.all(), ['facts', 'customerKey', 'awaiting']),
  placed: pick(items.placed.all(), ['facts', 'placedIn']),
  aliases: pick(items.aliases.all(), ['facts']),
  customers: pick(items.customers.all(), ['facts']),
  claims: group(items.claims.all().map(({ providerKey, claim }) => [providerKey, claimSort(claim), claim])),
});

const waitingOf = (items: MemoryItems): Sections => ({
  entries: group(items.waiting.all().map(({ awaited, row }) => [awaited, row.key, row.table])),
  releaseJobs: Object.fromEntries(items.releaseJobs.all().map(({ id, keys }) => [id, { keys }])),
});

const storyOf = (items: MemoryItems, records: readonly EventRecord[]): Sections => ({
  transactions: pick(items.transactions.all(), ['version', 'eventKeys', 'before', 'recordedAt']),
  subscriptions: pick(items.subscriptions.all(), ['version', 'eventKeys', 'before', 'recordedAt']),
  placed: pick(items.placed.all(), ['version', 'eventKeys', 'before', 'recordedAt']),
  aliases: pick(items.aliases.all(), ['version']),
  customers: pick(items.customers.all(), ['version', 'eventKeys', 'createdAt', 'updatedAt']),
  jobs: Object.fromEntries(items.jobs.all().map((job) => [job.id, job])),
  mentions: group(items.mentions.all().map(({ row, event }) => [row, event, true])),
  choices: Object.fromEntries(items.choices.all().map(({ name, value }) => [name, value])),
  records: Object.fromEntries(records.map((record) => [record.key, record])),
});

const pick = <Item extends { readonly key: string }>(all: readonly Item[], fields: readonly (keyof Item)[]): Sections[string] =>
  Object.fromEntries(all.map((item) => [item.key, Object.fromEntries(fields.map((field) => [field, item[field]]))]));

const group = (all: readonly (readonly [key: string, id: string, value: unknown])[]): Sections[string] => {
  const groups = Object.groupBy(all, ([key]) => key);
  return Object.fromEntries(
    Object.entries(groups).map(([key, members = []]) => [key, inOrder(Object.fromEntries(members.map(([, id, value]) => [id, value])))]),
  );
};

/** By key and not by arrival. The items themselves come out of the collections with their fields in order. */
const inOrder = <T>(section: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(section).sort(([a], [b]) => (a < b ? -1 : 1)));

const sectionsInOrder = (sections: Sections): Sections =>
  Object.fromEntries(Object.entries(sections).map(([kind, section]) => [kind, inOrder(section)]));
