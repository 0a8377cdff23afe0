import { sameJson } from '../domain/canonical-json.ts';
import type { ProviderKey, TransactionKey } from '../domain/keys.ts';
import { type AliasedPayment, type AliasFacts, joinAliasFacts, NO_ALIAS_FACTS } from '../domain/placement.ts';
import { retryConflicts } from '../ledger/retry-conflicts.ts';
import type { ProcessDeps } from './deps.ts';

/** The alias as it stands, and whether something was new in it. */
type SavedAlias = { readonly facts: AliasFacts; readonly told: boolean };

/** Says what a reference stands for. The answer holds everybody who depends on it: they are to be placed again. */
export const saveAlias = (deps: ProcessDeps, ref: ProviderKey, transaction: TransactionKey, payment: AliasedPayment): Promise<SavedAlias> =>
  joinAlias(deps, ref, { payments: { [transaction]: payment }, dependents: [] });

/**
 * Says that an item depends on a reference. The answer holds what the reference stands for. Payments and dependents share one
 * item, so of a payment and a refund that arrive at once the second sees the first.
 */
export const registerDependent = async (deps: ProcessDeps, ref: ProviderKey, dependent: ProviderKey): Promise<AliasFacts> =>
  (await joinAlias(deps, ref, { payments: {}, dependents: [dependent] })).facts;

const joinAlias = (deps: ProcessDeps, ref: ProviderKey, facts: AliasFacts): Promise<SavedAlias> =>
  retryConflicts(deps.random, async () => {
    const stored = await deps.ledger.readAlias(ref);
    const joined = joinAliasFacts(stored?.facts ?? NO_ALIAS_FACTS, facts);
    if (stored !== undefined && sameJson(joined, stored.facts)) return { facts: joined, told: false };
    await deps.ledger.write([{ kind: 'alias', item: { key: ref, version: stored?.version ?? 0, facts: joined } }]);
    return { facts: joined, told: true };
  });
