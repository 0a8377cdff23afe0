import { canonicalJson } from './canonical-json.ts';
import { compareJson, joinOptional, minimum } from './join.ts';
import type { Millis, Told } from './ledger-event.ts';
import { compareIds, compareText, type Rank, type Version } from './version.ts';

/**
 * The newest value of a field, where several events may bear the same instant: all tellings of the newest instant and rank are
 * kept, because the order within it shows only once all of them are there.
 */
export type Register<T> = { readonly at: number; readonly rank: Rank; readonly tellings: readonly Telling<T>[] };

export type Telling<T> = Told<T> & {
  readonly id: string;
  readonly hash?: string;
  /** When we first received the event, where it has no time of its own: what was received later is newer. */
  readonly receivedAt?: Millis;
};

export const register = <T>(told: Told<T>, version: Version, receivedAt?: Millis): Register<T> => ({
  at: version.at,
  rank: version.rank,
  tellings: [
    {
      ...told,
      id: version.id,
      ...(version.hash === undefined ? {} : { hash: version.hash }),
      ...(receivedAt === undefined ? {} : { receivedAt }),
    },
  ],
});

export const joinRegisters = <T>(a: Register<T>, b: Register<T>): Register<T> => {
  const order = a.at - b.at || a.rank - b.rank;
  if (order !== 0) return order > 0 ? a : b;
  return { at: a.at, rank: a.rank, tellings: union(a.tellings, b.tellings) };
};

/** Each event once, under its first receipt: a retry of it may have been worked off before it. */
const union = <T>(a: readonly Telling<T>[], b: readonly Telling<T>[]): readonly Telling<T>[] => {
  const each = new Map<string, Telling<T>>();
  for (const telling of [...a, ...b]) {
    const event = canonicalJson({ ...telling, receivedAt: undefined });
    const receivedAt = joinOptional(minimum)(each.get(event)?.receivedAt, telling.receivedAt);
    each.set(event, { ...telling, ...(receivedAt === undefined ? {} : { receivedAt }) });
  }
  return [...each.values()].sort(compareTellings);
};

const compareTellings = <T>(a: Telling<T>, b: Telling<T>): number =>
  (a.receivedAt ?? 0) - (b.receivedAt ?? 0) || compareIds(a.id, b.id) || compareText(a.hash ?? '', b.hash ?? '') || compareJson(a, b);

/**
 * The value that no other telling replaced: the one that is nobody's `previous`, else that of the last receipt and the greatest id.
 * (Stripe stamps whole seconds, and two updates of one second say in `previous_attributes` which came first.)
 */
export const registerValue = <T>({ tellings }: Register<T>): T => {
  const replaced = new Set(tellings.filter((telling) => 'previous' in telling).map((telling) => canonicalJson(telling.previous)));
  const last = tellings.findLast(({ value }) => !replaced.has(canonicalJson(value))) ?? tellings.at(-1);
  if (last === undefined) throw new Error('A register has at least one telling');
  return last.value;
};
