import { createLuck, type Luck } from '../../../lib/world/luck.ts';

/** What a body has that no other body has: ids, times, names, amounts. */
export type Fill = {
  /** A prefix and so many letters and digits, as the provider gives them. */
  readonly id: (prefix: string, length: number) => string;
  readonly hex: (length: number) => string;
  /** A number of so many digits. */
  readonly digits: (length: number) => number;
  /** Seconds since 1970. */
  readonly seconds: () => number;
  readonly amount: () => number;
  readonly word: () => string;
  readonly pick: <const T>(from: readonly [T, ...T[]]) => T;
};

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** As genuine ids are: random, so that no compression makes them small. The same seed gives the same body. */
export const randomFill = (seed: number): Fill => {
  const luck = createLuck(seed);
  const from = (letters: string, length: number) => Array.from({ length }, () => letters[luck.integer(0, letters.length - 1)]).join('');
  return {
    id: (prefix, length) => prefix + from(LETTERS, length),
    hex: (length) => from('0123456789abcdef', length),
    digits: (length) => Number(from('123456789', 1) + from('0123456789', length - 1)),
    seconds: () => luck.integer(1_767_225_600, 1_798_761_600),
    amount: () => luck.integer(1, 500) * 100 + luck.pick([0, 50, 99]),
    word: () => wordOf(luck),
    pick: luck.pick,
  };
};

const wordOf = (luck: Luck): string =>
  Array.from({ length: luck.integer(2, 4) }, () =>
    luck.pick(['ba', 'cor', 'den', 'fil', 'gra', 'hol', 'im', 'ken', 'lu', 'mar', 'no', 'ster']),
  ).join('');

/** Nothing of its own: what is left is what all bodies of the shape have, for a dictionary. */
export const blankFill: Fill = {
  id: (prefix) => prefix,
  hex: () => '',
  digits: () => 1,
  seconds: () => 17,
  amount: () => 1,
  word: () => 'a',
  pick: ([first]) => first,
};
