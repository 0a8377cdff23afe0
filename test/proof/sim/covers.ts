import { canonicalJson } from '../../../functions/domain/canonical-json.ts';
import { LATEST } from '../../../functions/domain/claims.ts';
import type { CustomerEvent, LedgerEvent } from '../../../functions/domain/ledger-event.ts';
import { joinPlacedFacts } from '../../../functions/domain/placement.ts';
import { joinSubscriptionFacts, subscriptionFacts } from '../../../functions/domain/subscription.ts';
import { joinTransactionFacts } from '../../../functions/domain/transaction.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import { factsByItem, factsByTransaction, ofKind } from '../../../functions/process/facts.ts';

/** What of these events the ledger does not hold, by the keys of rows, items, customers and references. */
export const notHeld = async (ledger: Ledger, events: readonly LedgerEvent[]): Promise<readonly string[]> => {
  const missing: string[] = [];
  const look = (key: string, isHeld: boolean): void => {
    if (!isHeld) missing.push(key);
  };
  for (const [key, facts] of factsByTransaction(events)) {
    const row = await ledger.readTransaction(key);
    look(key, row !== undefined && same(joinTransactionFacts(row.facts, facts), row.facts));
  }
  for (const [key, facts] of factsByItem(events)) {
    const item = await ledger.readPlaced(key);
    look(key, item !== undefined && same(joinPlacedFacts(item.facts, facts), item.facts));
  }
  for (const event of ofKind(events, 'subscription')) {
    const row = await ledger.readSubscription(event.key);
    look(event.key, row !== undefined && same(joinSubscriptionFacts(row.facts, subscriptionFacts(event)), row.facts));
  }
  for (const { ref, transaction } of ofKind(events, 'alias')) {
    look(ref, Object.hasOwn((await ledger.readAlias(ref))?.facts.payments ?? {}, transaction));
  }
  for (const event of ofKind(events, 'customer')) look(event.customerKey, await holdsCustomer(ledger, event));
  return missing;
};

const holdsCustomer = async (ledger: Ledger, { customerKey, links }: CustomerEvent): Promise<boolean> => {
  const claims = await Promise.all(links.map((link) => ledger.readClaims(link, LATEST)));
  const areClaimed = claims.every((history) => history.some(({ claim }) => claim.target === customerKey));
  return areClaimed && (await ledger.readCustomer(customerKey)) !== undefined;
};

const same = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);
