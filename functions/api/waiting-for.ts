import { type AwaitedKey, customerKey, keyProblem, type ProviderKey, type SubscriptionKey, type TransactionKey } from '../domain/keys.ts';
import { compareText } from '../domain/version.ts';
import { decodeCursor, encodeCursor, keyText } from '../ledger/cursor.ts';
import type { Ledger, Page, PageRequest } from '../ledger/ledger.ts';
import { listNames } from '../ledger/list-names.ts';
import type { WaitingRow } from '../ledger/rows.ts';
import { waitingPlaced, waitingSubscription, waitingTransaction } from '../ledger/waiting-rows.ts';
import { isProviderKey } from './key-fields.ts';
import * as z from './zod.ts';

/** A key under which rows may wait, and those of them that do. */
type Found = { readonly rowKey: string; readonly rows: readonly WaitingRow[] };

/** Rows that may wait for a key for one reason, in the order of their keys, from after one of them on. */
type Part = { readonly name: string; readonly read: (after: string | undefined, limit: number) => Promise<readonly Found[]> };

/**
 * What waits for one key (of a customer, of a provider's customer or subscription, of an invoice), and the row of that key itself
 * when it waits. Reads those rows and no others, strongly. Throws a `CursorError`.
 */
export const listWaitingFor = async (ledger: Ledger, key: string, { limit, cursor }: PageRequest): Promise<Page<WaitingRow>> => {
  const parts = partsOf(ledger, key);
  const list = listNames.waitingFor(key);
  const start = cursor === undefined ? undefined : decodeCursor(list, positionIn(parts), cursor);
  const found: (Found & { readonly part: string })[] = [];
  for (const { name, read } of parts.slice(
    Math.max(
      0,
      parts.findIndex(({ name }) => name === start?.part),
    ),
  )) {
    // One more than the page holds tells whether there is a next.
    const more = await read(name === start?.part ? start.after : undefined, limit + 1 - found.length);
    found.push(...more.map((one) => ({ ...one, part: name })));
    if (found.length > limit) break;
  }
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.flatMap(({ rows }) => rows),
    nextCursor: last !== undefined && found.length > limit ? encodeCursor(list, { part: last.part, after: last.rowKey }) : null,
  };
};

const positionIn = (parts: readonly Part[]) => z.strictObject({ part: z.enum(parts.map(({ name }) => name)), after: keyText });

const partsOf = (ledger: Ledger, key: string): readonly Part[] => [
  ...(isProviderKey(key) ? [namedPart(ledger, key), awaitingPart(ledger, `link:${key}`)] : []),
  ...(keyProblem(key) === undefined ? [awaitingPart(ledger, `customer:${customerKey(key)}`)] : []),
];

/** The row of this key, and the refunds and disputes that name it in the place of their payment: few, so all are read. */
const namedPart = (ledger: Ledger, key: ProviderKey): Part => ({
  name: 'named',
  read: async (after, limit) => {
    const dependents = (await ledger.readAlias(key))?.facts.dependents ?? [];
    const waiting = await readWaitingRows(ledger, [...new Set([key, ...dependents])]);
    const found = [...waiting].map(([rowKey, rows]): Found => ({ rowKey, rows })).sort((a, b) => compareText(a.rowKey, b.rowKey));
    return found.filter(({ rowKey }) => after === undefined || rowKey > after).slice(0, limit);
  },
});

const awaitingPart = (ledger: Ledger, awaited: AwaitedKey): Part => ({
  name: awaited,
  read: async (after, limit) => {
    const entries = await ledger.waitingEntries(awaited, { limit, after });
    const waiting = await readWaitingRows(
      ledger,
      entries.map(({ row }) => row.key),
    );
    // An entry may be older than its row, or stay a while after it.
    const rowsOf = (key: string) => (waiting.get(key) ?? []).filter((row) => row.awaiting.includes(awaited));
    return entries.map(({ row: { key } }): Found => ({ rowKey: key, rows: rowsOf(key) }));
  },
});

/** Those of these rows that wait, by their keys. A key does not tell a payment from a refund with a row of its own. */
const readWaitingRows = async (ledger: Ledger, keys: readonly string[]): Promise<ReadonlyMap<string, readonly WaitingRow[]>> => {
  const rows = keys.filter(isProviderKey);
  const isSubscription = (key: string): boolean => key.split(':', 2)[1] === 'subscription';
  const subscriptions: readonly SubscriptionKey[] = rows.filter(isSubscription);
  const transactions: readonly TransactionKey[] = rows.filter((key) => !isSubscription(key));
  const read = transactions.length === 0 ? [] : await ledger.readTransactions(transactions);
  const others = rows.filter((key) => !isSubscription(key) && read.every((row) => row.key !== key));
  const waiting = [
    ...read.map(waitingTransaction),
    ...(await Promise.all(subscriptions.map((key) => ledger.readSubscription(key)))).map((row) => row && waitingSubscription(row)),
    ...(await Promise.all(others.map((key) => ledger.readPlaced(key)))).map((row) => row && waitingPlaced(row)),
  ].filter((row) => row !== undefined);
  return Map.groupBy(waiting, ({ key }) => key);
};
