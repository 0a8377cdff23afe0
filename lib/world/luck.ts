/** Seeded chance. Forked by name, so that one part of the world can change without moving the dice of another. */
export type Luck = {
  /** From `min` to `max`, both included. */
  readonly integer: (min: number, max: number) => number;
  /** True so many times in a hundred. */
  readonly percent: (chance: number) => boolean;
  readonly pick: <T>(from: readonly [T, ...T[]]) => T;
  /** The same name gives the same chance; it takes nothing from this one. */
  readonly fork: (name: string) => Luck;
};
