import { showTransaction } from '../../../functions/api/show-transaction.ts';
import { viewCustomer } from '../../../functions/domain/customer.ts';
import type { CustomerKey, ProviderKey, TransactionKey } from '../../../functions/domain/keys.ts';
import { viewSubscription } from '../../../functions/domain/subscription.ts';
import type { TransactionStatus } from '../../../functions/domain/transaction-view.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import { pagesOf } from '../../../functions/ledger/pages-of.ts';
import { apiOver } from './team.ts';

/** A row as a person would state it. What is left out is null, 0 or none. */
export type StatedTransaction = {
  readonly customer?: string;
  readonly partner?: string;
  readonly status: TransactionStatus;
  /** Left out while the payment itself is not known. */
  readonly amount?: number;
  readonly currency?: string;
  readonly refunded?: number;
  readonly disputed?: number;
  readonly net?: number;
  readonly archived?: true;
  readonly product?: string;
  /** Told beside its own; they count nothing. */
  readonly otherCurrencies?: readonly string[];
  /** Better candidates for its customer that are not known yet. */
  readonly awaiting?: readonly string[];
};

export type StatedSubscription = {
  readonly customer?: string;
  readonly status?: string;
  readonly plan?: string;
  readonly quantity?: number;
  readonly components?: Readonly<Record<string, string>>;
  readonly awaiting?: readonly string[];
};

export type StatedCustomer = { readonly partner?: string; readonly conflicts?: readonly string[] };

export type StatedLedger = {
  readonly transactions?: Readonly<Record<string, StatedTransaction>>;
  readonly subscriptions?: Readonly<Record<string, StatedSubscription>>;
  /** Every customer with its partner, and the partners that were claimed too. */
  readonly customers?: Readonly<Record<string, StatedCustomer>>;
  /** What counts nothing yet, and what it is. */
  readonly waiting?: Readonly<Record<string, string>>;
};

/** The keys of everything in a ledger. */
export type LedgerKeys = { readonly [Kind in 'transactions' | 'subscriptions' | 'customers']: readonly string[] };

/** The ledger in the words of a statement, read through the reads of the product. */
export const shownLedger = async (ledger: Ledger, keys: LedgerKeys): Promise<StatedLedger> => {
  const customers = await byKey(keys.customers, (key) => shownCustomer(ledger, key));
  return {
    transactions: await byKey(keys.transactions, (key) => shownTransaction(ledger, key)),
    subscriptions: await byKey(keys.subscriptions, (key) => shownSubscription(ledger, key)),
    customers,
    waiting: await shownWaiting(ledger),
  };
};

/** A statement in the form in which a ledger is shown: every part there, and in it no 0 that somebody wrote for clarity. */
export const completed = ({ transactions = {}, subscriptions = {}, customers = {}, waiting = {} }: StatedLedger): StatedLedger => ({
  transactions: Object.fromEntries(Object.entries(transactions).map(([key, row]) => [key, stated<StatedTransaction>(row)])),
  subscriptions,
  customers,
  waiting,
});

const byKey = async <T>(keys: readonly string[], show: (key: string) => Promise<T>): Promise<Readonly<Record<string, T>>> =>
  Object.fromEntries(await Promise.all([...keys].sort().map(async (key) => [key, await show(key)] as const)));

/** Leaves out what a statement leaves out: null, 0, false and empty. */
const stated = <T>(fields: Readonly<Record<string, unknown>>): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => Boolean(value) && JSON.stringify(value) !== '[]')) as T;

const shownTransaction = async (ledger: Ledger, key: string) => {
  const row = await ledger.readTransaction(key as TransactionKey);
  if (row === undefined) throw new Error(`There is no transaction ${key}`);
  const shown = await showTransaction(apiOver(ledger), row);
  return stated<StatedTransaction>({
    customer: shown.customer_key,
    partner: shown.partner_key,
    status: shown.status,
    amount: shown.amount,
    currency: shown.currency === 'USD' ? undefined : shown.currency,
    refunded: shown.refunded_amount,
    disputed: shown.disputed_amount,
    net: shown.net_amount,
    archived: shown.archived,
    product: shown.product_key,
    otherCurrencies: shown.other_currencies,
    awaiting: row.awaiting,
  });
};

const shownSubscription = async (ledger: Ledger, key: string) => {
  const row = await ledger.readSubscription(key as ProviderKey);
  if (row === undefined) throw new Error(`There is no subscription ${key}`);
  const { status, planKey, quantity, components } = viewSubscription(row.facts);
  const allocated = Object.keys(components).length > 0 ? components : undefined;
  return stated<StatedSubscription>({
    customer: row.customerKey,
    status,
    plan: planKey,
    quantity,
    components: allocated,
    awaiting: row.awaiting,
  });
};

const shownCustomer = async (ledger: Ledger, key: string) => {
  const row = await ledger.readCustomer(key as CustomerKey);
  if (row === undefined) throw new Error(`There is no customer ${key}`);
  const { partnerKey, partnerConflicts } = viewCustomer(row.facts);
  return stated<StatedCustomer>({ partner: partnerKey, conflicts: [...partnerConflicts].sort() });
};

const shownWaiting = async (ledger: Ledger): Promise<Readonly<Record<string, string>>> => {
  const shown: [string, string][] = [];
  for await (const rows of pagesOf((cursor) => ledger.listWaiting({ limit: 100, cursor })))
    shown.push(...rows.map(({ key, kind }) => [key, kind] as [string, string]));
  return Object.fromEntries(shown.sort());
};
