import type { PlacedItem, TransactionRow } from './rows.ts';

/** What is placed under a row once items are where they say that they are: their reductions come or go, all others stay. */
export const placedWith = ({ key, placed }: TransactionRow, items: readonly PlacedItem[]): TransactionRow['placed'] => {
  const others = Object.entries(placed).filter(([itemKey]) => !items.some((item) => item.key === itemKey));
  const here = items.filter(({ placedIn }) => placedIn === key).map((item) => [item.key, item.facts.reductions] as const);
  return Object.fromEntries([...others, ...here]);
};
