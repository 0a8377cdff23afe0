import { claimTargets, LATEST } from '../domain/claims.ts';
import type { CustomerKey, ProviderKey } from '../domain/keys.ts';
import type { Millis } from '../domain/ledger-event.ts';
import type { Ledger, PageRequest } from '../ledger/ledger.ts';
import type { RowRef, RowTable } from '../ledger/rows.ts';
import type { Work } from '../ledger/work.ts';
import type { ProcessDeps } from './deps.ts';
import { PAGE } from './release-waiting.ts';

/** An index may lag; after this the look at it is repeated, and by then it has surely caught up. The queue's longest delay. */
const INDEX_CATCHES_UP_SECONDS = 900;

/** Leaves the work of a contested link: now, and once more when the index has caught up. */
export const sendReclaim = async (deps: Pick<ProcessDeps, 'work'>, providerKey: ProviderKey, from: Millis | null): Promise<void> => {
  await deps.work.send({ kind: 'reclaim', providerKey, from });
  await deps.work.send({ kind: 'reclaim', providerKey, from }, { delaySeconds: INDEX_CATCHES_UP_SECONDS });
};

/** A message sends so many pages of rows on their way, some seconds' work, and leaves the next to another one. */
const PAGES_OF_ONE = 40;

/**
 * Has the rows of the time that a claim concerns resolved again, under every customer that the link was ever claimed for. One customer after
 * the other, a page at a time: the work may be large and nobody waits for it.
 */
export const reclaim = async (deps: ProcessDeps, work: Reclaim): Promise<void> => {
  const { providerKey, from } = work;
  const claims = await deps.ledger.readClaims(providerKey, LATEST);
  let pages = 0;
  for (const { read, ...list } of listsFrom(deps, claimTargets(claims.map(({ claim }) => claim)), work)) {
    let cursor = list.cursor;
    do {
      const { rows, nextCursor } = await read(cursor);
      await sendRows(deps, providerKey, rows);
      pages += 1;
      if (nextCursor !== null && pages >= PAGES_OF_ONE) {
        const { customer, table } = list;
        return deps.work.send({ kind: 'reclaim', providerKey, from, place: { customer, table, cursor: nextCursor } });
      }
      cursor = nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
};

type Reclaim = Omit<Extract<Work, { readonly kind: 'reclaim' }>, 'kind'>;

const sendRows = async (deps: ProcessDeps, providerKey: ProviderKey, page: readonly RowRef[]): Promise<void> => {
  const provider = `${providerKey.split(':', 1)[0]}:`;
  const rows = page.filter(({ key }) => key.startsWith(provider));
  if (rows.length > 0) await deps.work.send({ kind: 'resolve', rows });
};

type RowPage = { readonly rows: readonly RowRef[]; readonly nextCursor: string | null };
type RowList = {
  readonly customer: CustomerKey;
  readonly table: RowTable;
  readonly cursor: string | undefined;
  readonly read: (cursor: string | undefined) => Promise<RowPage>;
};

/** The lists of these customers, who are in order, from a place on. A claim that came since has a reclaim of its own. */
const listsFrom = (deps: ProcessDeps, customers: readonly CustomerKey[], { from, place }: Reclaim): readonly RowList[] => {
  const lists = customers.flatMap((customer) => TABLES.map((table) => ({ customer, table })));
  const first = place === undefined ? 0 : lists.findIndex(({ customer, table }) => customer === place.customer && table === place.table);
  return lists.slice(Math.max(0, first)).map(({ customer, table }, at) => ({
    ...{ customer, table },
    cursor: at === 0 ? place?.cursor : undefined,
    read: (cursor) => readRows(deps, { customer, table, from }, { limit: PAGE, cursor }),
  }));
};

const TABLES = ['transactions', 'subscriptions'] as const;

/** Transactions since then, and all subscriptions: their owner is the link as of their newest event. */
const readRows = async (
  { ledger }: ProcessDeps,
  { customer, table, from }: { readonly customer: CustomerKey; readonly table: RowTable; readonly from: Millis | null },
  page: PageRequest,
): Promise<RowPage> => {
  const { items, nextCursor } =
    table === 'transactions' ? await transactionsSince(ledger, customer, from, page) : await ledger.listSubscriptions(customer, page);
  return { rows: items.map(({ key }) => ({ table, key })), nextCursor };
};

const transactionsSince = async (ledger: Ledger, customer: CustomerKey, from: Millis | null, page: PageRequest) => {
  const { items, nextCursor } = await ledger.transactionKeysSince(customer, from, page);
  return { items: items.map((key) => ({ key })), nextCursor };
};
