import { canonicalJson } from './canonical-json.ts';
import { compareText, compareVersions, type Version } from './version.ts';

/**
 * A join brings two states of knowledge together. Every join here is idempotent, commutative and associative, so that events may
 * come in any order and any number of times (test/domain/laws.test.ts).
 */
export type Join<T> = (a: T, b: T) => T;

/** A value with the version that told it. */
export type Dated<T> = { readonly value: T; readonly version: Version };

export const newest = <T>(a: Dated<T>, b: Dated<T>): Dated<T> => (compareDated(a, b) >= 0 ? a : b);
export const earliest = <T>(a: Dated<T>, b: Dated<T>): Dated<T> => (compareDated(a, b) <= 0 ? a : b);

/** Two values told by one and the same version (one event that says a thing twice) are still in an order. */
const compareDated = <T>(a: Dated<T>, b: Dated<T>): number => compareVersions(a.version, b.version) || compareJson(a.value, b.value);

/** By canonical JSON: what was stored and read again has its fields in another order than what was just told. */
export const compareJson = (a: unknown, b: unknown): number => compareText(canonicalJson(a), canonicalJson(b));

/** What one side does not know, the other tells. */
export const joinOptional =
  <T>(join: Join<T>) =>
  (a: T | undefined, b: T | undefined): T | undefined =>
    a === undefined ? b : b === undefined ? a : join(a, b);

/** Union by key; values under one key are joined. Keys come out sorted, so that equal states are equal JSON. */
export const joinRecords =
  <T>(join: Join<T>) =>
  (a: Readonly<Record<string, T>>, b: Readonly<Record<string, T>>): Readonly<Record<string, T>> => {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
    const either = joinOptional(join);
    return Object.fromEntries(keys.map((key) => [key, either(own(a, key), own(b, key)) as T]));
  };

const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(record, key) ? record[key] : undefined);

export const joinSets = <T extends string>(a: readonly T[], b: readonly T[]): readonly T[] => [...new Set([...a, ...b])].sort();

export const minimum: Join<number> = (a, b) => Math.min(a, b);
export const maximum: Join<number> = (a, b) => Math.max(a, b);

/** Leaves out the fields that are undefined: stored facts have no such fields. */
export const known = <T extends Readonly<Record<string, unknown>>>(fields: T): Known<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Known<T>;

type Known<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};
