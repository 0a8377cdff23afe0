import type { TransactionKey } from '../domain/keys.ts';
import { joinPlacedFacts } from '../domain/placement.ts';
import { NO_REDUCTIONS, reductionCurrencies } from '../domain/reductions.ts';
import { viewTransaction } from '../domain/transaction-view.ts';
import { RANK, type Version } from '../domain/version.ts';
import type { Change, EventRecord } from '../ledger/event-record.ts';
import { placedWith } from '../ledger/placed-rows.ts';
import { retryConflicts } from '../ledger/retry-conflicts.ts';
import { changeBefore, changeOf, moneyBefore, withEventKey } from '../ledger/row-story.ts';
import type { PlacedItem, TransactionRow } from '../ledger/rows.ts';
import type { ApiDeps } from './deps.ts';
import { isProviderKey } from './key-fields.ts';
import { ProblemError } from './problem.ts';

/**
 * Places the refunds, figures and disputes of an event that name no payment under the one that an operator names: the word, the
 * row that they enter and the row that they leave in one write. What its own references have placed is not the operator's to move.
 * The answer tells what that did to each row; of what was in place already, what an earlier try did, as far as that is still known.
 */
export const placeReductions = (deps: ApiDeps, record: EventRecord, payment: TransactionKey): Promise<Placed> =>
  retryConflicts(Math.random, async () => {
    const items = await itemsToPlace(deps, record);
    const target = await deps.ledger.readTransaction(payment);
    if (target === undefined) throw new ProblemError('not-found', 'There is no transaction with this key');
    if (items.length === 0) throw new ProblemError('conflict', 'Nothing of this event waits to be placed by an operator');
    if (!payment.startsWith(`${record.provider}:`)) throw new ProblemError('conflict', 'The transaction is not one of the same provider');
    refuseOtherCurrency(items, target);
    const moved = items.filter((item) => item.placedIn !== payment).map((item) => withWord(deps, item, payment));
    if (moved.length === 0) return { wrote: false, changes: await changesBefore(deps, record, target) };
    const steps = await stepsOf(deps, { record, items, moved, target });
    await deps.ledger.write([
      ...moved.map((item) => ({ kind: 'placed', item }) as const),
      ...steps.map(({ after }) => ({ kind: 'transaction', item: after }) as const),
    ]);
    return { wrote: true, changes: steps.map(({ before, after }) => changeOf(before, after)) };
  });

/** What an operator's word did to rows, and whether it did so now. */
export type Placed = { readonly wrote: boolean; readonly changes: readonly Change[] };

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

type Move = {
  readonly record: EventRecord;
  readonly items: readonly PlacedItem[];
  readonly moved: readonly PlacedItem[];
  readonly target: TransactionRow;
};
type Step = { readonly before: TransactionRow; readonly after: TransactionRow };

/** Whose the rows are does not change with what is placed under them, so they are written as they were resolved. */
const stepsOf = async (deps: ApiDeps, { record: { key: by }, items, moved, target }: Move): Promise<readonly Step[]> => {
  const left = new Set(items.flatMap(({ placedIn }) => (placedIn === null || placedIn === target.key ? [] : placedIn)));
  const rows = await Promise.all([...left].map((key) => deps.ledger.readTransaction(key)));
  return [...rows.flatMap((row) => row ?? []), target].map((before) => {
    const placed = placedWith(before, moved);
    return { before, after: { ...before, placed, eventKeys: withEventKey(before.eventKeys, by), before: moneyBefore(before) } };
  });
};

/** Of a try that wrote the rows and stopped before the event's record. */
const changesBefore = async (deps: ApiDeps, { key, rows }: EventRecord, target: TransactionRow): Promise<readonly Change[]> => {
  const others = rows.filter(isProviderKey).filter((row) => row !== target.key);
  const left = await Promise.all(others.map((row) => deps.ledger.readTransaction(row)));
  return [...left.flatMap((row) => row ?? []), target].flatMap((row) => changeBefore(row, key) ?? []);
};
