import { compareText } from './version.ts';

/** JSON text with the fields of every object in order, so that equal values are equal texts, stored and read again or not. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_, field: unknown) => (isObject(field) ? inOrder(field) : field));

/** Whether two values are the same once stored. */
export const sameJson = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const inOrder = (object: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(object).sort(([a], [b]) => compareText(a, b)));
