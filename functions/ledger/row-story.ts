import type { EventKey } from '../domain/keys.ts';
import { type TransactionView, viewTransaction } from '../domain/transaction-view.ts';
import type { Change } from './event-record.ts';
import { MAX_EVENT_KEYS, type MoneyState, type TransactionRow } from './rows.ts';

/** The newest event last, each once, no more than a row keeps. */
export const withEventKey = (keys: readonly EventKey[], by: EventKey | undefined): readonly EventKey[] =>
  by === undefined ? keys : [...keys.filter((key) => key !== by), by].slice(-MAX_EVENT_KEYS);

export const viewOf = (row: Pick<TransactionRow, 'facts' | 'placed'>): TransactionView =>
  viewTransaction(row.facts, Object.values(row.placed));

export const moneyState = (row: TransactionRow): MoneyState => {
  const { amount, currency, netAmount, status } = viewOf(row);
  return { amount, currency, netAmount: row.customerKey === null ? 0 : netAmount, status, customerKey: row.customerKey };
};

/** The money of a row before it is written again; null when it was not there. */
export const moneyBefore = (stored: TransactionRow): MoneyState | null => (stored.version === 0 ? null : moneyState(stored));

/** What a write did to a row, for the event that brought it. */
export const changeOf = (before: TransactionRow, after: TransactionRow): Change => ({
  key: after.key,
  before: moneyBefore(before),
  after: moneyState(after),
});

/**
 * What an event did to a row that it finds done already, because an earlier run wrote the row and stopped before the event's record.
 * Known as long as no other event changed the row after it.
 */
export const changeBefore = (row: TransactionRow, by: EventKey): Change | undefined =>
  row.eventKeys.at(-1) === by ? { key: row.key, before: row.before, after: moneyState(row) } : undefined;
