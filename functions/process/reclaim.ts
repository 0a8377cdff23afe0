import { claimTargets } from '../domain/claims.ts';
import type { CustomerKey, ProviderKey } from '../domain/keys.ts';
import type { Millis } from '../domain/ledger-event.ts';
import type { RowRef } from '../ledger/rows.ts';
import type { ProcessDeps } from './deps.ts';
import { pagesOf } from './pages.ts';
import { PAGE } from './release-waiting.ts';

/** An index may lag; after this the look at it is repeated, and by then it has surely caught up. The queue's longest delay. */
const INDEX_CATCHES_UP_SECONDS = 900;

/** Leaves the work of a contested link: now, and once more when the index has caught up. */
export const sendReclaim = async (deps: Pick<ProcessDeps, 'work'>, providerKey: ProviderKey, from: Millis | null): Promise<void> => {
  await deps.work.send({ kind: 'reclaim', providerKey, from });
  await deps.work.send({ kind: 'reclaim', providerKey, from }, { delaySeconds: INDEX_CATCHES_UP_SECONDS });
};

/** Resolves again the rows of the time that a claim concerns, under every customer that the link was ever claimed for. */
export const reclaim = async (deps: ProcessDeps, providerKey: ProviderKey, from: Millis | null): Promise<void> => {
  const claims = await deps.ledger.readClaims(providerKey);
  // One customer after the other, a page at a time: the work may be large and nobody waits for it.
  for (const customer of claimTargets(claims.map(({ claim }) => claim))) {
    await resolveEach(deps, providerKey, rowsOf(deps, customer, from));
  }
};

const resolveEach = async (deps: ProcessDeps, providerKey: ProviderKey, pages: AsyncIterable<readonly RowRef[]>): Promise<void> => {
  const provider = `${providerKey.split(':', 1)[0]}:`;
  for await (const page of pages) {
    const rows = page.filter(({ key }) => key.startsWith(provider));
    if (rows.length > 0) await deps.work.send({ kind: 'resolve', rows });
  }
};

/** Transactions since then, and all subscriptions: their owner is the link as of their newest event. */
async function* rowsOf(deps: ProcessDeps, customer: CustomerKey, from: Millis | null): AsyncIterable<readonly RowRef[]> {
  for await (const keys of pagesOf((cursor) => deps.ledger.transactionKeysSince(customer, from, { limit: PAGE, cursor }))) {
    yield keys.map((key) => ({ table: 'transactions', key }));
  }
  for await (const items of pagesOf((cursor) => deps.ledger.listSubscriptions(customer, { limit: PAGE, cursor }))) {
    yield items.map(({ key }) => ({ table: 'subscriptions', key }));
  }
}
