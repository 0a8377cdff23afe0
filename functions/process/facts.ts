import type { ProviderKey, TransactionKey } from '../domain/keys.ts';
import type { LedgerEvent } from '../domain/ledger-event.ts';
import { joinPlacedFacts, type PlacedFacts, placedFacts } from '../domain/placement.ts';
import { joinTransactionFacts, paymentFacts, reducedBy, type TransactionFacts } from '../domain/transaction.ts';

export const ofKind = <K extends LedgerEvent['kind']>(
  events: readonly LedgerEvent[],
  kind: K,
): readonly Extract<LedgerEvent, { kind: K }>[] =>
  events.filter((event): event is Extract<LedgerEvent, { kind: K }> => event.kind === kind);

/** What the events tell of each transaction, payments and the reductions that name theirs. */
export const factsByTransaction = (events: readonly LedgerEvent[]): ReadonlyMap<TransactionKey, TransactionFacts> => {
  const facts = new Map<TransactionKey, TransactionFacts>();
  const add = (key: TransactionKey, told: TransactionFacts) => facts.set(key, joinKnown(joinTransactionFacts, facts.get(key), told));
  for (const event of events) {
    if (event.kind === 'payment') add(event.key, paymentFacts(event));
    else if ('target' in event && 'transaction' in event.target) add(event.target.transaction, reducedBy(event));
  }
  return facts;
};

/** What the events tell of each reduction that does not name its payment. */
export const factsByItem = (events: readonly LedgerEvent[]): ReadonlyMap<ProviderKey, PlacedFacts> => {
  const facts = new Map<ProviderKey, PlacedFacts>();
  for (const event of events) {
    if (!('target' in event) || 'transaction' in event.target) continue;
    const { item, refs } = event.target;
    facts.set(item, joinKnown(joinPlacedFacts, facts.get(item), placedFacts(event, refs)));
  }
  return facts;
};

const joinKnown = <T>(join: (a: T, b: T) => T, known: T | undefined, told: T): T => (known === undefined ? told : join(known, told));
