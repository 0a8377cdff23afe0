import type { TransactionKey } from '../domain/keys.ts';
import { DELETED_BY_TEAM, joinTransactionFacts } from '../domain/transaction.ts';
import { emptyTransaction } from '../ledger/empty-transaction.ts';
import { retryConflicts } from '../ledger/retry-conflicts.ts';
import type { TransactionRow } from '../ledger/rows.ts';
import type { ApiDeps } from './deps.ts';
import { isProviderKey } from './key-fields.ts';

type Deleted = {
  readonly row: TransactionRow;
  /** Whether there was a row. */
  readonly seen: boolean;
};

/**
 * Archives a transaction for good. One of a provider that was never seen gets a row that says so, for its events to come. Undefined
 * for any other key without a row: there is nothing to archive, and nothing will come.
 */
export const deleteTransaction = (
  { ledger, clock }: Pick<ApiDeps, 'ledger' | 'clock'>,
  key: TransactionKey,
): Promise<Deleted | undefined> =>
  retryConflicts(Math.random, async () => {
    const stored = await ledger.readTransaction(key);
    if (stored?.facts.deleted === true) return { row: stored, seen: true };
    if (stored === undefined && !isProviderKey(key)) return undefined;
    const row = stored ?? emptyTransaction(key, clock().getTime());
    const deleted = { ...row, facts: joinTransactionFacts(row.facts, DELETED_BY_TEAM) };
    await ledger.write([{ kind: 'transaction', item: deleted }]);
    return { row: deleted, seen: stored !== undefined };
  });
