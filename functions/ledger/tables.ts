import type { TableNames } from '../platform/env.ts';
import { RECORD_FIELDS, SUBSCRIPTION_FIELDS, TRANSACTION_FIELDS } from './dynamo/fields.ts';

export type KeyAttribute = { readonly name: string; readonly type: 'S' | 'N' };

export type IndexDescription = {
  readonly partitionKey: KeyAttribute;
  readonly sortKey: KeyAttribute;
  /** What the index holds besides the keys. */
  readonly projection: 'ALL' | 'KEYS_ONLY' | readonly string[];
};

/** A table without its name, from which the laptop and the stack in AWS both make theirs. All are on demand. */
export type TableDescription = {
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute;
  readonly indexes: Readonly<Record<string, IndexDescription>>;
  /** The attribute with the second (since 1970) after which an item may go. */
  readonly timeToLive?: string;
};

const text = (name: string): KeyAttribute => ({ name, type: 'S' });
const number = (name: string): KeyAttribute => ({ name, type: 'N' });

/** Rows that wait for a customer or a payment, oldest first within a shard. Sparse: `waiting` stands on no other row. */
const waiting: IndexDescription = { partitionKey: text('waiting'), sortKey: number('recordedAt'), projection: 'ALL' };

/** The four tables. An index is sparse wherever its partition key stands only on the items that it is for. */
export const TABLES = {
  customers: {
    partitionKey: text('pk'),
    sortKey: text('sk'),
    indexes: { byPartner: { partitionKey: text('partnerKey'), sortKey: text('pk'), projection: ['key'] } },
  },
  transactions: {
    partitionKey: text('pk'),
    indexes: { byCustomer: { partitionKey: text('customerKey'), sortKey: text('paid'), projection: TRANSACTION_FIELDS }, waiting },
  },
  subscriptions: {
    partitionKey: text('pk'),
    indexes: { byCustomer: { partitionKey: text('customerKey'), sortKey: text('pk'), projection: SUBSCRIPTION_FIELDS }, waiting },
  },
  events: {
    partitionKey: text('pk'),
    sortKey: text('sk'),
    indexes: { unreadable: { partitionKey: text('unreadable'), sortKey: number('recordedAt'), projection: RECORD_FIELDS } },
    timeToLive: 'expiresAt',
  },
} as const satisfies Readonly<Record<string, TableDescription>>;

export type TableId = keyof typeof TABLES;

/** The names on a laptop. In AWS the deployment chooses them. */
export const LOCAL_TABLE_NAMES: TableNames = {
  customers: 'hookledger-customers',
  transactions: 'hookledger-transactions',
  subscriptions: 'hookledger-subscriptions',
  events: 'hookledger-events',
};
