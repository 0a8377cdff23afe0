import type { Event, Transaction } from '../answers.ts';
import type { ApiClient } from '../api-client.ts';
import type { Paint } from '../terminal.ts';
import { candidatesOf, eventsTexts, readEvents, standText } from './story.ts';

export type TransactionStory = {
  readonly transaction: Transaction;
  /** Those that are still archived, in the order in which they came. */
  readonly events: readonly Event[];
};

export const readTransactionStory = async (api: ApiClient, transaction: Transaction): Promise<TransactionStory> => ({
  transaction,
  events: await readEvents(api, transaction.event_keys),
});

export const transactionText = ({ transaction, events }: TransactionStory, paint: Paint): string => {
  const { key, event_keys: eventKeys } = transaction;
  const head = [`Transaction ${key}`, ...standText(transaction, candidatesOf(events))].join('\n');
  return [head, ...eventsTexts({ row: key, eventKeys, events }, paint)].join('\n\n');
};
