import type { Dice } from './dice.ts';

/** Something that may happen by itself: its weight among the others, 0 while it cannot. */
export type Stimulus = { readonly weight: () => number; readonly happen: () => void };

/** Something that befalls the system at any step, so often. */
export type Mishap = { readonly rate: () => number; readonly happen: () => void };

/** All that may happen beside the answers to calls. */
export const createHappenings = ({ random, chance }: Dice) => {
  const stimuli: Stimulus[] = [];
  const mishaps: Mishap[] = [];
  const dues: (() => number | undefined)[] = [];
  return {
    addStimulus: (stimulus: Stimulus): void => void stimuli.push(stimulus),
    addMishap: (mishap: Mishap): void => void mishaps.push(mishap),
    /** When something will be possible that is not yet. */
    addDue: (due: () => number | undefined): void => void dues.push(due),
    nextAt: (): number => dues.reduce((first, due) => Math.min(first, due() ?? Infinity), Infinity),
    befall: (): void => {
      for (const { rate, happen } of mishaps) if (chance(rate())) happen();
    },
    pick: (): Stimulus | undefined => {
      const weighed = stimuli.map((stimulus) => ({ stimulus, weight: stimulus.weight() })).filter(({ weight }) => weight > 0);
      let dice = random() * weighed.reduce((sum, { weight }) => sum + weight, 0);
      for (const { stimulus, weight } of weighed) {
        dice -= weight;
        if (dice < 0) return stimulus;
      }
      return undefined;
    },
  };
};
