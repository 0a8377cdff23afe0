import { inParallel } from '../platform/in-parallel.ts';

type Turns<T> = {
  /** Most steps under way at once, those that wait for their turn among them. */
  readonly limit: number;
  /** Whether two items get into each other's way. */
  readonly meet: (a: T, b: T) => boolean;
};

/**
 * A step for each item. Items that do not meet are taken at once, each after all before it that it meets: an item waits for earlier ones
 * only, so all come to their turn. Rejects when a step does.
 */
export const takeTurns = async <T>({ limit, meet }: Turns<T>, items: readonly T[], step: (item: T) => Promise<void>): Promise<void> => {
  const begun: { readonly item: T; readonly done: Promise<void> }[] = [];
  await inParallel(limit, items, (item) => {
    const before = begun.filter((earlier) => meet(earlier.item, item)).map(({ done }) => done);
    const done = Promise.all(before).then(() => step(item));
    begun.push({ item, done });
    return done;
  });
};
