import type { CustomerKey, PartnerKey } from '../../domain/keys.ts';
import { partnerPartition, prefixOf, timeText, waitingShards } from '../keys.ts';
import type { Ledger } from '../ledger.ts';
import { listNames } from '../list-names.ts';
import type { WaitingRow } from '../rows.ts';
import { waitingPlaced, waitingSubscription, waitingTransaction } from '../waiting-rows.ts';
import { type Item, keyOf } from './item.ts';
import { keysOf, onePartition, type PartitionList } from './list.ts';
import { queryPage, scanPage } from './pages.ts';
import type { Store } from './store.ts';
import { readListedSubscription, readSubscriptionItem } from './subscription-items.ts';
import { readListedTransaction, readPlacedItem, readTransactionItem } from './transaction-items.ts';

type Lists = Pick<
  Ledger,
  'customerKeys' | 'listTransactions' | 'transactionKeysSince' | 'transactionsBetween' | 'listSubscriptions' | 'listWaiting'
>;

/** What is read from indexes, and so lags behind the tables by some milliseconds. */
export const createLists = (store: Store): Lists => ({
  customerKeys: (partner, page) =>
    partner === undefined
      ? scanPage(store, { name: listNames.customers(partner), table: 'customers', prefix: prefixOf('customer') }, page, keyOf<CustomerKey>)
      : queryPage(store, customersOf(partner), page, keyOf<CustomerKey>),
  listTransactions: (customer, page) =>
    queryPage(store, { ...transactionsOf(listNames.transactions(customer), customer), newestFirst: true }, page, readListedTransaction),
  transactionKeysSince: (customer, from, page) => {
    const all = transactionsOf(listNames.transactionsSince(customer, from), customer);
    return queryPage(store, from === null ? all : { ...all, from: timeText(from) }, page, (item) => keyOf(item));
  },
  // What is paid at `to` itself sorts after its time, for its key stands behind it.
  transactionsBetween: (customer, { from, to }, page) => {
    const all = transactionsOf(listNames.transactionsBetween(customer, { from, to }), customer);
    const bounds = { ...(from === null ? {} : { from: timeText(from) }), ...(to === null ? {} : { to: timeText(to) }) };
    return queryPage(store, { ...all, ...bounds }, page, readListedTransaction);
  },
  listSubscriptions: (customer, page) => queryPage(store, subscriptionsOf(customer), page, readListedSubscription),
  listWaiting: (page) => queryPage(store, WAITING, page, readWaitingRow),
});

const customersOf = (partner: PartnerKey): PartitionList =>
  onePartition(listNames.customers(partner), { table: 'customers', index: 'byPartner', value: partnerPartition(partner) });

const transactionsOf = (name: string, customer: CustomerKey): PartitionList =>
  onePartition(name, { table: 'transactions', index: 'byCustomer', value: customer });

const subscriptionsOf = (customer: CustomerKey): PartitionList =>
  onePartition(listNames.subscriptions(customer), { table: 'subscriptions', index: 'byCustomer', value: customer });

const WAITING: PartitionList = {
  name: listNames.waiting,
  keys: keysOf({ table: 'transactions', index: 'waiting' }),
  partitions: (['transactions', 'subscriptions'] as const).flatMap((table) =>
    waitingShards(table).map((value) => ({ table, index: 'waiting', value })),
  ),
};

/** The index holds whole rows, so that what waits is told in the same words as everywhere. */
const readWaitingRow = (item: Item): WaitingRow | undefined => {
  if (item['pk'].startsWith(prefixOf('subscription'))) return waitingSubscription(readSubscriptionItem(item));
  if (item['pk'].startsWith(prefixOf('placed'))) return waitingPlaced(readPlacedItem(item));
  return waitingTransaction(readTransactionItem(item));
};
