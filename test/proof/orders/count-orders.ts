import type { EventSet } from './event-set.ts';
import { type Explored, wholeOf } from './explore.ts';

/** How many orders with 0, 1 and 2 extra deliveries were walked to the whole set, counted along the stages. */
export const countOrders = (set: EventSet, { nodes }: Explored, mostExtra: number): readonly number[] => {
  const size = set.steps.length;
  let ways = new Map([[0, 1]]);
  const counts: number[] = [];
  for (let length = 1; length <= size + mostExtra; length += 1) {
    const longer = new Map<number, number>();
    for (const [node, count] of ways) for (const next of nodes[node]?.next ?? []) longer.set(next, (longer.get(next) ?? 0) + count);
    ways = longer;
    const whole = [...ways].filter(([node]) => nodes[node]?.told === wholeOf(set));
    if (length >= size) counts.push(whole.reduce((sum, [, count]) => sum + count, 0));
  }
  return counts;
};

/** The same by arithmetic: all words of so many letters in which each of the letters of the set comes, by inclusion and exclusion. */
export const ordersOf = (size: number, extra: number): number => {
  let total = 0;
  for (let left = 0; left <= size; left += 1) total += (left % 2 === 0 ? 1 : -1) * choose(size, left) * (size - left) ** (size + extra);
  return total;
};

const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
