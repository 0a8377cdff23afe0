import type { Candidate, Transaction } from '../answers.ts';
import { amountText, moneyText } from '../money.ts';

/** Why a row does not count in full, most important first, each with what an operator can do where there is something. */
export const reasonsOf = (row: Transaction, candidates: readonly Candidate[]): readonly string[] => [
  ...attribution(row, candidates),
  ...(row.amount === null ? [notPaid(row)] : (STATUS_REASONS[row.status]?.(row) ?? [])),
  ...archiving(row),
  ...otherCurrencies(row),
];

const attribution = ({ customer_key, amount }: Transaction, candidates: readonly Candidate[]): readonly string[] => {
  const unknown = candidates.filter(({ known }) => !known).map(({ key }) => key);
  if (unknown.length > 0 && customer_key !== null) return [`It would belong to ${unknown.join(' or ')}, once that key is known.`];
  if (customer_key !== null || amount === null) return [];
  if (unknown.length === 0) return ['Nobody said whose it is: its events name no customer.'];
  return [`It waits for its customer: nobody has named ${unknown.join(' or ')} yet.`, adviceFor(unknown)];
};

/** A provider's own id can be linked to a customer, best to the one that is named beside it; a customer key only has to be named. */
export const adviceFor = (unknown: readonly string[]): string => {
  const isProviderKey = (key: string): boolean => key.split(':').length > 2;
  const providerKey = unknown.find(isProviderKey);
  const customer = unknown.find((key) => !isProviderKey(key));
  return providerKey === undefined
    ? `Name the customer: POST /v1/customers {"key": "${unknown[0] ?? ''}"}.`
    : `Say whose it is: hookledger customers link ${customer ?? '<customer>'} ${providerKey}`;
};

const notPaid = ({ archived }: Transaction): string =>
  archived
    ? 'Your team archived it before any payment was told.'
    : 'Its payment has not come yet: only a refund or a dispute of it is known, which counts nothing alone.';

/** Statuses under which a payment counts less than its amount, or nothing. */
const STATUS_REASONS: Readonly<Record<string, (row: Transaction) => readonly string[]>> = {
  unpaid: () => ['It is an attempt that was not paid; it counts when the provider says that it was.'],
  authorized: () => ['It is authorised, not captured; it counts what is captured.'],
  failed: () => ['The payment failed after all, for good.'],
  voided: () => ['The provider voided it, for good.'],
  refunded: () => ['All of it was refunded.'],
  partially_refunded: ({ refunded_amount, currency }) => [`${amountText(refunded_amount, currency)} of it was refunded.`],
  disputed: ({ disputed_amount, currency, net_amount }) => [
    `${amountText(disputed_amount, currency)} of it is disputed: an open dispute takes nothing yet, a lost one does.`,
    ...(net_amount === 0 ? ['Nothing is left of it.'] : []),
  ],
};

/** A row may be archived by what happened to it, which the status says, by a setting, or by the team. */
const archiving = ({ archived, status, net_amount, amount, refunded_amount, currency }: Transaction): readonly string[] => {
  if (!archived || amount === null) return [];
  if (net_amount > 0 && refunded_amount > 0) {
    const left = currency === null ? '' : ` (${moneyText({ minor: net_amount, currency })} would be left)`;
    return [`The setting "refunds": "archive" takes a payment with any refund out of the revenue${left}.`];
  }
  const deleted = status === 'recorded' || status === 'partially_refunded' || status === 'unpaid' || status === 'authorized';
  return deleted ? ['Your team archived it for good (DELETE /v1/transactions).'] : [];
};

const otherCurrencies = ({ other_currencies: others, currency }: Transaction): readonly string[] =>
  others.length === 0 || currency === null
    ? []
    : [`Its events also tell of ${others.join(' and ')}, which counts nothing: a payment has one currency, and this one's is ${currency}.`];
