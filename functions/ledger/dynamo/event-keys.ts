import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { EventKey } from '../../domain/keys.ts';

/** So many can be read in the console. Of more, each would make its row longer by some 36 bytes, and its place in the index as well. */
const MOST_LISTED = 3;

/** The keys as the field of an item: a list, or deflated when there are many. Those of one row begin alike: of each some 10 bytes stay. */
export const eventKeysField = (keys: readonly EventKey[]): readonly EventKey[] | Uint8Array =>
  keys.length <= MOST_LISTED ? keys : deflateRawSync(JSON.stringify(keys), { level: 9 });

export const readEventKeys = (field: readonly EventKey[] | Uint8Array): readonly EventKey[] =>
  field instanceof Uint8Array ? JSON.parse(inflateRawSync(field).toString()) : field;
