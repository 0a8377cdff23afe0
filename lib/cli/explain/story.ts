import type { Candidate, Event, Transaction } from '../answers.ts';
import type { ApiClient } from '../api-client.ts';
import { amountText } from '../money.ts';
import type { Paint, Style } from '../terminal.ts';
import { timeText } from '../times.ts';
import { changeText } from './changes.ts';
import { findEvent, isSubscriptionKey } from './find.ts';
import { reasonsOf } from './reasons.ts';

/** The events of a row that are still archived, in the order in which they came, which is that in which the row changed. */
export const readEvents = async (api: ApiClient, keys: readonly string[]): Promise<readonly Event[]> =>
  inOrder((await Promise.all(keys.map((key) => findEvent(api, key)))).flatMap((event) => event ?? []));

const inOrder = (events: readonly Event[]): readonly Event[] =>
  [...events].sort((a, b) => compare(a.received_at, b.received_at) || compare(a.recorded_at, b.recorded_at));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** How a row stands now, and why it does not count in full. */
export const standText = (row: Transaction, candidates: readonly Candidate[]): readonly string[] => {
  const amount = row.amount === null ? 'no payment is known' : `${amountText(row.amount, row.currency)} of ${timeText(row.occurred_at)}`;
  const status = row.amount === null ? '' : `, ${row.status}`;
  return [`${amount}${status}${row.archived ? ', archived' : ''}: ${countsText(row)}.`, ...reasonsOf(row, candidates)];
};

const countsText = ({ archived, customer_key, partner_key, net_amount, currency }: Transaction): string => {
  const owner = customer_key === null ? '' : ` for ${customer_key} (${partner_key === null ? 'no partner' : `partner ${partner_key}`})`;
  return `counts ${archived || customer_key === null || net_amount === 0 ? 'nothing' : amountText(net_amount, currency)}${owner}`;
};

/** One event as a paragraph of a row's story: when it happened, when it came, what it did to that row. */
const paragraph = (event: Event, row: string, paint: Paint): string => {
  return [heading(event, paint), ...effects(event, row).map((line) => `  ${line}`)].join('\n');
};

/** When an event happened and what it was; when it came, and what became of it. */
export const heading = ({ key, type, occurred_at, received_at, outcome }: Event, paint: Paint): string =>
  `${timeText(occurred_at)}  ${type}  ${key}\n  came ${timeText(received_at)}: ${paint(OUTCOME_STYLES[outcome] ?? 'dim', outcome)}`;

const OUTCOME_STYLES: Readonly<Record<string, Style>> = { recorded: 'green', waiting: 'yellow', unreadable: 'red' };

/** What an event did to a row: a line for each time that it changed it, and a line when it never did. */
export const effects = ({ changes, reason, outcome }: Pick<Event, 'changes' | 'reason' | 'outcome'>, row: string): readonly string[] => {
  const texts = changes.filter(({ key }) => key === row).map((change) => changeText(change) || 'no figure changed');
  if (texts.length > 0) return texts;
  if (isSubscriptionKey(row) && reason === null && outcome !== 'unchanged') return ['told something new of the subscription'];
  return [reason ?? (outcome === 'unchanged' ? 'all that it tells was known' : 'no figure changed')];
};

type Told = { readonly row: string; readonly eventKeys: readonly string[]; readonly events: readonly Event[] };

/** A row's events, each as a paragraph, and why some of them are not there. */
export const eventsTexts = ({ row, eventKeys, events }: Told, paint: Paint): readonly string[] => {
  const expired = eventKeys.length - events.length;
  return [
    ...events.map((event) => paragraph(event, row, paint)),
    ...(eventKeys.length === 0 ? ['No provider event changed it: the team said it.'] : []),
    ...(expired > 0 ? [`${expired} of its events ${expired === 1 ? 'is' : 'are'} no longer archived.`] : []),
  ];
};

/** Each once: every event of a row tells the candidates as they stand now. */
export const candidatesOf = (events: readonly Event[]): readonly Candidate[] => [
  ...new Map(events.flatMap(({ candidates }) => candidates).map((candidate) => [candidate.key, candidate])).values(),
];
