import { canonicalJson } from './canonical-json.ts';
import { compareJson } from './join.ts';
import type { Told } from './ledger-event.ts';
import { compareIds, compareText, type Rank, type Version } from './version.ts';

/**
 * The newest value of a field, where several events may bear the same instant: all tellings of the newest instant and rank are
 * kept, because the order within it shows only once all of them are there.
 */
export type Register<T> = { readonly at: number; readonly rank: Rank; readonly tellings: readonly Telling<T>[] };

export type Telling<T> = Told<T> & { readonly id: string; readonly hash?: string };

export const register = <T>(told: Told<T>, version: Version): Register<T> => ({
  at: version.at,
  rank: version.rank,
  tellings: [{ ...told, id: version.id, ...(version.hash === undefined ? {} : { hash: version.hash }) }],
});

export const joinRegisters = <T>(a: Register<T>, b: Register<T>): Register<T> => {
  const order = a.at - b.at || a.rank - b.rank;
  if (order !== 0) return order > 0 ? a : b;
  return { at: a.at, rank: a.rank, tellings: union(a.tellings, b.tellings) };
};

const union = <T>(a: readonly Telling<T>[], b: readonly Telling<T>[]): readonly Telling<T>[] =>
  [...a, ...b]
    .sort(compareTellings)
    .filter((telling, index, all) => index === 0 || compareTellings(all[index - 1] as Telling<T>, telling) !== 0);

const compareTellings = <T>(a: Telling<T>, b: Telling<T>): number =>
  compareIds(a.id, b.id) || compareText(a.hash ?? '', b.hash ?? '') || compareJson(a, b);

/**
 * The value that no other telling replaced: the one that is nobody's `previous`, else that of the greatest id.
 * (Stripe stamps whole seconds, and two updates of one second say in `previous_attributes` which came first.)
 */
export const registerValue = <T>({ tellings }: Register<T>): T => {
  const replaced = new Set(tellings.filter((telling) => 'previous' in telling).map((telling) => canonicalJson(telling.previous)));
  const last = tellings.findLast(({ value }) => !replaced.has(canonicalJson(value))) ?? tellings.at(-1);
  if (last === undefined) throw new Error('A register has at least one telling');
  return last.value;
};
