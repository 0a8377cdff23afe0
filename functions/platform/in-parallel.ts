/** The results of a step for each item, in their order, with no more than `limit` steps under way at once. */
export const inParallel = async <T, R>(limit: number, items: readonly T[], step: (item: T) => Promise<R>): Promise<readonly R[]> => {
  const results: R[] = [];
  // One iterator for all: each takes the next item as soon as it is free.
  const queue = items.entries();
  const takeTurns = async (): Promise<void> => {
    for (const [at, item] of queue) results[at] = await step(item);
  };
  await Promise.all(Array.from({ length: limit }, takeTurns));
  return results;
};
