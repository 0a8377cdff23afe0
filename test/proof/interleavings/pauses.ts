import { syncBuiltinESMExports } from 'node:module';

type Pauses = { setTimeout: (milliseconds?: number) => Promise<void> };

/**
 * Runs something in which no pause takes time. A schedule already tells who goes first, and with no timer left a process stands still
 * as soon as all that it waits for is an answer.
 */
export const withoutPauses = async <T>(run: () => Promise<T>): Promise<T> => {
  const timers = process.getBuiltinModule('node:timers/promises') as unknown as Pauses;
  const { setTimeout } = timers;
  const put = (pause: Pauses['setTimeout']): void => {
    timers.setTimeout = pause;
    syncBuiltinESMExports();
  };
  put(async () => {});
  try {
    return await run();
  } finally {
    put(setTimeout);
  }
};
