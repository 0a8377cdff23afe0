import { sameJson } from '../domain/canonical-json.ts';
import type { EventKey, ProviderKey, TransactionKey } from '../domain/keys.ts';
import { joinPlacedFacts, type PlacedFacts, placementOf } from '../domain/placement.ts';
import type { Put } from '../ledger/ledger.ts';
import { placedWith } from '../ledger/placed-rows.ts';
import { retryConflicts } from '../ledger/retry-conflicts.ts';
import { changeOf, withEventKey } from '../ledger/row-story.ts';
import type { PlacedItem, TransactionRow } from '../ledger/rows.ts';
import type { ProcessDeps } from './deps.ts';
import { mention } from './mention.ts';
import { registerDependent } from './save-alias.ts';
import { countConflict, emptyTransaction, nextTransaction } from './save-transaction.ts';
import { type Saved, savedBefore } from './story.ts';

/**
 * Joins facts into an item that does not name its payment, and moves it under the payment that it belongs to now: the item, the row
 * that it enters and the row that it leaves are written in one transaction.
 */
export const savePlaced = (deps: ProcessDeps, key: ProviderKey, facts: PlacedFacts, by: EventKey): Promise<readonly Saved[]> =>
  retryConflicts(deps.random, async () => {
    const stored = await deps.ledger.readPlaced(key);
    const joined = stored === undefined ? facts : joinPlacedFacts(stored.facts, facts);
    const saved = await place(deps, stored ?? emptyPlaced(deps, key, facts), joined, by);
    if (stored !== undefined && !saved.some(({ told }) => told)) await mention(deps, stored, by, () => deps.ledger.readPlaced(key));
    return saved;
  });

/** Places an item that is there once more, because something that it refers to changed its meaning. */
export const replace = (deps: ProcessDeps, key: ProviderKey, by: EventKey | undefined): Promise<readonly Saved[]> =>
  retryConflicts(deps.random, async () => {
    const stored = await deps.ledger.readPlaced(key);
    return stored === undefined ? [] : place(deps, stored, stored.facts, by);
  });

/**
 * Writes the item with these facts and moves it to where they place it. The placement is found here, so call it anew after every
 * conflict.
 */
export const place = async (
  deps: ProcessDeps,
  stored: PlacedItem,
  facts: PlacedFacts,
  by: EventKey | undefined,
): Promise<readonly Saved[]> => {
  const aliases = await Promise.all(facts.refs.map((ref) => registerDependent(deps, ref, stored.key)));
  const placedIn = placementOf(facts, aliases) ?? null;
  if (stored.version > 0 && placedIn === stored.placedIn && sameJson(facts, stored.facts)) return savedEarlier(deps, stored, by);
  const item = { ...stored, facts, placedIn, eventKeys: withEventKey(stored.eventKeys, by) };
  const rows = await rowsTouched(deps, stored, item, by);
  const puts: readonly Put[] = rows.map(({ after }) => ({ kind: 'transaction', item: after }));
  await deps.ledger.write([{ kind: 'placed', item }, ...puts]);
  for (const { after } of rows) countConflict(deps, after);
  return [
    { row: item.key, told: true },
    ...rows.map(({ before, after }) => ({ row: after.key, told: true, change: changeOf(before, after) })),
    ...(await lookAgain(deps, item, by)),
  ];
};

/**
 * Who told an alias while the item was being written found it not there yet, or as it was before, and passed on. So whoever writes
 * the item looks at its aliases once more after that: the last of the two sees what the other did.
 */
const lookAgain = async (deps: ProcessDeps, item: PlacedItem, by: EventKey | undefined): Promise<readonly Saved[]> => {
  const aliases = await Promise.all(item.facts.refs.map((ref) => deps.ledger.readAlias(ref)));
  const known = aliases.flatMap((alias) => alias?.facts ?? []);
  return (placementOf(item.facts, known) ?? null) === item.placedIn ? [] : replace(deps, item.key, by);
};

/** The item is as the event tells it: what it changed is known when an earlier run of the same event wrote it. */
const savedEarlier = async (deps: ProcessDeps, item: PlacedItem, by: EventKey | undefined): Promise<readonly Saved[]> => {
  const told = by !== undefined && item.eventKeys.includes(by);
  const row = told && item.placedIn !== null ? await deps.ledger.readTransaction(item.placedIn) : undefined;
  return [{ row: item.key, told }, ...(row === undefined ? [] : [savedBefore(row, by)])];
};

type Step = { readonly before: TransactionRow; readonly after: TransactionRow };

const rowsTouched = async (
  deps: ProcessDeps,
  before: PlacedItem,
  after: PlacedItem,
  by: EventKey | undefined,
): Promise<readonly Step[]> => {
  const keys = [...new Set([before.placedIn, after.placedIn])].filter((key) => key !== null);
  return Promise.all(keys.map((key) => rowTouched(deps, key, after, by)));
};

const rowTouched = async (deps: ProcessDeps, key: TransactionKey, item: PlacedItem, by: EventKey | undefined): Promise<Step> => {
  const before = (await deps.ledger.readTransaction(key)) ?? emptyTransaction(deps, key);
  return { before, after: await nextTransaction(deps, before, { placed: placedWith(before, [item]) }, by) };
};

const emptyPlaced = (deps: ProcessDeps, key: ProviderKey, facts: PlacedFacts): PlacedItem => ({
  key,
  version: 0,
  facts,
  placedIn: null,
  eventKeys: [],
  before: null,
  recordedAt: deps.clock().getTime(),
});
