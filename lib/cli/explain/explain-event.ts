import { type Event, type Subscription, type Transaction, transactionSchema } from '../answers.ts';
import { type ApiClient, apiPath } from '../api-client.ts';
import type { Paint } from '../terminal.ts';
import { subscriptionStands } from './explain-subscription.ts';
import { findSubscription, isSubscriptionKey } from './find.ts';
import { effects, heading, standText } from './story.ts';

export type EventStory = {
  readonly event: Event;
  /** The transactions among its rows, as they stand now. */
  readonly transactions: readonly Transaction[];
  /** The subscriptions among its rows, as they stand now. */
  readonly subscriptions: readonly Subscription[];
};

export const readEventStory = async (api: ApiClient, event: Event): Promise<EventStory> => {
  const [transactions, subscriptions] = await Promise.all([
    Promise.all(event.rows.map((key) => api.find(apiPath`/v1/transactions/${key}`, transactionSchema))),
    Promise.all(event.rows.map((key) => findSubscription(api, key))),
  ]);
  return { event, transactions: transactions.flatMap((row) => row ?? []), subscriptions: subscriptions.flatMap((row) => row ?? []) };
};

export const eventText = (story: EventStory, paint: Paint): string => {
  const { event, transactions } = story;
  const reason = event.reason === null ? [] : [`  ${event.reason}`];
  return [
    [heading(event, paint), ...reason, ...notesOf(event), ...advice(event, transactions)].join('\n'),
    ...event.rows.map((row) => rowText(story, row)),
  ].join('\n\n');
};

/** What the last replay left; of an event that cannot be read its reason says it already. */
const notesOf = ({ outcome, notes }: Event): readonly string[] =>
  outcome === 'unreadable' ? [] : notes.map(({ key, reason }) => `  its last replay left ${key}: ${reason}`);

const rowText = ({ event: { reason: _, ...event }, transactions, subscriptions }: EventStory, row: string): string => {
  const [now, ...reasons] = [
    ...transactions.filter(({ key }) => key === row).flatMap((row) => standText(row, event.candidates)),
    ...subscriptions.filter(({ key }) => key === row).flatMap((row) => subscriptionStands(row, event.candidates)),
  ];
  const lines = [...effects({ ...event, reason: null }, row), ...(now === undefined ? [] : [`now: ${now}`]), ...reasons];
  return [`Row ${row}`, ...lines.map((line) => `  ${line}`)].join('\n');
};

/** What to do about an event that has not changed the ledger as it should. Its rows say the rest. */
const advice = ({ key, outcome, rows, awaiting, candidates }: Event, transactions: readonly Transaction[]): readonly string[] => {
  if (outcome === 'unreadable')
    return [`It is kept, and counts nothing. When its reader or a setting was mended: hookledger replay ${key}`];
  // An item that is no transaction is a refund or dispute that names its payment by something else, or not at all.
  const unplaced = rows.filter((row) => transactions.every(({ key }) => key !== row) && !isSubscriptionKey(row));
  if (outcome !== 'waiting' || awaiting.length > 0 || unplaced.length === 0) return [];
  const named = candidates.flatMap(({ key, known }) => (known ? [] : [key]));
  const payment = named.length > 0 ? `the payment of ${named.join(' or ')}` : 'its payment, which it does not name';
  return [`It waits for ${payment}. Say which it is: hookledger events link ${key} <transaction>`];
};
