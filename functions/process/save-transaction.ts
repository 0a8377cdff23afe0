import { sameJson } from '../domain/canonical-json.ts';
import type { EventKey, TransactionKey } from '../domain/keys.ts';
import { joinTransactionFacts, type TransactionFacts } from '../domain/transaction.ts';
import { emptyTransaction as newRow } from '../ledger/empty-transaction.ts';
import { retryConflicts } from '../ledger/retry-conflicts.ts';
import { changeOf, moneyBefore, viewOf, withEventKey } from '../ledger/row-story.ts';
import type { TransactionRow } from '../ledger/rows.ts';
import type { ProcessDeps } from './deps.ts';
import { mention } from './mention.ts';
import { knownMeanwhile, type Resolved, resolveRow } from './resolve-row.ts';
import { type Saved, savedBefore } from './story.ts';

/** Joins facts into a transaction row and resolves it. Writes only when something changed. */
export const saveTransaction = (
  deps: ProcessDeps,
  key: TransactionKey,
  facts: TransactionFacts,
  by: EventKey,
): Promise<Saved & { readonly item: TransactionRow }> =>
  retryConflicts(deps.random, async () => {
    const stored = (await deps.ledger.readTransaction(key)) ?? emptyTransaction(deps, key);
    const next = await nextTransaction(deps, stored, { facts: joinTransactionFacts(stored.facts, facts) }, by);
    if (next === stored) {
      await mention(deps, stored, by, () => deps.ledger.readTransaction(key));
      return { ...savedBefore(stored, by), item: stored };
    }
    const item = await writeTransaction(deps, stored, next);
    countConflict(deps, item);
    return { row: key, told: true, change: changeOf(stored, item), item };
  });

/** Resolves a row that is there once more, because a key became known. Undefined when there is no such row. */
export const resolveTransaction = (deps: ProcessDeps, key: TransactionKey): Promise<Resolved<TransactionRow> | undefined> =>
  retryConflicts(deps.random, async () => {
    const stored = await deps.ledger.readTransaction(key);
    if (stored === undefined) return undefined;
    const next = await nextTransaction(deps, stored, {}, undefined);
    return { before: stored, after: next === stored ? stored : await writeTransaction(deps, stored, next) };
  });

/** Writes a row in place of the stored one; resolves it again when a key for which it began to wait became known meanwhile. */
export const writeTransaction = async (deps: ProcessDeps, stored: TransactionRow, next: TransactionRow): Promise<TransactionRow> => {
  await deps.ledger.write([{ kind: 'transaction', item: next }]);
  const question = { candidates: next.facts.candidates, at: next.facts.paidAt ?? 0, awaiting: stored.awaiting };
  if (!(await knownMeanwhile(deps, question, next))) return next;
  return (await resolveTransaction(deps, next.key))?.after ?? next;
};

/**
 * The row as it is to be written, or `stored` itself when nothing changes. For callers that write it together with other items;
 * the resolution happens here, so call it anew after every conflict.
 */
export const nextTransaction = async (
  deps: ProcessDeps,
  stored: TransactionRow,
  change: Partial<Pick<TransactionRow, 'facts' | 'placed'>>,
  by: EventKey | undefined,
): Promise<TransactionRow> => {
  const facts = change.facts ?? stored.facts;
  const resolution = await resolveRow(deps, {
    row: { table: 'transactions', key: stored.key },
    candidates: facts.candidates,
    at: facts.paidAt ?? 0,
    awaiting: stored.awaiting,
  });
  const next = { ...stored, ...change, ...resolution };
  if (stored.version > 0 && sameJson(next, stored)) return stored;
  return { ...next, eventKeys: withEventKey(stored.eventKeys, by), before: by === undefined ? stored.before : moneyBefore(stored) };
};

/** Money that a row cannot count, because it is of another currency, is for somebody to look at. */
export const countConflict = (deps: ProcessDeps, row: TransactionRow): void => {
  if (viewOf(row).otherCurrencies.length === 0) return;
  deps.log.warn('currency conflict', { transaction: row.key });
  deps.metrics.count('CurrencyConflicts');
};

export const emptyTransaction = (deps: ProcessDeps, key: TransactionKey): TransactionRow => newRow(key, deps.clock().getTime());
