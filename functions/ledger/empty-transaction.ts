import type { TransactionKey } from '../domain/keys.ts';
import type { Millis } from '../domain/ledger-event.ts';
import { NO_TRANSACTION_FACTS } from '../domain/transaction.ts';
import type { TransactionRow } from './rows.ts';

/** The row of a transaction of which nothing is known yet, not written. */
export const emptyTransaction = (key: TransactionKey, recordedAt: Millis): TransactionRow => ({
  key,
  version: 0,
  facts: NO_TRANSACTION_FACTS,
  placed: {},
  customerKey: null,
  awaiting: [],
  eventKeys: [],
  before: null,
  recordedAt,
});
