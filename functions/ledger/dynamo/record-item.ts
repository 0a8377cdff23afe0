import type { Change, EventRecord } from '../event-record.ts';
import { recordItemKey } from '../keys.ts';
import type { MoneyState } from '../rows.ts';
import { allFields, EMPTY_RECORD, toldFields } from './fields.ts';
import { cutTexts, type Item, keyOf, pack, unpack } from './item.ts';

/**
 * The record without its body. What nobody filters or sorts by is packed, so that most records stay within one write unit; an
 * unreadable one is not, because its index holds the fields by name.
 */
export const recordItem = (record: EventRecord): Item => {
  const { key, version, type, receivedAt, outcome, expiresAt, provider } = record;
  const more = packedRecord(record);
  return {
    ...recordItemKey(key),
    ...cutTexts({ key }),
    version: version + 1,
    ...{ type, receivedAt, outcome },
    ...expiry(expiresAt),
    ...(record.erased === true ? { erased: true } : {}),
    ...(outcome === 'unreadable' ? { ...more, unreadable: provider } : pack(more)),
  };
};

/** The fields of a record that are packed, as they stand unpacked in an unreadable one. */
export const packedRecord = (record: EventRecord): Item => {
  const { provider, recordedAt, changes, adapterVersion, settings, notes = [] } = record;
  return {
    ...{ provider, recordedAt, adapterVersion, settings },
    ...toldFields<Partial<EventRecord>>(record, EMPTY_RECORD),
    ...(changes.length === 0 ? {} : { changes: changesText(record.rows, changes) }),
    ...(notes.length === 0 ? {} : { notes }),
  };
};

/** The item with all fields of its record by name. Records were not packed at first, and unreadable ones still are not. */
export const unpackedRecord = (item: Item): Item => (item['packed'] === undefined ? item : { ...item, ...unpack<Item>(item) });

/** For DynamoDB's time to live, which reads seconds. */
export const expiry = (expiresAt: EventRecord['expiresAt']): { readonly expiresAt?: number } =>
  expiresAt === null ? {} : { expiresAt: expiresAt / 1000 };

export const readRecordItem = (stored: Item): EventRecord => {
  const item = unpackedRecord(stored);
  const { provider, type, receivedAt, recordedAt, outcome, adapterVersion, settings } = item;
  const key = keyOf<EventRecord['key']>(item);
  return {
    ...{ provider, type, receivedAt, recordedAt, outcome, adapterVersion, settings },
    ...allFields(item, EMPTY_RECORD),
    key,
    version: item['version'],
    eventId: key.slice(key.indexOf(':') + 1),
    changes: readChanges(item['rows'] ?? [], item['changes'] ?? '[]'),
    expiresAt: item['expiresAt'] === undefined ? null : item['expiresAt'] * 1000,
    ...(item['erased'] === true ? { erased: true } : {}),
    ...(item['notes'] === undefined ? {} : { notes: item['notes'] }),
  };
};

type Money = readonly [
  MoneyState['netAmount'],
  MoneyState['amount'],
  MoneyState['currency'],
  MoneyState['status'],
  MoneyState['customerKey'],
];

/**
 * Changes as JSON text of `[row, before, after]`, the row by its place among the record's rows where it is one of them, and each state
 * as `[net, amount, currency, status, customer]`: a third of what a list of maps takes.
 */
const changesText = (rows: readonly string[], changes: readonly Change[]): string =>
  JSON.stringify(changes.map(({ key, before, after }) => [placeOf(rows, key), before === null ? null : moneyOf(before), moneyOf(after)]));

const placeOf = (rows: readonly string[], key: string): number | string => (rows.includes(key) ? rows.indexOf(key) : key);

const moneyOf = ({ netAmount, amount, currency, status, customerKey }: MoneyState): Money => [
  netAmount,
  amount,
  currency,
  status,
  customerKey,
];

const readChanges = (rows: readonly string[], text: string): readonly Change[] => {
  const changes: readonly (readonly [number | string, Money | null, Money])[] = JSON.parse(text);
  return changes.map(([row, before, after]) => ({
    key: typeof row === 'number' ? (rows[row] ?? '') : row,
    before: before === null ? null : readMoney(before),
    after: readMoney(after),
  }));
};

const readMoney = ([netAmount, amount, currency, status, customerKey]: Money): MoneyState => ({
  netAmount,
  amount,
  currency,
  status,
  customerKey,
});
