import type { Candidate, Event, Transaction } from '../answers.ts';
import type { ApiClient } from '../api-client.ts';
import type { Paint } from '../terminal.ts';
import { findEvent } from './find.ts';
import { inOrder, paragraph, standText } from './story.ts';

export type TransactionStory = {
  readonly transaction: Transaction;
  /** Those that are still archived, in the order in which they came. */
  readonly events: readonly Event[];
};

export const readTransactionStory = async (api: ApiClient, transaction: Transaction): Promise<TransactionStory> => {
  const events = await Promise.all(transaction.event_keys.map((key) => findEvent(api, key)));
  return { transaction, events: inOrder(events.flatMap((event) => event ?? [])) };
};

export const transactionText = ({ transaction, events }: TransactionStory, paint: Paint): string => {
  const { key, event_keys: eventKeys } = transaction;
  const expired = eventKeys.length - events.length;
  return [
    [`Transaction ${key}`, ...standText(transaction, candidatesOf(events))].join('\n'),
    ...events.map((event) => paragraph(event, key, paint)),
    ...(eventKeys.length === 0 ? ['No provider event changed it: the team said it.'] : []),
    ...(expired > 0 ? [`${expired} of its events are no longer archived.`] : []),
  ].join('\n\n');
};

/** Each once: every event of a row tells the candidates as they stand now. */
const candidatesOf = (events: readonly Event[]): readonly Candidate[] => [
  ...new Map(events.flatMap(({ candidates }) => candidates).map((candidate) => [candidate.key, candidate])).values(),
];
