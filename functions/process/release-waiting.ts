import { awaitedKey, type CandidateFacts, rankedCandidates } from '../domain/candidates.ts';
import type { AwaitedKey, SubscriptionKey, TransactionKey } from '../domain/keys.ts';
import type { RowRef, WaitingEntry } from '../ledger/rows.ts';
import type { ProcessDeps } from './deps.ts';
import { resolveSubscription } from './save-subscription.ts';
import { resolveTransaction } from './save-transaction.ts';

/** Rows that one message resolves. */
export const PAGE = 25;

/** Resolves one page of the rows that wait for a key, and leaves the next page to another message. */
export const releasePage = async (deps: ProcessDeps, awaited: AwaitedKey, after: string | undefined): Promise<void> => {
  const entries = await deps.ledger.waitingEntries(awaited, { limit: PAGE, after });
  const last = entries.at(-1);
  if (last !== undefined && entries.length === PAGE) await deps.work.send({ kind: 'release', awaited, after: last.row.key });
  // One after the other: rows of one customer would only meet each other's capacity.
  for (const entry of entries) await releaseEntry(deps, entry);
};

/** Until then a row that needs the entry may still be on its way into the store. */
const SETTLED_MS = 10 * 60_000;

/**
 * Whether the entry is done with: its row lists the key and no longer awaits it. A fresh entry whose row did not await the key
 * before either stays: somebody may have put it for the next state of the row.
 */
export const releaseEntry = async (deps: ProcessDeps, entry: WaitingEntry): Promise<'released' | 'waits' | 'unclaimed'> => {
  const row = await resolveAgain(deps, entry.row);
  if (row === undefined || !listsKey(row.after.facts.candidates, entry.awaited)) return 'unclaimed';
  if (row.after.awaiting.includes(entry.awaited)) return 'waits';
  const settled = row.before.awaiting.includes(entry.awaited) || deps.clock().getTime() - entry.since > SETTLED_MS;
  if (!settled) return 'waits';
  await deps.ledger.deleteWaitingEntry(entry);
  return 'released';
};

/** Resolves a row by what is known now; undefined when there is no such row yet. */
export const resolveAgain = (deps: ProcessDeps, row: RowRef) =>
  row.table === 'transactions'
    ? resolveTransaction(deps, row.key as TransactionKey)
    : resolveSubscription(deps, row.key as SubscriptionKey);

const listsKey = (candidates: CandidateFacts, awaited: AwaitedKey): boolean =>
  rankedCandidates(candidates).some((candidate) => awaitedKey(candidate) === awaited);
