import { awaitedKey, type CandidateFacts, rankedCandidates } from '../../functions/domain/candidates.ts';
import { claimInForce } from '../../functions/domain/claims.ts';
import { type CustomerFacts, customerFacts, joinCustomerFacts, NO_CUSTOMER_FACTS } from '../../functions/domain/customer.ts';
import type { CustomerEvent, LedgerEvent } from '../../functions/domain/ledger-event.ts';
import { type AliasFacts, joinAliasFacts, NO_ALIAS_FACTS, placementOf } from '../../functions/domain/placement.ts';
import { joinSubscriptionFacts, type SubscriptionFacts, subscriptionFacts } from '../../functions/domain/subscription.ts';
import { NO_TRANSACTION_FACTS } from '../../functions/domain/transaction.ts';
import { standing } from '../../functions/domain/transaction-view.ts';
import type { Delivery } from '../../functions/ingest/delivery.ts';
import { claimSort } from '../../functions/ledger/keys.ts';
import type { ClaimItem } from '../../functions/ledger/rows.ts';
import { factsByItem, factsByTransaction, ofKind } from '../../functions/process/facts.ts';
import { type Reading, readDelivery } from '../../functions/process/reading.ts';
import type { Provider } from '../../functions/providers/provider.ts';

/** The distinct events of these deliveries, in no order, each as it was first received. */
export const readingsOf = (providers: Readonly<Record<string, Provider>>, deliveries: readonly Delivery[]): readonly Reading[] => {
  const read = (delivery: Delivery): Reading => {
    const provider = providers[delivery.provider];
    if (provider === undefined) throw new Error(`There is no provider ${delivery.provider}`);
    return readDelivery(provider, delivery);
  };
  const byReceipt = deliveries.toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
  const first = new Map<string, Reading>();
  for (const reading of byReceipt.map(read)) {
    const name = `${reading.key} ${reading.hash}`;
    if (!first.has(name)) first.set(name, reading);
  }
  return [...first.values()];
};

/**
 * The state that a set of events has, folded in one go without a store, a queue or a retry: what `snapshot().state` must be, whatever
 * the order, the repeats and the faults were. Knows events alone, not the words of a team.
 */
export const foldOf = (readings: readonly Reading[]) => {
  const events = readings.filter(({ outcome }) => outcome === 'read').flatMap(({ ledgerEvents }) => ledgerEvents);
  const claims = readings.filter(({ outcome }) => outcome === 'read').flatMap(claimsOf);
  const customers = new Map<string, CustomerFacts>();
  for (const event of ofKind(events, 'customer'))
    joinInto(customers, event.customerKey, joinCustomerFacts, customerFacts(event), NO_CUSTOMER_FACTS);
  const resolve = (candidates: CandidateFacts, at: number) => resolution(candidates, at, { customers, claims });
  const rows = factsByTransaction(events);
  const items = factsByItem(events);
  const aliases = foldAliases(events, rows, items);
  const placed = [...items].map(([key, facts]) => {
    const known = facts.refs.map((ref) => aliases.get(ref) ?? NO_ALIAS_FACTS);
    return [key, { facts, placedIn: placementOf(facts, known) ?? null }] as const;
  });
  const keys = [...new Set([...rows.keys(), ...placed.flatMap(([, { placedIn }]) => placedIn ?? [])])];
  return {
    transactions: Object.fromEntries(
      keys.map((key) => {
        const facts = rows.get(key) ?? NO_TRANSACTION_FACTS;
        const here = placed
          .filter(([, { placedIn }]) => placedIn === key)
          .map(
            ([
              item,
              {
                facts: { reductions },
              },
            ]) => [item, reductions],
          );
        return [key, { facts, placed: Object.fromEntries(here), ...resolve(facts.candidates, facts.paidAt ?? 0) }];
      }),
    ),
    subscriptions: Object.fromEntries(
      [...foldSubscriptions(events)].map(([key, facts]) => [key, { facts, ...resolve(facts.candidates, facts.occurredAt.value) }]),
    ),
    placed: Object.fromEntries(placed),
    aliases: Object.fromEntries([...aliases].map(([key, facts]) => [key, { facts }])),
    customers: Object.fromEntries([...customers].map(([key, facts]) => [key, { facts }])),
    claims: Object.fromEntries(
      Object.entries(Object.groupBy(claims, ({ providerKey }) => providerKey)).map(([key, of = []]) => [
        key,
        Object.fromEntries(of.map(({ claim }) => [claimSort(claim), claim])),
      ]),
    ),
  };
};

const joinInto = <T>(into: Map<string, T>, key: string, join: (a: T, b: T) => T, told: T, none: T): void =>
  void into.set(key, join(into.get(key) ?? none, told));

const claimsOf = ({ ledgerEvents }: Reading): readonly ClaimItem[] =>
  ofKind(ledgerEvents, 'customer').flatMap((event: CustomerEvent) =>
    event.links.map((providerKey) => ({
      providerKey,
      claim: { target: event.customerKey, from: event.from, by: 'event', version: event.version },
    })),
  );

type Known = { readonly customers: ReadonlyMap<string, unknown>; readonly claims: readonly ClaimItem[] };

/** The best candidate that is known, and the better ones that are not. */
const resolution = (candidates: CandidateFacts, at: number, { customers, claims }: Known) => {
  const ranked = rankedCandidates(candidates);
  const found = ranked.map((candidate) => {
    if (candidate.kind === 'customer') return customers.has(candidate.customerKey) ? candidate.customerKey : undefined;
    const history = claims.filter(({ providerKey }) => providerKey === candidate.providerKey);
    return claimInForce(
      history.map(({ claim }) => claim),
      at,
    );
  });
  const best = found.findIndex((customer) => customer !== undefined);
  const better = best === -1 ? ranked : ranked.slice(0, best);
  return { customerKey: found[best] ?? null, awaiting: better.map(awaitedKey) };
};

const foldSubscriptions = (events: readonly LedgerEvent[]): ReadonlyMap<string, SubscriptionFacts> => {
  const rows = new Map<string, SubscriptionFacts>();
  for (const event of ofKind(events, 'subscription')) {
    const told = subscriptionFacts(event);
    const known = rows.get(event.key);
    rows.set(event.key, known === undefined ? told : joinSubscriptionFacts(known, told));
  }
  return rows;
};

/** Who stands for a name: by the events that say so, and by the payments themselves; and who depends on it. */
const foldAliases = (
  events: readonly LedgerEvent[],
  rows: ReturnType<typeof factsByTransaction>,
  items: ReturnType<typeof factsByItem>,
): ReadonlyMap<string, AliasFacts> => {
  const aliases = new Map<string, AliasFacts>();
  const add = (ref: string, facts: Partial<AliasFacts>) =>
    joinInto(aliases, ref, joinAliasFacts, { ...NO_ALIAS_FACTS, ...facts }, NO_ALIAS_FACTS);
  for (const { ref, transaction, at } of ofKind(events, 'alias')) add(ref, { payments: { [transaction]: { at } } });
  for (const [key, facts] of rows) {
    const stands = standing(facts);
    if (stands === 'not_yet' || facts.paidAt === undefined) continue;
    const payment = { at: facts.paidAt, ...(stands === 'undone' ? { undone: true as const } : {}) };
    for (const ref of facts.standsFor) add(ref, { payments: { [key]: payment } });
  }
  for (const [key, { refs }] of items) for (const ref of refs) add(ref, { dependents: [key] });
  return aliases;
};
