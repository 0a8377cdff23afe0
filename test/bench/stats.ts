/** Minimum, median and maximum of what was measured: machines are shared, and one number hides it. */
export type Spread = { readonly min: number; readonly median: number; readonly max: number };

/** @throws RangeError when there is nothing to look at. */
export const spreadOf = (values: readonly number[]): Spread => {
  const sorted = [...values].sort((a, b) => a - b);
  const [min] = sorted;
  const max = sorted.at(-1);
  if (min === undefined || max === undefined) throw new RangeError('There is no spread of no values');
  return { min, median: (at(sorted, (sorted.length - 1) >> 1) + at(sorted, sorted.length >> 1)) / 2, max };
};

const at = (values: readonly number[], index: number): number => values[index] ?? Number.NaN;

/** `12.3 (11.9 – 14.0)`: the median, then minimum and maximum. */
export const spreadText = ({ min, median, max }: Spread, digits = 1): string =>
  `${median.toFixed(digits)} (${min.toFixed(digits)} – ${max.toFixed(digits)})`;

/** The ratio of two medians, such as `0.42`. */
export const ratioText = (ours: Spread, theirs: Spread): string => (ours.median / theirs.median).toFixed(2);
