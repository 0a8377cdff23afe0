import { CliError } from '../cli/cli-error.ts';
import type { LiveValue } from './live-values.ts';

/** A rotation replaces something. */
export const refuseWithoutOne = (live: readonly unknown[]): void => {
  if (live.length === 0) throw new CliError('There is no live value to replace yet: use put.');
};

/** The value to take away: the one at that place, or the oldest. Throws a `CliError` when that would lock everybody out. */
export const valueToRetire = (live: readonly LiveValue[], position: number | undefined, allowsLast: boolean): LiveValue => {
  const value = live.find((candidate) => candidate.position === (position ?? 0));
  if (live.length === 0) throw new CliError('There is no live value. Nothing was changed.');
  if (value === undefined) throw new CliError(`There is no value at position ${position}: status shows them. Nothing was changed.`);
  if (live.length === 1 && !allowsLast) {
    throw new CliError('It is the last live value: without it every request is refused. --last takes it away all the same.');
  }
  return value;
};
