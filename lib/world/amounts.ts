import type { Luck } from './luck.ts';

/** So many parts of an amount, each at least 1, that leave something of it. */
export const partsOf = (luck: Luck, minor: number, count: number): readonly number[] => {
  const most = Math.max(1, Math.floor((minor - 1) / count));
  return Array.from({ length: count }, () => luck.integer(1, most));
};
