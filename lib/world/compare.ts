import type { Oracle } from './oracle.ts';

/** What of the answers of the REST API is looked at. Other fields may stand beside these. */
export type ToldCustomer = { readonly key: string; readonly partner_key: string | null };

export type ToldTransaction = {
  readonly key: string;
  readonly customer_key: string | null;
  readonly partner_key: string | null;
  readonly amount: number | null;
  readonly refunded_amount: number;
  readonly disputed_amount: number;
  readonly net_amount: number;
  readonly currency: string | null;
  readonly status: string;
  readonly archived: boolean;
  readonly occurred_at: string | null;
};

export type ToldSubscription = {
  readonly key: string;
  readonly customer_key: string | null;
  readonly plan_key: string | null;
  readonly status: string | null;
  readonly quantity: number | null;
  readonly components: Readonly<Record<string, string>>;
};

/** A ledger as the REST API shows it: its customers, what stands under them, and the keys of what waits. */
export type ToldLedger = {
  readonly customers: readonly ToldCustomer[];
  readonly transactions: readonly ToldTransaction[];
  readonly subscriptions: readonly ToldSubscription[];
  readonly waiting: readonly string[];
};

export type Difference = {
  readonly what: 'customer' | 'transaction' | 'subscription' | 'waiting';
  readonly key: string;
  /** The field of the answer that is wrong; `row` when the whole row is missing, or is too many. */
  readonly field: string;
  readonly expected: unknown;
  readonly told: unknown;
};

type CompareOptions = {
  /** `ignored`: the ledger held other things before, which are no difference. */
  readonly others: 'ignored' | 'differ';
};

/** Where a ledger differs from the one that must result; nothing when it is right. Ordered by what is compared, then by key. */
export const compareLedger = (oracle: Oracle, told: ToldLedger, { others }: CompareOptions): readonly Difference[] => {
  const expected = expectedLedger(oracle);
  const all = [
    ...compareRows('customer', expected.customers, told.customers),
    ...compareRows('transaction', expected.transactions, told.transactions.map(withMillis)),
    ...compareRows('subscription', expected.subscriptions, told.subscriptions.map(withNumbers)),
    ...compareRows('waiting', oracle.waiting.map(asRow), told.waiting.map(asRow)),
  ];
  return others === 'differ' ? all : all.filter(({ field, expected: wanted }) => field !== 'row' || wanted !== undefined);
};

/** One line: `transaction stripe:charge:ch_1: net_amount is 100, expected 90`. */
export const differenceText = ({ what, key, field, expected, told }: Difference): string => {
  const name = `${what} ${key}`;
  if (field !== 'row') return `${name}: ${field} is ${JSON.stringify(told)}, expected ${JSON.stringify(expected)}`;
  return told === undefined ? `${name} is missing` : `${name} is too many`;
};

type Row = { readonly key: string } & Readonly<Record<string, unknown>>;

const expectedLedger = ({ customers, transactions, subscriptions }: Oracle) => ({
  customers: customers.map(({ key, partnerKey }) => ({ key, partner_key: partnerKey })),
  transactions: transactions.map((row) => ({
    key: row.key,
    customer_key: row.customerKey,
    partner_key: row.partnerKey,
    amount: row.amount,
    refunded_amount: row.refundedAmount,
    disputed_amount: row.disputedAmount,
    net_amount: row.netAmount,
    currency: row.currency,
    status: row.status,
    archived: row.archived,
    occurred_at: row.occurredAt,
  })),
  subscriptions: subscriptions.map((row) => ({
    key: row.key,
    customer_key: row.customerKey,
    plan_key: row.planKey,
    status: row.status,
    quantity: row.quantity,
    components: sorted(row.components),
  })),
});

/** A time may be written in more than one way. */
const withMillis = (row: ToldTransaction) => ({ ...row, occurred_at: row.occurred_at === null ? null : Date.parse(row.occurred_at) });

/** Quantities of components are texts, because they may have many decimals. */
const withNumbers = (row: ToldSubscription) => ({
  ...row,
  components: sorted(Object.fromEntries(Object.entries(row.components).map(asNumber))),
});

const asNumber = ([id, quantity]: readonly [string, string]): readonly [string, number] => [id, Number(quantity)];

const sorted = (components: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(components).sort(([a], [b]) => compareText(a, b)));

const asRow = (key: string): Row => ({ key });

const compareRows = (what: Difference['what'], expected: readonly Row[], told: readonly Row[]): readonly Difference[] => {
  const wanted = new Map(expected.map((row) => [row.key, row]));
  const found = new Map(told.map((row) => [row.key, row]));
  const keys = [...new Set([...wanted.keys(), ...found.keys()])].sort(compareText);
  return keys.flatMap((key) => compareRow({ what, key }, wanted.get(key), found.get(key)));
};

const compareRow = (name: Pick<Difference, 'what' | 'key'>, expected: Row | undefined, told: Row | undefined): readonly Difference[] => {
  if (expected === undefined || told === undefined) return [{ ...name, field: 'row', expected, told }];
  return Object.keys(expected)
    .filter((field) => JSON.stringify(expected[field]) !== JSON.stringify(told[field]))
    .map((field) => ({ ...name, field, expected: expected[field], told: told[field] }));
};

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
