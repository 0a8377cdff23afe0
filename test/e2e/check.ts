import { deepStrictEqual } from 'node:assert';

/** Throws when what was seen is not what must be; the message names both. */
export const check = (what: string, seen: unknown, expected: unknown): void => {
  try {
    deepStrictEqual(seen, expected);
  } catch {
    throw new Error(`${what} is ${JSON.stringify(seen)}, not ${JSON.stringify(expected)}`);
  }
};
