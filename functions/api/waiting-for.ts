import { z } from '@hono/zod-openapi';
import { type AwaitedKey, customerKey, keyProblem, type ProviderKey, type SubscriptionKey, type TransactionKey } from '../domain/keys.ts';
import { decodeCursor, encodeCursor, keyText } from '../ledger/cursor.ts';
import type { Ledger, Page, PageRequest } from '../ledger/ledger.ts';
import { listNames } from '../ledger/list-names.ts';
import type { WaitingRow } from '../ledger/rows.ts';
import { waitingPlaced, waitingSubscription, waitingTransaction } from '../ledger/waiting-rows.ts';
import { isProviderKey } from './key-fields.ts';

/** Rows that may wait for a key, found under it: they are read before any of them is shown. */
type Part = {
  readonly name: string;
  /** Keys of rows in a fixed order, from after one of them on. */
  readonly rowKeys: (after: string | undefined, limit: number) => Promise<readonly string[]>;
  /** Whether a row that waits does so for this key. */
  readonly isMeant: (row: WaitingRow) => boolean;
};

/**
 * What waits for one key (of a customer, of a provider's customer or subscription, of an invoice), and the row of that key itself
 * when it waits. Reads those rows and no others, strongly. Throws a `CursorError`.
 */
export const listWaitingFor = async (ledger: Ledger, key: string, { limit, cursor }: PageRequest): Promise<Page<WaitingRow>> => {
  const parts = partsOf(ledger, key);
  const list = listNames.waitingFor(key);
  const start = cursor === undefined ? undefined : decodeCursor(list, positionIn(parts), cursor);
  const found: { readonly part: Part; readonly rowKey: string }[] = [];
  for (const part of parts.slice(
    Math.max(
      0,
      parts.findIndex(({ name }) => name === start?.part),
    ),
  )) {
    const after = part.name === start?.part ? start.after : undefined;
    // One more than the page holds tells whether there is a next.
    const rowKeys = await part.rowKeys(after, limit + 1 - found.length);
    found.push(...rowKeys.map((rowKey) => ({ part, rowKey })));
    if (found.length > limit) break;
  }
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const rows = await readWaitingRows(
    ledger,
    shown.map(({ rowKey }) => rowKey),
  );
  return {
    items: shown.flatMap(({ part, rowKey }) => (rows.get(rowKey) ?? []).filter(part.isMeant)),
    nextCursor: last !== undefined && found.length > limit ? encodeCursor(list, { part: last.part.name, after: last.rowKey }) : null,
  };
};

const positionIn = (parts: readonly Part[]) => z.strictObject({ part: z.enum(parts.map(({ name }) => name)), after: keyText });

const partsOf = (ledger: Ledger, key: string): readonly Part[] => [
  ...(isProviderKey(key) ? [namedPart(ledger, key), awaitingPart(ledger, `link:${key}`)] : []),
  ...(keyProblem(key) === undefined ? [awaitingPart(ledger, `customer:${customerKey(key)}`)] : []),
];

/** The row of this key, and the refunds and disputes that name it in the place of their payment. */
const namedPart = (ledger: Ledger, key: ProviderKey): Part => ({
  name: 'named',
  rowKeys: async (after, limit) => {
    const dependents = (await ledger.readAlias(key))?.facts.dependents ?? [];
    const keys = [...new Set([key, ...dependents])].sort();
    return keys.filter((rowKey) => after === undefined || rowKey > after).slice(0, limit);
  },
  isMeant: () => true,
});

const awaitingPart = (ledger: Ledger, awaited: AwaitedKey): Part => ({
  name: awaited,
  rowKeys: async (after, limit) => (await ledger.waitingEntries(awaited, { limit, after })).map(({ row }) => row.key),
  // An entry may be older than its row.
  isMeant: ({ awaiting }) => awaiting.includes(awaited),
});

/** Those of these rows that wait, by their keys. A key does not tell a payment from a refund with a row of its own. */
const readWaitingRows = async (ledger: Ledger, keys: readonly string[]): Promise<ReadonlyMap<string, readonly WaitingRow[]>> => {
  const rows = keys.filter(isProviderKey);
  const isSubscription = (key: string): boolean => key.split(':', 2)[1] === 'subscription';
  const subscriptions: readonly SubscriptionKey[] = rows.filter(isSubscription);
  const transactions: readonly TransactionKey[] = rows.filter((key) => !isSubscription(key));
  const read = await ledger.readTransactions(transactions);
  const others = rows.filter((key) => !isSubscription(key) && read.every((row) => row.key !== key));
  const waiting = [
    ...read.map(waitingTransaction),
    ...(await Promise.all(subscriptions.map((key) => ledger.readSubscription(key)))).map((row) => row && waitingSubscription(row)),
    ...(await Promise.all(others.map((key) => ledger.readPlaced(key)))).map((row) => row && waitingPlaced(row)),
  ].filter((row) => row !== undefined);
  return Map.groupBy(waiting, ({ key }) => key);
};
