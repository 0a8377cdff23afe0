import type { SubscriptionKey } from '../../domain/keys.ts';
import { joinSubscriptionFacts, subscriptionFacts } from '../../domain/subscription.ts';
import { retryConflicts } from '../../ledger/retry-conflicts.ts';
import type { ProcessDeps } from '../deps.ts';
import { ofKind } from '../facts.ts';
import { nextSubscription, writeSubscription } from '../save-subscription.ts';
import { type Replayed, readNaming, refuseMentionedSince } from './naming.ts';
import { leftAlone, NOTHING_REBUILT, type Rebuilt } from './rebuilt.ts';

/** Folds a subscription afresh from all events that name it. */
export const rebuildSubscription = async (deps: ProcessDeps, key: SubscriptionKey, replayed: Replayed): Promise<Rebuilt> =>
  retryConflicts(deps.random, async () => {
    const stored = await deps.ledger.readSubscription(key);
    if (stored === undefined) return NOTHING_REBUILT;
    const naming = await readNaming(deps, stored, replayed);
    if ('reason' in naming) return leftAlone(key, naming.reason);
    const told = ofKind(naming.events.flat(), 'subscription').filter((event) => event.key === key);
    const [first, ...more] = told.map(subscriptionFacts);
    // A subscription has a newest event; without any there is nothing that the row could say.
    if (first === undefined) return leftAlone(key, 'its events tell nothing of it any more');
    const next = await nextSubscription(deps, stored, more.reduce(joinSubscriptionFacts, first), replayed.key);
    if (next !== stored) await writeSubscription(deps, stored, next);
    await refuseMentionedSince(deps, stored, naming);
    return NOTHING_REBUILT;
  });
