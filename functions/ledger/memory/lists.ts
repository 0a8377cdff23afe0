import { viewCustomer } from '../../domain/customer.ts';
import type { CustomerKey, PartnerKey } from '../../domain/keys.ts';
import type { Millis } from '../../domain/ledger-event.ts';
import { paidSort } from '../keys.ts';
import type { Ledger } from '../ledger.ts';
import { listNames } from '../list-names.ts';
import { listedSubscription, listedTransaction } from '../listed-rows.ts';
import type { ListedSubscription, ListedTransaction, WaitingRow } from '../rows.ts';
import { waitingPlaced, waitingSubscription, waitingTransaction } from '../waiting-rows.ts';
import type { MemoryItems } from './items.ts';
import { pageOf } from './pages.ts';

type Lists = Pick<
  Ledger,
  'customerKeys' | 'listTransactions' | 'transactionKeysSince' | 'transactionsBetween' | 'listSubscriptions' | 'listWaiting'
>;

/** The lists that DynamoDB reads from its indexes, made anew from the items themselves at every call. */
export const createMemoryLists = (items: MemoryItems): Lists => ({
  customerKeys: async (partner, page) =>
    pageOf(customersOf(items, partner), { list: listNames.customers(partner), sortOf: (key) => key }, page),
  listTransactions: async (customer, page) =>
    pageOf(transactionsOf(items, customer), { list: listNames.transactions(customer), sortOf: sortOfTransaction, newestFirst: true }, page),
  transactionKeysSince: async (customer, from, page) => {
    const since = transactionsOf(items, customer).filter(({ view }) => from === null || paidAtOf(view) >= from);
    const listed = pageOf(since, { list: listNames.transactionsSince(customer, from), sortOf: sortOfTransaction }, page);
    return { ...listed, items: listed.items.map(({ key }) => key) };
  },
  transactionsBetween: async (customer, { from, to }, page) => {
    const paid = transactionsOf(items, customer).filter(
      ({ view }) => (from ?? -Infinity) <= paidAtOf(view) && paidAtOf(view) < (to ?? Infinity),
    );
    return pageOf(paid, { list: listNames.transactionsBetween(customer, { from, to }), sortOf: sortOfTransaction }, page);
  },
  listSubscriptions: async (customer, page) =>
    pageOf(subscriptionsOf(items, customer), { list: listNames.subscriptions(customer), sortOf: ({ key }) => key }, page),
  listWaiting: async (page) => pageOf(waitingRows(items), { list: listNames.waiting, sortOf: ({ key }) => key }, page),
});

const customersOf = (items: MemoryItems, partner: PartnerKey | undefined): readonly CustomerKey[] =>
  items.customers
    .all()
    .filter(({ facts }) => partner === undefined || viewCustomer(facts).partnerKey === partner)
    .map(({ key }) => key);

const transactionsOf = (items: MemoryItems, customer: CustomerKey): readonly ListedTransaction[] =>
  items.transactions
    .all()
    .map(listedTransaction)
    .filter((row) => row !== undefined)
    .filter(({ customerKey }) => customerKey === customer);

const subscriptionsOf = (items: MemoryItems, customer: CustomerKey): readonly ListedSubscription[] =>
  items.subscriptions
    .all()
    .map(listedSubscription)
    .filter((row) => row !== undefined)
    .filter(({ customerKey }) => customerKey === customer);

const waitingRows = (items: MemoryItems): readonly WaitingRow[] =>
  [
    ...items.transactions.all().map(waitingTransaction),
    ...items.placed.all().map(waitingPlaced),
    ...items.subscriptions.all().map(waitingSubscription),
  ].filter((row) => row !== undefined);

const sortOfTransaction = ({ key, view }: ListedTransaction): string => paidSort(paidAtOf(view), key);

/** What is listed has a payment, and a payment has a time. */
const paidAtOf = ({ paidAt }: ListedTransaction['view']): Millis => paidAt ?? 0;
