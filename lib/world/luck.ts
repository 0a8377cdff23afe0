import { createHash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** Seeded chance. Forked by name, so that one part of the world can change without moving the dice of another. */
export type Luck = {
  /** From `min` to `max`, both included. */
  readonly integer: (min: number, max: number) => number;
  /** True so many times in a hundred. */
  readonly percent: (chance: number) => boolean;
  readonly pick: <const T>(from: readonly [T, ...T[]]) => T;
  /** The same name gives the same chance; it takes nothing from this one. */
  readonly fork: (name: string) => Luck;
};

/** The same seed gives the same chance, in every process. */
export const createLuck = (seed: number): Luck => luckOf(hash(`${seed}`));

/** The whole hash is the seed: with 32 bits of it, two of some ten thousand forks would give the same ids. */
const luckOf = (source: Buffer): Luck => {
  const generator = xoroshiro128plusFromState([0, 4, 8, 12].map((offset) => source.readInt32LE(offset)));
  const integer = (min: number, max: number) => uniformInt(generator, min, max);
  return {
    integer,
    percent: (chance) => integer(0, 99) < chance,
    pick: (from) => from[integer(0, from.length - 1)] ?? from[0],
    fork: (name) => luckOf(hash(`${source.toString('hex')}\n${name}`)),
  };
};

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
