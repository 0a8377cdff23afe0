import { decodeCursor, encodeCursor, type Position } from '../cursor.ts';
import type { Page, PageRequest } from '../ledger.ts';
import type { TableId } from '../tables.ts';
import type { Item } from './item.ts';
import { anyPosition, type Keys, keysOf, type PartitionList, positionOf, positionShape } from './list.ts';
import { type Store, take } from './store.ts';

/** One page of a list. Throws `CursorError` for a cursor that is not of this list. */
export const queryPage = async <T>(
  store: Store,
  list: PartitionList,
  page: PageRequest,
  read: (item: Item) => T | undefined,
): Promise<Page<T>> => {
  const start = page.cursor === undefined ? undefined : decodeCursor(list.name, positionShape(list), page.cursor);
  return toPage(queryFrom(store, list, start, page.limit + 1), list, page.limit, read);
};

const queryFrom = async function* (store: Store, list: PartitionList, start: Position | undefined, limit: number): AsyncGenerator<Item> {
  const { partition, others } = list.keys;
  const first = start === undefined ? 0 : list.partitions.findIndex(({ value }) => value === start[partition.name]);
  for (const [at, { table, index, value }] of list.partitions.slice(first).entries()) {
    yield* store.query(table, {
      ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
      ...keyCondition({ name: partition.name, value }, { name: others[0]?.name, from: list.from, to: list.to }),
      ScanIndexForward: list.newestFirst !== true,
      Limit: limit,
      ...(at === 0 && start !== undefined ? { ExclusiveStartKey: start } : {}),
    });
  }
};

type Sort = { readonly name: string | undefined } & Bounds;
type Bounds = { readonly from: string | undefined; readonly to: string | undefined };

/** The items of one partition, only those that sort from `from` to `to` where these are given. */
const keyCondition = (partition: { readonly name: string; readonly value: string }, { name, ...bounds }: Sort) => {
  const sorted = name === undefined ? undefined : sortCondition(bounds);
  return {
    KeyConditionExpression: sorted === undefined ? '#partition = :value' : `#partition = :value AND ${sorted}`,
    ExpressionAttributeNames: { '#partition': partition.name, ...(name === undefined || sorted === undefined ? {} : { '#sort': name }) },
    ExpressionAttributeValues: {
      ':value': partition.value,
      ...(bounds.from === undefined ? {} : { ':from': bounds.from }),
      ...(bounds.to === undefined ? {} : { ':to': bounds.to }),
    },
  };
};

/** A sort key may stand in one condition only. */
const sortCondition = ({ from, to }: Bounds): string | undefined => {
  if (to === undefined) return from === undefined ? undefined : '#sort >= :from';
  return from === undefined ? '#sort <= :to' : '#sort BETWEEN :from AND :to';
};

type Scanning = Pick<Store, 'scanOnce'>;

/** Every item of a table whose `pk` begins with a prefix. */
export type PrefixList = { readonly name: string; readonly table: TableId; readonly prefix: string };

/**
 * One page of such a list. Looks at little more than it takes to fill it, but over all pages together at the whole table, so only for
 * what is rare.
 */
export const scanPage = async <T>(
  store: Scanning,
  list: PrefixList,
  page: PageRequest,
  read: (item: Item) => T | undefined,
): Promise<Page<T>> => {
  const items = scanFrom(store, list, startOf(list, page), page.limit + 1);
  return toPage(items, { name: list.name, keys: keysOf(list) }, page.limit, read);
};

/** What one request finds among as many items as the page may have: it may be empty and have a next. */
export const scanOncePage = async <T>(
  store: Scanning,
  list: PrefixList,
  page: PageRequest,
  read: (item: Item) => T | undefined,
): Promise<Page<T>> => {
  const { items, next } = await store.scanOnce(list.table, { ...withPrefix(list, startOf(list, page)), Limit: page.limit });
  const nextCursor = next === undefined ? null : encodeCursor(list.name, positionOf(keysOf(list), next));
  return { items: items.map(read).filter((item) => item !== undefined), nextCursor };
};

const startOf = ({ name, table }: PrefixList, { cursor }: PageRequest): Position | undefined =>
  cursor === undefined ? undefined : decodeCursor(name, anyPosition(table), cursor);

const withPrefix = ({ prefix }: PrefixList, start: Position | undefined) => ({
  FilterExpression: 'begins_with(pk, :prefix)',
  ExpressionAttributeValues: { ':prefix': prefix },
  ...(start === undefined ? {} : { ExclusiveStartKey: start }),
});

/** A request reads a megabyte at most: some 4,000 items. */
const MOST_LOOKED_AT = 4_000;

/** Each request looks at twice as many items as the one before: few where most are of this kind, and few requests where most are not. */
const scanFrom = async function* (store: Scanning, list: PrefixList, first: Position | undefined, most: number): AsyncGenerator<Item> {
  let start = first;
  let limit = most;
  do {
    const { items, next } = await store.scanOnce(list.table, { ...withPrefix(list, start), Limit: limit });
    yield* items;
    start = next;
    limit = Math.min(2 * limit, MOST_LOOKED_AT);
  } while (start !== undefined);
};

type Cursors = { readonly name: string; readonly keys: Keys };

/** Takes one item more than the page has, so that there is a next cursor exactly when something follows. */
const toPage = async <T>(
  items: AsyncIterable<Item>,
  { name, keys }: Cursors,
  limit: number,
  read: (item: Item) => T | undefined,
): Promise<Page<T>> => {
  const taken = await take(items, limit + 1);
  const shown = taken.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor = last !== undefined && taken.length > limit ? encodeCursor(name, positionOf(keys, last)) : null;
  return { items: shown.map(read).filter((row) => row !== undefined), nextCursor };
};
