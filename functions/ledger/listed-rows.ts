import { viewSubscription } from '../domain/subscription.ts';
import { viewTransaction } from '../domain/transaction-view.ts';
import type { ListedSubscription, ListedTransaction, SubscriptionRow, TransactionRow } from './rows.ts';
import { wellFormed } from './well-formed.ts';

/** The transaction as lists show it; undefined while it is in no customer's list, for want of a customer or of its payment. */
export const listedTransaction = (row: TransactionRow): ListedTransaction | undefined => {
  const { key, customerKey, eventKeys, recordedAt } = row;
  const view = viewTransaction(row.facts, Object.values(row.placed));
  if (customerKey === null || view.amount === null || view.paidAt === null) return undefined;
  return { key, customerKey, view: wellFormed(view), eventKeys, recordedAt };
};

/** The subscription as lists show it; undefined while nobody knows whose it is. */
export const listedSubscription = ({ key, customerKey, facts }: SubscriptionRow): ListedSubscription | undefined =>
  customerKey === null ? undefined : { key, customerKey, view: wellFormed(viewSubscription(facts)) };
