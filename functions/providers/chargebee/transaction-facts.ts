import type { Money } from '../../domain/money.ts';
import { RANK, type Version } from '../../domain/version.ts';
import { type ChargebeeEvent, versionOf } from './event.ts';
import type { Transaction } from './schema.ts';

/** Chargebee counts in the currency's minor unit, 10 for ten yen. */
export const amountOf = (transaction: Transaction): Money => ({ minor: transaction.amount, currency: transaction.currency_code });

/** A transaction that was recorded by hand can be deleted; nothing follows after that. */
export const isDeleted = (event: ChargebeeEvent, transaction: Transaction): boolean =>
  event.type === 'transaction_deleted' || transaction.deleted === true;

export const transactionVersion = (event: ChargebeeEvent, transaction: Transaction): Version => {
  if (isDeleted(event, transaction)) return versionOf(event, transaction, RANK.closed);
  return versionOf(event, transaction, event.type === 'transaction_updated' ? RANK.updated : RANK.created);
};
