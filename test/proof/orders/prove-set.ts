import { isDeepStrictEqual } from 'node:util';
import { countOrders, ordersOf } from './count-orders.ts';
import type { EventSet } from './event-set.ts';
import { explore } from './explore.ts';
import { completed } from './stated-ledger.ts';

const MOST_EXTRA = 2;

/** What was walked for one set, and what did not hold. */
export type Proof = {
  readonly provider: string;
  /** Orders with up to two extra deliveries, each with its work done at once. */
  readonly orders: number;
  /** Orders without extra deliveries, with all work left to the end. */
  readonly ordersWithWorkLeft: number;
  readonly subsets: number;
  readonly stages: number;
  readonly deliveries: number;
  readonly repeatsThatWrote: number;
  readonly problems: readonly string[];
};

export const proveSet = async (set: EventSet): Promise<Proof> => {
  const atOnce = await explore(set, { pace: 'at once', repeats: true });
  const atTheEnd = await explore(set, { pace: 'at the end', repeats: false });
  const orders = countOrders(set, atOnce, MOST_EXTRA);
  const size = set.steps.length;
  const problems = [
    ...orders.flatMap((count, extra) => (count === ordersOf(size, extra) ? [] : [`${count} orders with ${extra} extra were walked`])),
    ...[atOnce, atTheEnd].flatMap(({ splits }) => splits.map((split) => `two ledgers after ${split}`)),
    ...[atOnce, atTheEnd].flatMap(({ ends }) => ends.flatMap((end) => differenceOf(set, end))),
  ];
  return {
    provider: set.provider,
    orders: orders.reduce((sum, count) => sum + count, 0),
    ordersWithWorkLeft: countOrders(set, atTheEnd, 0)[0] ?? 0,
    subsets: 1 << size,
    stages: atOnce.nodes.length + atTheEnd.nodes.length,
    deliveries: atOnce.deliveries + atTheEnd.deliveries,
    repeatsThatWrote: atOnce.repeatsThatWrote,
    problems: problems.map((problem) => `${set.provider}, ${set.name}: ${problem}`),
  };
};

export const differenceOf = (set: EventSet, end: unknown): readonly string[] =>
  isDeepStrictEqual(end, completed(set.ledger))
    ? []
    : [`another ledger than stated:\n  ${JSON.stringify(end)}\n  ${JSON.stringify(completed(set.ledger))}`];
