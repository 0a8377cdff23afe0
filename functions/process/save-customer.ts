import { sameJson } from '../domain/canonical-json.ts';
import { contestedFrom, isSameClaim } from '../domain/claims.ts';
import { customerFacts, joinCustomerFacts, NO_CUSTOMER_FACTS } from '../domain/customer.ts';
import type { AwaitedKey, EventKey } from '../domain/keys.ts';
import type { CustomerEvent } from '../domain/ledger-event.ts';
import type { Put } from '../ledger/ledger.ts';
import { retryConflicts } from '../ledger/retry-conflicts.ts';
import { withEventKey } from '../ledger/row-story.ts';
import type { ClaimItem, ContestedLink, CustomerItem } from '../ledger/rows.ts';
import type { ProcessDeps } from './deps.ts';
import type { Saved } from './story.ts';

/** What a customer event made known, for whoever waits for it. */
export type SavedCustomer = Saved & {
  readonly madeKnown: readonly AwaitedKey[];
  /** Links that now have more than one target: payments of that time may have to follow. */
  readonly contested: readonly ContestedLink[];
};

/**
 * Joins an event into its customer and claims its links, in one transaction: a link proves its customer. `madeKnown` names the keys
 * also when nothing was new, because an earlier run may have stopped before it told those who wait.
 */
export const saveCustomer = (deps: ProcessDeps, event: CustomerEvent, by: EventKey): Promise<SavedCustomer> =>
  retryConflicts(deps.random, async () => {
    const said = claimsOf(event);
    const [stored, histories] = await Promise.all([deps.ledger.readCustomer(event.customerKey), readHistories(deps, said)]);
    const customer = nextCustomer(deps, stored, event, by);
    const claims = customer.facts.erased === true ? said.map((claim) => ({ ...claim, erased: true as const })) : said;
    const newClaims = claims.filter((own, at) => !histories[at]?.some((known) => isSameClaim(known.claim, own.claim)));
    const puts: readonly Put[] = [
      ...(customer === stored ? [] : [{ kind: 'customer', item: customer } as const]),
      ...newClaims.map((item) => ({ kind: 'claim', item }) as const),
    ];
    if (puts.length > 0) await deps.ledger.write(puts);
    return {
      // A claim that is there already bears this event's version: an earlier run wrote it.
      told: puts.length > 0 || newClaims.length < claims.length || customer.eventKeys.includes(by),
      madeKnown: [`customer:${event.customerKey}`, ...event.links.map((link): AwaitedKey => `link:${link}`)],
      contested: contestedBy(newClaims.length > 0 ? await readHistories(deps, claims) : histories, claims),
    };
  });

/** Up to the claim itself, so that it is among them if it is there. */
const readHistories = (deps: ProcessDeps, claims: readonly ClaimItem[]): Promise<readonly (readonly ClaimItem[])[]> =>
  Promise.all(claims.map(({ providerKey, claim }) => deps.ledger.readClaims(providerKey, claim)));

/** The customer as it is to be written, or `stored` itself when the event tells nothing new. */
const nextCustomer = (deps: ProcessDeps, stored: CustomerItem | undefined, event: CustomerEvent, by: EventKey): CustomerItem => {
  const facts = joinCustomerFacts(stored?.facts ?? NO_CUSTOMER_FACTS, customerFacts(event));
  if (stored !== undefined && sameJson(facts, stored.facts)) return stored;
  const now = deps.clock().getTime();
  const eventKeys = withEventKey(stored?.eventKeys ?? [], by);
  return { key: event.customerKey, version: stored?.version ?? 0, facts, eventKeys, createdAt: stored?.createdAt ?? now, updatedAt: now };
};

const claimsOf = ({ links, customerKey, from, version }: CustomerEvent): readonly ClaimItem[] =>
  links.map((providerKey) => ({ providerKey, claim: { target: customerKey, from, by: 'event', version } }));

/** By the claims as they stand after the write: of two that are written at once, the last writer sees both. */
const contestedBy = (histories: readonly (readonly ClaimItem[])[], claims: readonly ClaimItem[]): readonly ContestedLink[] =>
  claims.flatMap((own, index) => {
    const others = (histories[index] ?? []).map(({ claim }) => claim).filter((claim) => !isSameClaim(claim, own.claim));
    const from = contestedFrom(own.claim, others);
    return from === undefined ? [] : [{ providerKey: own.providerKey, from }];
  });
