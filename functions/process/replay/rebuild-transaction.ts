import type { ProviderKey, TransactionKey } from '../../domain/keys.ts';
import { joinTransactionFacts, NO_TRANSACTION_FACTS, type TransactionFacts } from '../../domain/transaction.ts';
import { standing } from '../../domain/transaction-view.ts';
import type { JobNote } from '../../ledger/job.ts';
import { retryConflicts } from '../../ledger/retry-conflicts.ts';
import { changeOf } from '../../ledger/row-story.ts';
import type { TransactionRow } from '../../ledger/rows.ts';
import { tellAliases } from '../apply-events.ts';
import type { ProcessDeps } from '../deps.ts';
import { factsByTransaction } from '../facts.ts';
import { nextTransaction, writeTransaction } from '../save-transaction.ts';
import { savedBefore } from '../story.ts';
import { type Naming, type Replayed, readNaming, refuseMentionedSince } from './naming.ts';
import { leftAlone, NOTHING_REBUILT, type Rebuilt } from './rebuilt.ts';

/** Folds a transaction afresh from all events that name it. What the team said of it stays, and so do the items placed under it. */
export const rebuildTransaction = async (deps: ProcessDeps, key: TransactionKey, replayed: Replayed): Promise<Rebuilt> =>
  retryConflicts(deps.random, async () => {
    const stored = await deps.ledger.readTransaction(key);
    if (stored === undefined) return NOTHING_REBUILT;
    const naming = await readNaming(deps, stored, replayed);
    if ('reason' in naming) return leftAlone(key, naming.reason);
    const next = await nextTransaction(deps, stored, { facts: foldOf(stored, naming) }, replayed.key);
    const written = next === stored ? stored : await writeTransaction(deps, stored, next);
    await refuseMentionedSince(deps, stored, naming);
    const told = await tellAliases(deps, next, replayed.key);
    const own = next === stored ? savedBefore(stored, replayed.key) : { change: changeOf(stored, written) };
    const changes = [own, ...told].flatMap(({ change }) => change ?? []);
    return { ...NOTHING_REBUILT, changes, doubts: staleReferences(stored, next) };
  });

const foldOf = ({ key, facts: { deleted } }: TransactionRow, { events }: Extract<Naming, { events: unknown }>): TransactionFacts =>
  events
    .flatMap((told) => factsByTransaction(told).get(key) ?? [])
    .reduce(joinTransactionFacts, { ...NO_TRANSACTION_FACTS, ...(deleted === undefined ? {} : { deleted }) });

/** References only ever learn for what they stand: nobody knows who else told them so. */
const staleReferences = ({ key, facts: before }: TransactionRow, { facts: after }: TransactionRow): readonly JobNote[] => {
  const lost = before.standsFor.filter((ref) => !after.standsFor.includes(ref));
  const stoodOtherwise = before.paidAt !== after.paidAt || (standing(before) !== standing(after) && standing(before) !== 'not_yet');
  const doubtful: readonly ProviderKey[] = standing(before) === 'not_yet' ? [] : stoodOtherwise ? before.standsFor : lost;
  return doubtful.map((ref) => ({ key, reason: `${ref} may still stand for it as it was read before: references are not rebuilt` }));
};
