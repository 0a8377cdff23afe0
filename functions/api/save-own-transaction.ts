import { type TeamTransaction, teamFacts } from '../domain/transaction.ts';
import { viewTransaction } from '../domain/transaction-view.ts';
import { RANK } from '../domain/version.ts';
import { emptyTransaction } from '../ledger/empty-transaction.ts';
import { ConflictError } from '../ledger/ledger.ts';
import { retryConflicts } from '../ledger/retry-conflicts.ts';
import type { TransactionRow } from '../ledger/rows.ts';
import type { ApiDeps } from './deps.ts';
import type { OwnKey } from './key-fields.ts';

type Deps = Pick<ApiDeps, 'ledger' | 'clock' | 'newId'>;

/** What the team says of a transaction. Without a time it is of now when it is new, and of any time when it is there. */
export type SaidTransaction = Omit<TeamTransaction, 'paidAt'> & { readonly paidAt?: number | undefined };

export type SavedTransaction = {
  readonly row: TransactionRow;
  /** `new`: written now. `same`: there with this content. `other`: there with another, which stays. */
  readonly was: 'new' | 'same' | 'other';
};

/**
 * Records a transaction of the team's own, once: whoever says it first has written it. It writes before it reads, because most are
 * new and the store keeps a second one out by itself.
 */
export const saveOwnTransaction = (deps: Deps, key: OwnKey, said: SaidTransaction): Promise<SavedTransaction> =>
  retryConflicts(Math.random, async () => {
    const row = ownTransactionRow(deps, key, said);
    try {
      await deps.ledger.write([{ kind: 'transaction', item: row }]);
      return { row, was: 'new' };
    } catch (error) {
      // Nothing there is a conflict too, while somebody else is about to write it.
      const stored = error instanceof ConflictError ? await deps.ledger.readTransaction(key) : undefined;
      if (stored === undefined) throw error;
      return { row: stored, was: saysTheSame(stored, said) ? 'same' : 'other' };
    }
  });

/** The row of a new transaction of the team's own, not written. */
export const ownTransactionRow = ({ clock, newId }: Deps, key: OwnKey, said: SaidTransaction): TransactionRow => {
  const now = clock().getTime();
  const facts = teamFacts({ ...said, paidAt: said.paidAt ?? now }, { at: now, rank: RANK.created, id: newId() });
  return { ...emptyTransaction(key, now), facts, customerKey: said.customerKey };
};

/** Whether a row, the team's own or a provider's, is as it is said. A time that is not said is not compared. */
export const saysTheSame = (row: TransactionRow, said: SaidTransaction): boolean => {
  const { amount, currency, paidAt, productKey, categoryKey } = viewTransaction(row.facts, Object.values(row.placed));
  return (
    row.customerKey === said.customerKey &&
    amount === said.amount.minor &&
    currency === said.amount.currency &&
    productKey === (said.productKey ?? null) &&
    categoryKey === (said.categoryKey ?? null) &&
    (said.paidAt === undefined || said.paidAt === paidAt)
  );
};
