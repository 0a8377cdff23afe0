import { createArchive } from './dynamo/archive.ts';
import { askTogether } from './dynamo/ask-together.ts';
import { createClaims } from './dynamo/claims.ts';
import { FIRST_TIME } from './dynamo/conditions.ts';
import { readCustomerItem } from './dynamo/customer-items.ts';
import { createHeartbeats } from './dynamo/heartbeats.ts';
import type { Item } from './dynamo/item.ts';
import { readJobItem } from './dynamo/job-items.ts';
import { createLastEvents } from './dynamo/last-events.ts';
import { createLists } from './dynamo/lists.ts';
import { createMentions } from './dynamo/mentions.ts';
import { createOpenJobs } from './dynamo/open-jobs.ts';
import { writesOf } from './dynamo/puts.ts';
import { createScanRecords } from './dynamo/scan-records.ts';
import { createStore, type DynamoOptions, type ItemKey, type Store } from './dynamo/store.ts';
import { readSubscriptionItem } from './dynamo/subscription-items.ts';
import { readAliasItem, readPlacedItem, readTransactionItem } from './dynamo/transaction-items.ts';
import { createWaiting } from './dynamo/waiting.ts';
import {
  aliasItemKey,
  choiceItemKey,
  customerItemKey,
  jobItemKey,
  placedItemKey,
  subscriptionItemKey,
  transactionItemKey,
} from './keys.ts';
import { ConflictError, type Ledger } from './ledger.ts';
import type { TableId } from './tables.ts';

/**
 * The ledger in DynamoDB. docs/data-model.md shows every key, condition and item, and what each operation takes. One write takes at
 * most 100 puts. A conflict is a `ConflictError`; other errors of the SDK are thrown as they are, after its own retries.
 */
export const createDynamoLedger = (options: DynamoOptions): Ledger => {
  const store = askTogether(createStore(options));
  return {
    ...createReads(store),
    ...createClaims(store),
    write: (puts) => store.write(puts.flatMap(writesOf)),
    ...createWaiting(store),
    ...createLists(store),
    ...createArchive(store),
    ...createMentions(store),
    ...createLastEvents(store),
    ...createHeartbeats(store),
    ...createOpenJobs(store),
    scanRecords: createScanRecords(store),
    fixChoice: (name, value) => fixChoice(store, name, value),
  };
};

type Reads = Pick<
  Ledger,
  'readTransaction' | 'readTransactions' | 'readSubscription' | 'readPlaced' | 'readAlias' | 'readCustomer' | 'readCustomers' | 'readJob'
>;

const createReads = (store: Store): Reads => {
  const reader =
    <Key, T>(table: TableId, itemKey: (key: Key) => ItemKey, read: (item: Item) => T) =>
    async (key: Key): Promise<T | undefined> => {
      const item = await store.get(table, itemKey(key));
      return item === undefined ? undefined : read(item);
    };
  return {
    readTransactions: async (keys) => (await store.getMany('transactions', keys.map(transactionItemKey))).map(readTransactionItem),
    readCustomers: async (keys) => (await store.getMany('customers', keys.map(customerItemKey))).map(readCustomerItem),
    readTransaction: reader('transactions', transactionItemKey, readTransactionItem),
    readPlaced: reader('transactions', placedItemKey, readPlacedItem),
    readAlias: reader('transactions', aliasItemKey, readAliasItem),
    readSubscription: reader('subscriptions', subscriptionItemKey, readSubscriptionItem),
    readCustomer: reader('customers', customerItemKey, readCustomerItem),
    readJob: reader('customers', jobItemKey, readJobItem),
  };
};

/** Reads first: a choice is made once and asked for ever after. */
const fixChoice = async (store: Store, name: string, value: string): Promise<string> => {
  const key = choiceItemKey(name);
  const made = await store.get('customers', key);
  if (made !== undefined) return made['value'];
  try {
    await store.write([{ table: 'customers', item: { ...key, value }, condition: FIRST_TIME }]);
    return value;
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    return fixChoice(store, name, value);
  }
};
