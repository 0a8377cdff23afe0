import { sameJson } from '../domain/canonical-json.ts';
import type { EventKey, SubscriptionKey } from '../domain/keys.ts';
import { joinSubscriptionFacts, type SubscriptionFacts } from '../domain/subscription.ts';
import { retryConflicts } from '../ledger/retry-conflicts.ts';
import { withEventKey } from '../ledger/row-story.ts';
import type { SubscriptionRow } from '../ledger/rows.ts';
import type { ProcessDeps } from './deps.ts';
import { mention } from './mention.ts';
import { knownMeanwhile, type Resolved, resolveRow } from './resolve-row.ts';
import type { Saved } from './story.ts';

/** Joins facts into a subscription row and resolves it. Writes only when something changed. */
export const saveSubscription = (deps: ProcessDeps, key: SubscriptionKey, facts: SubscriptionFacts, by: EventKey): Promise<Saved> =>
  retryConflicts(deps.random, async () => {
    const stored = await deps.ledger.readSubscription(key);
    const joined = stored === undefined ? facts : joinSubscriptionFacts(stored.facts, facts);
    const before = stored ?? emptySubscription(deps, key, facts);
    const next = await nextSubscription(deps, before, joined, by);
    if (next === stored) {
      await mention(deps, stored, by, () => deps.ledger.readSubscription(key));
      return { row: key, told: stored.eventKeys.includes(by) };
    }
    await writeSubscription(deps, before, next);
    return { row: key, told: true };
  });

/** Resolves a row that is there once more. Undefined when there is no such row. */
export const resolveSubscription = (deps: ProcessDeps, key: SubscriptionKey): Promise<Resolved<SubscriptionRow> | undefined> =>
  retryConflicts(deps.random, async () => {
    const stored = await deps.ledger.readSubscription(key);
    if (stored === undefined) return undefined;
    const next = await nextSubscription(deps, stored, stored.facts, undefined);
    return { before: stored, after: next === stored ? stored : await writeSubscription(deps, stored, next) };
  });

/** Writes a row in place of the stored one; resolves it again when a key for which it began to wait became known meanwhile. */
export const writeSubscription = async (deps: ProcessDeps, stored: SubscriptionRow, next: SubscriptionRow): Promise<SubscriptionRow> => {
  await deps.ledger.write([{ kind: 'subscription', item: next }]);
  const question = { candidates: next.facts.candidates, at: next.facts.occurredAt.value, awaiting: stored.awaiting };
  if (!(await knownMeanwhile(deps, question, next))) return next;
  return (await resolveSubscription(deps, next.key))?.after ?? next;
};

/** The row as it is to be written, or `stored` itself when nothing changes. The owner is the link as of the newest event. */
export const nextSubscription = async (
  deps: ProcessDeps,
  stored: SubscriptionRow,
  facts: SubscriptionFacts,
  by: EventKey | undefined,
): Promise<SubscriptionRow> => {
  const resolution = await resolveRow(deps, {
    row: { table: 'subscriptions', key: stored.key },
    candidates: facts.candidates,
    at: facts.occurredAt.value,
    awaiting: stored.awaiting,
  });
  const next = { ...stored, facts, ...resolution };
  if (stored.version > 0 && sameJson(next, stored)) return stored;
  return { ...next, eventKeys: withEventKey(stored.eventKeys, by) };
};

const emptySubscription = (deps: ProcessDeps, key: SubscriptionKey, facts: SubscriptionFacts): SubscriptionRow => ({
  key,
  version: 0,
  facts,
  customerKey: null,
  awaiting: [],
  eventKeys: [],
  before: null,
  recordedAt: deps.clock().getTime(),
});
