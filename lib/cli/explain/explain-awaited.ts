import type { WaitingRow } from '../answers.ts';
import { amountText } from '../money.ts';
import { countText, timeText } from '../times.ts';
import { adviceFor } from './reasons.ts';

/** So many rows are shown. */
const MOST_ROWS = 25;
/** So many of the events that told of a row are named. */
const MOST_EVENTS = 3;

/** What is known of a key that no row has: what waits for it; or of the key of a refund that waits and has no row of its own. */
export const awaitedText = (key: string, rows: readonly WaitingRow[]): string => {
  const own = rows.filter((row) => row.key === key);
  if (own.length > 0) return [`${key} counts nothing yet.`, ...own.flatMap(linesOf)].join('\n');
  const reduces = rows.every(isReduction);
  const head = reduces
    ? `No payment of ${key} has come yet, and this waits for it:`
    : `Nobody has named ${key} yet, and this waits for it:`;
  const more = rows.length > MOST_ROWS ? [`  … and ${countText(rows.length - MOST_ROWS, 'row')} more`] : [];
  return [head, ...rows.slice(0, MOST_ROWS).flatMap(linesOf), ...more, ...(reduces ? [] : [adviceFor([key])])].join('\n');
};

/** A refund, a refund figure or a dispute: it waits for its payment, whose customer will be its own. */
const isReduction = ({ kind }: WaitingRow): boolean => kind !== 'payment' && kind !== 'subscription';

const linesOf = (row: WaitingRow): readonly string[] => {
  const { key, kind, amount, currency, since, candidates, event_keys: events } = row;
  const money = amount === null ? '' : ` of ${amountText(amount, currency)}`;
  const awaited = candidates.filter(({ known }) => !known).map(({ key }) => key);
  const unnamed = isReduction(row) ? 'its payment, which it does not name' : 'a customer, whom nobody names';
  const more = events.length > MOST_EVENTS ? ` and ${countText(events.length - MOST_EVENTS, 'other')}` : '';
  return [
    `  ${kind} ${key}${money}`,
    `    waits since ${timeText(since)} for ${awaited.length === 0 ? unnamed : awaited.join(' or ')}`,
    `    told by ${events.slice(-MOST_EVENTS).join(', ')}${more}`,
    ...(isReduction(row)
      ? [`    if that never comes, say which payment it is: hookledger events link ${events.at(-1) ?? '<event>'} <transaction>`]
      : []),
  ];
};
