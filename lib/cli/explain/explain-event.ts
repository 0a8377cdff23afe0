import { type Event, type Transaction, transactionSchema } from '../answers.ts';
import { type ApiClient, apiPath } from '../api-client.ts';
import type { Paint } from '../terminal.ts';
import { effects, heading, standText } from './story.ts';

export type EventStory = {
  readonly event: Event;
  /** The transactions among its rows, as they stand now. */
  readonly transactions: readonly Transaction[];
};

export const readEventStory = async (api: ApiClient, event: Event): Promise<EventStory> => {
  const rows = await Promise.all(event.rows.map((key) => api.find(apiPath`/v1/transactions/${key}`, transactionSchema)));
  return { event, transactions: rows.flatMap((row) => row ?? []) };
};

export const eventText = ({ event, transactions }: EventStory, paint: Paint): string =>
  [
    [heading(event, paint), ...(event.reason === null ? [] : [`  ${event.reason}`]), ...advice(event, transactions)].join('\n'),
    ...event.rows.map((row) => rowText({ ...event, reason: null }, row, transactions)),
  ].join('\n\n');

const rowText = (event: Event, row: string, transactions: readonly Transaction[]): string => {
  const [now, ...reasons] = transactions.filter(({ key }) => key === row).flatMap((row) => standText(row, event.candidates));
  const lines = [...effects(event, row), ...(now === undefined ? [] : [`now: ${now}`]), ...reasons];
  return [`Row ${row}`, ...lines.map((line) => `  ${line}`)].join('\n');
};

/** What to do about an event that has not changed the ledger as it should. Its rows say the rest. */
const advice = ({ key, outcome, rows, awaiting, candidates }: Event, transactions: readonly Transaction[]): readonly string[] => {
  if (outcome === 'unreadable')
    return [`It is kept, and counts nothing. When its reader or a setting was mended: hookledger replay ${key}`];
  // An item that is no transaction is a refund or dispute that names its payment by something else, or not at all.
  const unplaced = rows.filter((row) => transactions.every(({ key }) => key !== row) && !row.includes(':subscription:'));
  if (outcome !== 'waiting' || awaiting.length > 0 || unplaced.length === 0) return [];
  const named = candidates.flatMap(({ key, known }) => (known ? [] : [key]));
  const payment = named.length > 0 ? `the payment of ${named.join(' or ')}` : 'its payment, which it does not name';
  return [`It waits for ${payment}. Say which it is: hookledger events link ${key} <transaction>`];
};
