import type { EventKey } from '../domain/keys.ts';
import { type TransactionView, viewTransaction } from '../domain/transaction-view.ts';
import type { Change } from '../ledger/event-record.ts';
import { MAX_EVENT_KEYS, type MoneyState, type TransactionRow } from '../ledger/rows.ts';

/** What a save did, for the event record. */
export type Saved = {
  /** The key of the row; absent for what is no row (a customer, an alias). */
  readonly row?: string;
  /** Something was written, or an earlier run of the same event wrote it. */
  readonly told: boolean;
  /** In money, where the row has any and the step is still known. */
  readonly change?: Change;
};

/** The newest event last, each once, no more than a row keeps. */
export const withEventKey = (keys: readonly EventKey[], by: EventKey | undefined): readonly EventKey[] =>
  by === undefined ? keys : [...keys.filter((key) => key !== by), by].slice(-MAX_EVENT_KEYS);

export const viewOf = (row: Pick<TransactionRow, 'facts' | 'placed'>): TransactionView =>
  viewTransaction(row.facts, Object.values(row.placed));

export const moneyState = (row: TransactionRow): MoneyState => {
  const { amount, currency, netAmount, status } = viewOf(row);
  return { amount, currency, netAmount: row.customerKey === null ? 0 : netAmount, status, customerKey: row.customerKey };
};

/**
 * What an event changed in a row that it finds unchanged: something, when an earlier run wrote the row and stopped before the
 * record. The step itself is known as long as no other event changed the row after it.
 */
export const savedBefore = (row: TransactionRow, by: EventKey | undefined): Saved => {
  const told = by !== undefined && row.eventKeys.includes(by);
  const isNewest = told && row.eventKeys.at(-1) === by;
  return { row: row.key, told, ...(isNewest ? { change: { key: row.key, before: row.before, after: moneyState(row) } } : {}) };
};
