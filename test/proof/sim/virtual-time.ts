import { syncBuiltinESMExports } from 'node:module';

/** What answers in place of the process's timers and dice while a simulation runs. */
export type Timekeeper = {
  readonly startTimer: (milliseconds: number, ring: () => void) => number;
  readonly stopTimer: (id: number) => void;
  readonly random: () => number;
};

let keeper: Timekeeper | undefined;

/** The one who answers from now on. Simulations of one process run one after the other. */
export const keepTime = (next: Timekeeper): void => {
  keeper = next;
};

/**
 * Takes the place of `setTimeout`, of its promise and of `Math.random` in this process for good, so that every pause, deadline and
 * choice of the product runs on the simulated clock and by the seed. Whoever loads the product afterwards gets these.
 */
export const installVirtualTime = (): void => {
  const start = (ring: () => void, milliseconds = 0): number => {
    if (keeper === undefined) throw new Error('A timer was started outside a simulation');
    return keeper.startTimer(milliseconds, ring);
  };
  const pause = <T>(milliseconds?: number, value?: T): Promise<T | undefined> =>
    new Promise((resolve) => start(() => resolve(value), milliseconds));
  Object.assign(globalThis, { setTimeout: start, clearTimeout: (id: number) => keeper?.stopTimer(id) });
  Object.assign(process.getBuiltinModule('node:timers/promises'), { setTimeout: pause });
  syncBuiltinESMExports();
  Math.random = () => {
    if (keeper === undefined) throw new Error('Dice were thrown outside a simulation');
    return keeper.random();
  };
};
