import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { NativeAttributeValue } from '@aws-sdk/lib-dynamodb';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { type DictionaryId, dictionary } from '../dictionaries/dictionary.ts';
import { keyPart, textOf } from '../keys.ts';
import { readEventKeys } from './event-keys.ts';

/**
 * An item as it is stored. Its fields are taken as this folder wrote them: nobody else writes these tables, and each item holds
 * under a condition.
 */
export type Item = Readonly<Record<string, NativeAttributeValue>>;

const PACKING: DictionaryId = 'ledger.1';

/** JSON as few bytes: what all items of a kind have stands in the dictionary, and the versions in facts repeat ids and hashes. */
export const pack = (value: unknown): Item => ({
  packing: PACKING,
  packed: deflateRawSync(canonicalJson(value), { level: 9, dictionary: dictionary(PACKING) }),
});

/** What was packed into the item. Without a `packing` there was no dictionary yet. */
export const unpack = <T>({ packing, packed }: Item): T =>
  JSON.parse(inflateRawSync(packed, packing === undefined ? {} : { dictionary: dictionary(packing) }).toString());

/** The texts that had to be cut for a stored key: kept in full beside it. */
export const cutTexts = <T extends Readonly<Record<string, string>>>(texts: T): Partial<T> =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => keyPart(text) !== text)) as Partial<T>;

/** The outside text of the item's partition key, whole. */
export const keyOf = <Key extends string>(item: Item): Key => item['key'] ?? textOf(item['pk']);

/**
 * The size that DynamoDB reckons with, in bytes: names and values; a number takes a byte for two digits and one more, a list or map
 * three and one for each member.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export const itemBytes = (item: Item): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);

const valueBytes = (value: NativeAttributeValue): number => {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(Math.abs(value)).replace(/0+$/, '').length / 2) + 1;
  if (value instanceof Uint8Array) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 1;
  if (Array.isArray(value)) return value.reduce((sum: number, member) => sum + 1 + valueBytes(member), 3);
  return 3 + Object.keys(value).length + itemBytes(value);
};

/** What every row with an owner has beside its key and its packed field. */
export const rowFields = (item: Item) => ({
  version: item['version'],
  customerKey: item['customerKey'] ?? null,
  awaiting: item['awaiting'] ?? [],
  eventKeys: readEventKeys(item['eventKeys']),
  recordedAt: item['recordedAt'],
});
