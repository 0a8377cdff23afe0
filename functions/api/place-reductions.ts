import type { TransactionKey } from '../domain/keys.ts';
import { joinPlacedFacts } from '../domain/placement.ts';
import { NO_REDUCTIONS, reductionCurrencies } from '../domain/reductions.ts';
import { viewTransaction } from '../domain/transaction-view.ts';
import { RANK, type Version } from '../domain/version.ts';
import type { EventRecord } from '../ledger/event-record.ts';
import type { Put } from '../ledger/ledger.ts';
import { placedWith } from '../ledger/placed-rows.ts';
import { retryConflicts } from '../ledger/retry-conflicts.ts';
import type { PlacedItem, TransactionRow } from '../ledger/rows.ts';
import type { ApiDeps } from './deps.ts';
import { isProviderKey } from './key-fields.ts';
import { ProblemError } from './problem.ts';

/**
 * Places the refunds, figures and disputes of an event that name no payment under the one that an operator names: the word, the
 * row that they enter and the row that they leave in one write. What its own references have placed is not the operator's to move.
 */
export const placeReductions = (deps: ApiDeps, record: EventRecord, payment: TransactionKey): Promise<void> =>
  retryConflicts(Math.random, async () => {
    const items = await itemsToPlace(deps, record);
    const target = await deps.ledger.readTransaction(payment);
    if (target === undefined) throw new ProblemError('not-found', 'There is no transaction with this key');
    if (items.length === 0) throw new ProblemError('conflict', 'Nothing of this event waits to be placed by an operator');
    if (!payment.startsWith(`${record.provider}:`)) throw new ProblemError('conflict', 'The transaction is not one of the same provider');
    refuseOtherCurrency(items, target);
    const moved = items.filter((item) => item.placedIn !== payment).map((item) => withWord(deps, item, payment));
    if (moved.length > 0) await deps.ledger.write(await putsOf(deps, items, moved, target));
  });

const itemsToPlace = async ({ ledger }: ApiDeps, { rows }: EventRecord): Promise<readonly PlacedItem[]> => {
  const items = await Promise.all(rows.filter(isProviderKey).map((key) => ledger.readPlaced(key)));
  return items.flatMap((item) => (item === undefined || (item.placedIn !== null && item.facts.operatorWord === undefined) ? [] : item));
};

const refuseOtherCurrency = (items: readonly PlacedItem[], { facts, placed }: TransactionRow): void => {
  const { currency } = viewTransaction(facts, Object.values(placed));
  if (currency === null) throw new ProblemError('conflict', 'The payment of this transaction is not known yet');
  const others = items.flatMap((item) => reductionCurrencies(item.facts.reductions)).filter((other) => other !== currency);
  if (others.length > 0) throw new ProblemError('conflict', 'The transaction is in another currency');
};

/** Newer than the word before it, whatever the clocks say. */
const withWord = (deps: ApiDeps, item: PlacedItem, payment: TransactionKey): PlacedItem => {
  const at = Math.max(deps.clock().getTime(), (item.facts.operatorWord?.version.at ?? 0) + 1);
  const version: Version = { at, rank: RANK.updated, id: deps.newId() };
  const word = { refs: [], reductions: NO_REDUCTIONS, operatorWord: { value: payment, version } };
  return { ...item, facts: joinPlacedFacts(item.facts, word), placedIn: payment };
};

/** Whose the rows are does not change with what is placed under them, so they are written as they were resolved. */
const putsOf = async (
  deps: ApiDeps,
  before: readonly PlacedItem[],
  moved: readonly PlacedItem[],
  target: TransactionRow,
): Promise<readonly Put[]> => {
  const left = new Set(before.flatMap(({ placedIn }) => (placedIn === null || placedIn === target.key ? [] : placedIn)));
  const rows = await Promise.all([...left].map((key) => deps.ledger.readTransaction(key)));
  const touched = [target, ...rows.flatMap((row) => row ?? [])].map((row) => ({ ...row, placed: placedWith(row, moved) }));
  return [...moved.map((item) => ({ kind: 'placed', item }) as const), ...touched.map((item) => ({ kind: 'transaction', item }) as const)];
};
