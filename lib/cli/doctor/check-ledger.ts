import type { Event, WaitingRow } from '../answers.ts';
import { sumByCurrency, sumsText } from '../money.ts';
import { countText, durationText } from '../times.ts';
import { secondsSince } from '../webhooks.ts';
import { type Finding, look, ok, wrong } from './finding.ts';

/** A customer is often made minutes after its first payment; what still waits after a day, somebody has to look at. */
const PATIENCE_SECONDS = 86_400;

/** Money that counts nothing because nobody knows whose it is. */
export const checkWaiting = (rows: readonly WaitingRow[], now: number): Finding => {
  if (rows.length === 0) return ok('Nothing waits for its customer or payment.');
  const money = sumsText(sumByCurrency(rows.filter(({ kind }) => kind === 'payment')));
  const oldest = Math.max(...rows.map(({ since }) => secondsSince(since, now)));
  const waits = rows.length === 1 ? 'waits' : 'wait';
  const says = `${countText(rows.length, 'row')} ${waits}, the oldest for ${durationText(oldest)}: ${money} of payments.`;
  return oldest > PATIENCE_SECONDS ? wrong(says, WAITING_ADVICE) : look(says, WAITING_ADVICE);
};

const WAITING_ADVICE = 'hookledger waiting shows for which keys, hookledger customers link makes one known.';

type Unreadable = { readonly items: readonly Pick<Event, 'key'>[]; readonly has_more: boolean };

/** Events that are kept, but that nobody could make sense of: the first page of them tells enough. */
export const checkUnreadable = ({ items, has_more: hasMore }: Unreadable): Finding => {
  const [newest] = items;
  if (newest === undefined) return ok('Every archived event could be read.');
  const says = `${hasMore ? 'At least ' : ''}${countText(items.length, 'event')} could not be read.`;
  return wrong(says, `hookledger explain ${newest.key} tells why; once it is mended: hookledger replay --outcome unreadable --dry-run`);
};
