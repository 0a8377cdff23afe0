import { decodeCursor, encodeCursor } from '../cursor.ts';
import { RECORD_SORT } from '../keys.ts';
import type { Ledger } from '../ledger.ts';
import { listNames } from '../list-names.ts';
import { RECORD_FIELDS } from './fields.ts';
import { anyPosition } from './list.ts';
import { readRecordItem } from './record-item.ts';
import type { Store } from './store.ts';

const FIELDS = ['pk', 'recordedAt', 'packing', 'packed', ...RECORD_FIELDS];

/** Records by the time of their receipt. One request for each page, whatever it finds: a page may be empty and have a next. */
export const createScanRecords =
  (store: Store): Ledger['scanRecords'] =>
  async ({ from, to }, { limit, cursor }) => {
    const name = listNames.records({ from, to });
    const start = cursor === undefined ? undefined : decodeCursor(name, anyPosition('events'), cursor);
    const { items, next } = await store.scanOnce('events', {
      Limit: limit,
      FilterExpression: [
        'sk = :record',
        ...(from === null ? [] : ['#receivedAt >= :from']),
        ...(to === null ? [] : ['#receivedAt < :to']),
      ].join(' AND '),
      ExpressionAttributeValues: {
        ':record': RECORD_SORT,
        ...(from === null ? {} : { ':from': from }),
        ...(to === null ? {} : { ':to': to }),
      },
      ProjectionExpression: FIELDS.map((field) => `#${field}`).join(', '),
      ExpressionAttributeNames: Object.fromEntries(FIELDS.map((field) => [`#${field}`, field])),
      ConsistentRead: true,
      ExclusiveStartKey: start,
    });
    return { items: items.map(readRecordItem), nextCursor: next === undefined ? null : encodeCursor(name, next) };
  };
