import { bodyHash } from '../body-hash.ts';
import type { EventRecord } from '../event-record.ts';
import { bodyItemKey } from '../keys.ts';
import { type CompressedBody, decompressBody } from './compression.ts';
import type { Item } from './item.ts';
import { expiry, unpackedRecord } from './record-item.ts';

/** An item may have 400 KB, and one of 300 KB raises an alarm: a body alone is never the cause of it. */
export const MAX_BYTES = 256 * 1024;

/** The fields of a record's item that hold the body which came first. `inline` is its place among the record's bodies. */
export const inlineBody = (record: EventRecord, hash: string, { encoding, bytes }: CompressedBody): Item => ({
  inline: record.bodies.indexOf(hash),
  encoding,
  body: bytes,
});

/** The same fields for the next version of a record, out of the stored one. */
export const sameInlineBody = (stored: Item, record: EventRecord): Item => {
  const hash = inlineHash(stored);
  return hash === undefined || !record.bodies.includes(hash)
    ? {}
    : inlineBody(record, hash, { encoding: stored['encoding'], bytes: stored['body'] });
};

export const inlineHash = (stored: Item): string | undefined => unpackedRecord(stored)['bodies']?.[stored['inline']];

/** The fields that a rewritten record is made from, its inline body among them, and those that tell about parts without their bytes. */
export const FIELDS_WITHOUT_PARTS = [
  'pk',
  'sk',
  'hash',
  'part',
  'count',
  'expiresAt',
  'packing',
  'packed',
  'bodies',
  'inline',
  'encoding',
  'body',
];

/** A body in items of its own, each with the count of all, because another compressor could have made another number of them. */
export const bodyParts = ({ key, expiresAt }: EventRecord, hash: string, { encoding, bytes }: CompressedBody): readonly Item[] => {
  const count = Math.ceil(bytes.length / MAX_BYTES) || 1;
  return Array.from({ length: count }, (_, part) => ({
    ...bodyItemKey(key, hash, part),
    ...expiry(expiresAt),
    ...{ hash, part, count, encoding },
    bytes: bytes.subarray(part * MAX_BYTES, (part + 1) * MAX_BYTES),
  }));
};

/** The parts of a body in their order; none unless all are there. */
export const partsOf = (items: readonly Item[], hash: string): readonly Item[] => {
  const parts = items.filter((item) => item['hash'] === hash).sort((a, b) => a['part'] - b['part']);
  const count = parts[0]?.['count'] ?? 0;
  return parts.length < count ? [] : parts.slice(0, count);
};

/** One body out of all items of its event. Throws when it is not there, or is not the one that came. */
export const readBody = async (items: readonly Item[], hash: string): Promise<Buffer> => {
  const inline = items.filter((item) => inlineHash(item) === hash);
  const [first, ...more] = inline.length > 0 ? inline : partsOf(items, hash);
  if (first === undefined) throw new Error(`The body ${hash} is missing`);
  const bytes = Buffer.concat([first, ...more].map((item) => item['body'] ?? item['bytes']));
  const body = await decompressBody({ encoding: first['encoding'], bytes });
  if (bodyHash(body) !== hash) throw new Error(`The body ${hash} is damaged`);
  return body;
};
