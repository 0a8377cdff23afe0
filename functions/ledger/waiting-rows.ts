import { joinReductions, type Reductions } from '../domain/reductions.ts';
import { viewTransaction } from '../domain/transaction-view.ts';
import type { PlacedItem, SubscriptionRow, TransactionRow, WaitingKind, WaitingRow } from './rows.ts';

/**
 * The row as one that counts nothing yet; undefined when it has both a payment and a customer, was deleted by the team, or holds
 * nothing at all: a replay may find that none of its events tells anything of it.
 */
export const waitingTransaction = (row: TransactionRow): WaitingRow | undefined => {
  const { facts, key, awaiting, eventKeys, recordedAt: since } = row;
  const placed = Object.values(row.placed);
  const { amount, currency } = viewTransaction(facts, placed);
  if (facts.deleted === true || (row.customerKey !== null && amount !== null)) return undefined;
  const reductions = placed.reduce(joinReductions, facts.reductions);
  if (amount === null && isEmpty(reductions)) return undefined;
  const what = amount === null ? reductionIn(reductions) : ({ kind: 'payment', amount, currency } as const);
  return { key, ...what, since, candidates: facts.candidates, awaiting, refs: [], eventKeys };
};

/** A refund, figure or dispute that is not placed under a payment yet. */
export const waitingPlaced = ({ key, facts, placedIn, eventKeys, recordedAt }: PlacedItem): WaitingRow | undefined =>
  placedIn === null && !isEmpty(facts.reductions)
    ? { key, ...reductionIn(facts.reductions), since: recordedAt, candidates: {}, awaiting: [], refs: facts.refs, eventKeys }
    : undefined;

export const waitingSubscription = ({ key, facts, customerKey, ...row }: SubscriptionRow): WaitingRow | undefined => {
  if (customerKey !== null) return undefined;
  const { awaiting, eventKeys, recordedAt: since } = row;
  const nothingPaid = { kind: 'subscription', amount: null, currency: null } as const;
  return { key, ...nothingPaid, since, candidates: facts.candidates, awaiting, refs: [], eventKeys };
};

const isEmpty = ({ refunds, figures, disputes }: Reductions): boolean =>
  [refunds, figures, disputes].every((told) => Object.keys(told).length === 0);

type Waiting = Pick<WaitingRow, 'amount' | 'currency'> & { readonly kind: WaitingKind };

/** What waits, in one line: the refunds where there are any, in the currency of the first, else the figure, else the disputes. */
const reductionIn = ({ refunds, figures, disputes }: Reductions): Waiting => {
  const kinds = [
    { kind: 'refund', amounts: Object.values(refunds).map(({ amount }) => amount) },
    { kind: 'refund_figure', amounts: Object.values(figures).map(({ amount }) => amount) },
    { kind: 'dispute', amounts: Object.values(disputes).map(({ amount }) => amount.value) },
  ] as const;
  const { kind, amounts } = kinds.find(({ amounts }) => amounts.length > 0) ?? kinds[0];
  const currency = amounts[0]?.currency ?? null;
  const inCurrency = amounts.filter((amount) => amount.currency === currency);
  return { kind, amount: currency === null ? null : inCurrency.reduce((sum, { minor }) => sum + minor, 0), currency };
};
