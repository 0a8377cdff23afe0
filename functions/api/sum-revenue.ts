import type { CustomerKey, PartnerKey } from '../domain/keys.ts';
import { compareText } from '../domain/version.ts';
import type { TimeRange } from '../ledger/ledger.ts';
import { pagesOf } from '../ledger/pages-of.ts';
import type { ListedTransaction } from '../ledger/rows.ts';
import { inParallel } from '../platform/in-parallel.ts';
import type { ApiDeps } from './deps.ts';
import { ProblemError } from './problem.ts';
import { isArchived } from './transaction-json.ts';

/** What is added up within the gateway's half minute, with room to spare. */
export const MOST_CUSTOMERS = 5_000;
export const MOST_TRANSACTIONS = 50_000;

const AT_ONCE = 16;
const PAGE = 1_000;

export type Revenue = {
  /** In UTC: `2026-01`. */
  readonly month: string;
  readonly currency: string;
  /** Minor units. */
  readonly netAmount: number;
  readonly transactions: number;
};

/** The revenue of a partner's present customers, by month and currency, both in order. Throws a problem when it is too much. */
export const sumRevenue = async (
  { ledger, settings }: Pick<ApiDeps, 'ledger' | 'settings'>,
  partner: PartnerKey,
  between: TimeRange,
): Promise<readonly Revenue[]> => {
  const sums = new Map<string, Revenue>();
  let count = 0;
  const addCustomer = async (customer: CustomerKey): Promise<void> => {
    for await (const rows of pagesOf((cursor) => ledger.transactionsBetween(customer, between, { limit: PAGE, cursor }))) {
      count += rows.length;
      if (count > MOST_TRANSACTIONS) throw tooMuch(`${MOST_TRANSACTIONS} transactions`);
      for (const row of rows) if (!isArchived(row.view, settings.refunds)) add(sums, row);
    }
  };
  let customers = 0;
  for await (const keys of pagesOf((cursor) => ledger.customerKeys(partner, { limit: PAGE, cursor }))) {
    customers += keys.length;
    if (customers > MOST_CUSTOMERS) throw tooMuch(`${MOST_CUSTOMERS} customers`);
    await inParallel(AT_ONCE, keys, addCustomer);
  }
  return [...sums.values()].sort((a, b) => compareText(a.month, b.month) || compareText(a.currency, b.currency));
};

const tooMuch = (limit: string): ProblemError => new ProblemError('too-much', `There are more than ${limit} to add up`);

/** What is listed has a payment, and so a time and a currency. */
const add = (sums: Map<string, Revenue>, { view: { paidAt, currency, netAmount } }: ListedTransaction): void => {
  const month = new Date(paidAt ?? 0).toISOString().slice(0, -'-01T00:00:00.000Z'.length);
  const sum = sums.get(`${month} ${currency}`) ?? { month, currency: currency ?? '', netAmount: 0, transactions: 0 };
  sums.set(`${month} ${currency}`, { ...sum, netAmount: sum.netAmount + netAmount, transactions: sum.transactions + 1 });
};
