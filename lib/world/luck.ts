import { createHash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

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
export const createLuck = (seed: number): Luck => {
  const generator = xoroshiro128plus(seed);
  const integer = (min: number, max: number) => uniformInt(generator, min, max);
  return {
    integer,
    percent: (chance) => integer(0, 99) < chance,
    pick: (from) => from[integer(0, from.length - 1)] ?? from[0],
    fork: (name) => createLuck(seedOf(seed, name)),
  };
};

/** Mixed by a hash: seeds that are neighbours must not give lives that resemble each other. */
const seedOf = (seed: number, name: string): number => createHash('sha256').update(`${seed}\n${name}`).digest().readInt32LE();
