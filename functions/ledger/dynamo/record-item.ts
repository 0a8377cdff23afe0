import type { Change, EventRecord } from '../event-record.ts';
import { recordItemKey } from '../keys.ts';
import type { MoneyState } from '../rows.ts';
import { allFields, EMPTY_RECORD, toldFields } from './fields.ts';
import { cutTexts, type Item, keyOf } from './item.ts';

/** The record without its body. */
export const recordItem = (record: EventRecord): Item => {
  const {
    key,
    version,
    provider,
    type,
    receivedAt,
    recordedAt,
    outcome,
    changes,
    adapterVersion,
    settings,
    expiresAt,
    notes = [],
  } = record;
  return {
    ...recordItemKey(key),
    ...cutTexts({ key }),
    version: version + 1,
    ...toldFields<Partial<EventRecord>>(record, EMPTY_RECORD),
    ...{ provider, type, receivedAt, recordedAt, outcome, adapterVersion, settings },
    ...(changes.length === 0 ? {} : { changes: changesText(record.rows, changes) }),
    ...expiry(expiresAt),
    ...(record.erased === true ? { erased: true } : {}),
    ...(notes.length === 0 ? {} : { notes }),
    ...(outcome === 'unreadable' ? { unreadable: provider } : {}),
  };
};

/** For DynamoDB's time to live, which reads seconds. */
export const expiry = (expiresAt: EventRecord['expiresAt']): { readonly expiresAt?: number } =>
  expiresAt === null ? {} : { expiresAt: expiresAt / 1000 };

export const readRecordItem = (item: Item): EventRecord => {
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
