import { seeded } from '../../support/unreliable.ts';

export type Dice = {
  /** From 0 to below 1. */
  readonly random: () => number;
  /** True at this rate, from 0 to 1. */
  readonly chance: (rate: number) => boolean;
  /** From 0 to below this. */
  readonly integer: (below: number) => number;
};

export const createDice = (seed: number): Dice => {
  const random = seeded(seed);
  return { random, chance: (rate) => rate > 0 && random() < rate, integer: (below) => Math.floor(random() * below) };
};
