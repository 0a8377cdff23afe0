import { isDeepStrictEqual } from 'node:util';
import type { SubscriptionView } from '../../domain/subscription.ts';
import type { TransactionView } from '../../domain/transaction-view.ts';
import type { EventRecord } from '../event-record.ts';
import type { Item } from './item.ts';

/*
 * Fields stand in items under their own names, so that people can read a table, and only where they say more than nothing: a field
 * that has the value given here is left out. What an index projects follows from the same lists.
 */

export const EMPTY_TRANSACTION: TransactionView = {
  amount: null,
  currency: null,
  refundedAmount: 0,
  disputedAmount: 0,
  netAmount: 0,
  status: 'unpaid',
  archived: false,
  paidAt: null,
  productKey: null,
  categoryKey: null,
  otherCurrencies: [],
};

/** Without the components, whose ids are the provider's: they are stored as pairs. */
export const EMPTY_SUBSCRIPTION: Omit<SubscriptionView, 'occurredAt' | 'components'> = {
  status: null,
  providerStatus: null,
  planKey: null,
  quantity: null,
  currentPeriodStart: null,
  currentPeriodEnd: null,
  canceledAt: null,
};

type Optional = 'occurredAt' | 'reason' | 'rows' | 'customerKeys' | 'readings' | 'bodies';

export const EMPTY_RECORD: Pick<EventRecord, Optional> = {
  occurredAt: null,
  reason: null,
  rows: [],
  customerKeys: [],
  readings: [],
  bodies: [],
};

export const TRANSACTION_FIELDS = ['key', 'eventKeys', 'recordedAt', ...Object.keys(EMPTY_TRANSACTION)];
export const SUBSCRIPTION_FIELDS = ['key', 'occurredAt', 'components', ...Object.keys(EMPTY_SUBSCRIPTION)];
/** All of a record but its body. */
export const RECORD_FIELDS = [
  ...[
    'key',
    'version',
    'provider',
    'type',
    'receivedAt',
    'outcome',
    'changes',
    'adapterVersion',
    'settings',
    'expiresAt',
    'erased',
    'notes',
  ],
  ...Object.keys(EMPTY_RECORD),
];

/** The fields of `empty` that say more than nothing. */
export const toldFields = <T extends object>(fields: T, empty: T): Item => {
  const values = new Map<string, unknown>(Object.entries(fields));
  return Object.fromEntries(
    Object.entries(empty).flatMap(([name, nothing]) => {
      const value = values.get(name);
      return isDeepStrictEqual(value, nothing) ? [] : [[name, value]];
    }),
  );
};

/** All fields of `empty`, as the item tells them. */
export const allFields = <T extends object>(item: Item, empty: T): T => ({
  ...empty,
  ...Object.fromEntries(
    Object.keys(empty)
      .filter((name) => Object.hasOwn(item, name))
      .map((name) => [name, item[name]]),
  ),
});
