import { type Customer, type Subscription, subscriptionSchema, type Transaction, transactionSchema, type WaitingRow } from '../answers.ts';
import { type ApiClient, apiPath } from '../api-client.ts';
import { amountText, sumByCurrency, sumsText } from '../money.ts';
import { tableText } from '../table.ts';
import { countText, timeText } from '../times.ts';
import { listWaitingFor } from '../waiting.ts';

/** More than a person reads; a customer's newest tell the story. */
const MOST_ROWS = 250;

export type CustomerStory = {
  readonly customer: Customer;
  /** The newest, in order of time. */
  readonly transactions: readonly Transaction[];
  readonly subscriptions: readonly Subscription[];
  /** Rows that wait for this customer, or for one of its provider keys. */
  readonly waiting: readonly WaitingRow[];
};

export const readCustomerStory = async (api: ApiClient, customer: Customer): Promise<CustomerStory> => {
  const [transactions, subscriptions, waiting] = await Promise.all([
    take(api.list(apiPath`/v1/customers/${customer.key}/transactions`, transactionSchema), MOST_ROWS),
    take(api.list(apiPath`/v1/customers/${customer.key}/subscriptions`, subscriptionSchema), MOST_ROWS),
    listWaitingFor(api, [customer.key, ...customer.provider_keys]),
  ]);
  return { customer, transactions: transactions.toReversed(), subscriptions, waiting };
};

const take = async <T>(items: AsyncIterable<T>, most: number): Promise<readonly T[]> => {
  const taken: T[] = [];
  for await (const item of items) {
    if (taken.push(item) >= most) break;
  }
  return taken;
};

export const customerText = (story: CustomerStory): string =>
  [
    headText(story.customer),
    transactionsText(story.transactions),
    ...subscriptionTexts(story.subscriptions),
    ...waitingTexts(story.waiting),
  ].join('\n\n');

const headText = ({ key, name, email, partner_key, partner_conflicts, provider_keys, created_at, deleted }: Customer): string => {
  const person = [name, email].filter((text) => text !== null).join(', ');
  return [
    `Customer ${key}${person === '' ? '' : ` (${person})`}, known since ${timeText(created_at)}`,
    deleted === true ? 'Its personal data was erased.' : undefined,
    partner_key === null ? 'Nobody referred it: it has no partner.' : `Referred by partner ${partner_key}.`,
    partner_conflicts.length > 0 ? `Its events name other partners as well: ${partner_conflicts.join(', ')}.` : undefined,
    provider_keys.length > 0 ? `Linked: ${provider_keys.join(', ')}` : 'No provider key is linked to it.',
  ]
    .filter((line) => line !== undefined)
    .join('\n');
};

const COLUMNS = [
  { name: 'TIME' },
  { name: 'TRANSACTION' },
  { name: 'AMOUNT', align: 'right' },
  { name: 'COUNTS', align: 'right' },
  { name: 'STATUS' },
] as const;

const transactionsText = (rows: readonly Transaction[]): string => {
  if (rows.length === 0) return 'No transactions.';
  const counted = rows.filter(({ archived }) => !archived).map(({ net_amount: amount, currency }) => ({ amount, currency }));
  const newest = rows.length === MOST_ROWS ? 'The newest ' : '';
  return `${tableText(COLUMNS, rows.map(cellsOf))}\n${newest}${countText(rows.length, 'transaction')}; counted: ${sumsText(sumByCurrency(counted))}.`;
};

const cellsOf = ({ key, occurred_at, amount, net_amount, currency, status, archived }: Transaction): readonly string[] => [
  timeText(occurred_at),
  key,
  amountText(amount, currency),
  archived || net_amount === 0 ? 'nothing' : amountText(net_amount, currency),
  archived ? `${status}, archived` : status,
];

const subscriptionTexts = (rows: readonly Subscription[]): readonly string[] => {
  const lines = rows.map(({ key, status, plan_key, current_period_end }) => {
    return `Subscription ${key}: ${status ?? 'status not told'}, plan ${plan_key ?? 'not told'}, paid until ${timeText(current_period_end)}`;
  });
  return lines.length === 0 ? [] : [lines.join('\n')];
};

const waitingTexts = (rows: readonly WaitingRow[]): readonly string[] => {
  const lines = rows.map(({ key, kind, amount, currency, since }) => {
    return `Waiting ${kind} ${key}${amount === null ? '' : ` of ${amountText(amount, currency)}`}, since ${timeText(since)}`;
  });
  return lines.length === 0 ? [] : [`${lines.join('\n')}\n\`hookledger explain <row>\` tells what it waits for.`];
};
