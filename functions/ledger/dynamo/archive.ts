import { type EventKey, PROVIDER_IDS } from '../../domain/keys.ts';
import { listedBodyHash } from '../body-hash.ts';
import type { EventRecord } from '../event-record.ts';
import { keptRecord } from '../kept-record.ts';
import { eventPartition, recordItemKey } from '../keys.ts';
import type { Ledger } from '../ledger.ts';
import { listNames } from '../list-names.ts';
import { bodyParts, FIELDS_WITHOUT_PARTS, inlineBody, inlineHash, MAX_BYTES, partsOf, readBody, sameInlineBody } from './body-items.ts';
import { type CompressedBody, compressBody } from './compression.ts';
import { unchangedSince } from './conditions.ts';
import { type Item, itemBytes } from './item.ts';
import { keysOf, type PartitionList } from './list.ts';
import { queryPage } from './pages.ts';
import { expiry, readRecordItem, recordItem } from './record-item.ts';
import { type Store, take } from './store.ts';

type Archive = Pick<Ledger, 'readRecord' | 'writeRecord' | 'readBodies' | 'listUnreadable'>;

/** The event archive: a record with its first body in one item, where that fits, and every other body in parts of its own. */
export const createArchive = (store: Store): Archive => ({
  readRecord: async (key) => {
    const item = await store.get('events', recordItemKey(key));
    return item === undefined ? undefined : readRecordItem(item);
  },
  writeRecord: async (given, body) => {
    const record = keptRecord(given);
    if (record.erased === true) return writeErased(store, record);
    const kept = body === null ? undefined : { hash: listedBodyHash(record, body), body };
    const isFirst = record.version === 0 && kept !== undefined;
    await writeItem(store, record, isFirst ? await firstItem(store, record, kept) : await nextItem(store, record, kept));
  },
  readBodies: async ({ key, bodies }) => {
    const items = await take(store.query('events', partitionOf(key)));
    return Promise.all(bodies.map((hash) => readBody(items, hash)));
  },
  listUnreadable: (page) => queryPage(store, UNREADABLE, page, readRecordItem),
});

const UNREADABLE: PartitionList = {
  name: listNames.unreadable,
  keys: keysOf({ table: 'events', index: 'unreadable' }),
  partitions: PROVIDER_IDS.map((value) => ({ table: 'events', index: 'unreadable', value })),
  newestFirst: true,
};

const writeItem = (store: Store, record: EventRecord, item: Item): Promise<void> =>
  store.write([{ table: 'events', item, condition: unchangedSince(record.version) }]);

/** The record first: whoever wrote parts under the version before meets a conflict, and erases them when it comes back. */
const writeErased = async (store: Store, record: EventRecord): Promise<void> => {
  await writeItem(store, record, recordItem(record));
  const items = await take(store.query('events', { ...partitionOf(record.key), ...projected(['pk', 'sk']) }));
  const { sk } = recordItemKey(record.key);
  for (const part of items.filter((item) => item['sk'] !== sk)) await store.delete('events', { pk: part['pk'], sk: part['sk'] });
};

type Kept = { readonly hash: string; readonly body: Buffer };

const firstItem = async (store: Store, record: EventRecord, { hash, body }: Kept): Promise<Item> => {
  const compressed = await compressBody(body, record.provider);
  const item = recordItem(record);
  const withBody = { ...item, ...inlineBody(record, hash, compressed) };
  if (itemBytes(withBody) <= MAX_BYTES) return withBody;
  await writeParts(store, record, hash, compressed);
  return item;
};

/** Rewriting a record is rare (a replay, another reading of the same id), so it may look at all that there is of the event. */
const nextItem = async (store: Store, record: EventRecord, kept: Kept | undefined): Promise<Item> => {
  const items = await take(store.query('events', { ...partitionOf(record.key), ...projected(FIELDS_WITHOUT_PARTS) }));
  const { sk } = recordItemKey(record.key);
  const stored = items.find((item) => item['sk'] === sk) ?? {};
  if (kept !== undefined && inlineHash(stored) !== kept.hash && partsOf(items, kept.hash).length === 0) {
    await writeParts(store, record, kept.hash, await compressBody(kept.body, record.provider));
  }
  await keepPartsAsLong(
    store,
    record,
    items.filter((item) => item !== stored),
  );
  return { ...recordItem(record), ...sameInlineBody(stored, record) };
};

/** No condition: parts are named by the hash of the body, so that a repeat writes the same. */
const writeParts = async (store: Store, record: EventRecord, hash: string, body: CompressedBody): Promise<void> => {
  for (const item of bodyParts(record, hash, body)) await store.write([{ table: 'events', item, condition: undefined }]);
};

/** Before the record is written: afterwards its event is done, and nobody would come back to its parts. */
const keepPartsAsLong = async (store: Store, { expiresAt }: EventRecord, parts: readonly Item[]): Promise<void> => {
  const seconds = expiry(expiresAt).expiresAt;
  for (const part of parts.filter((item) => item['expiresAt'] !== seconds)) {
    await store.setNumber('events', { pk: part['pk'], sk: part['sk'] }, 'expiresAt', seconds ?? null);
  }
};

const partitionOf = (key: EventKey) => ({
  KeyConditionExpression: 'pk = :event',
  ExpressionAttributeValues: { ':event': eventPartition(key) },
  ConsistentRead: true,
});

/** By placeholders, because some of these names are reserved words. */
const projected = (fields: readonly string[]) => ({
  ProjectionExpression: fields.map((field) => `#${field}`).join(', '),
  ExpressionAttributeNames: Object.fromEntries(fields.map((field) => [`#${field}`, field])),
});
