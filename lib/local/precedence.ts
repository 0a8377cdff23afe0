import { setTimeout as sleep } from 'node:timers/promises';

/** Lets the providers' requests go before the work on the queue: here both share one process, and a provider gives up after seconds. */
export type Precedence = {
  /** Does the work, which goes before. */
  readonly first: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /**
   * Resolves when it is the others' turn, whose last turn took so many milliseconds: in a lull, or when they have waited for twenty
   * times as long, so that the queue moves under any load.
   */
  readonly turn: (signal: AbortSignal, tookMs: number) => Promise<void>;
};

/** Clients that wait for an answer send their next request sooner than this; fifty a second, one by one, leave longer gaps. */
const LULL_MS = 8;
/** A twentieth of the time is theirs, however busy the process, or the machine, is. */
const WAIT_PER_WORK = 20;
const LONGEST_WAIT_MS = 2_000;
const LOOK_EVERY_MS = 5;

/** `now` is in milliseconds, from any point in time. */
export const createPrecedence = (now: () => number = () => performance.now()): Precedence => {
  let underWay = 0;
  let busyUntil = Number.NEGATIVE_INFINITY;
  const isLull = (): boolean => underWay === 0 && now() >= busyUntil;
  return {
    first: async (work) => {
      underWay += 1;
      try {
        return await work();
      } finally {
        underWay -= 1;
        busyUntil = now() + LULL_MS;
      }
    },
    turn: async (signal, tookMs) => {
      const latestAt = now() + Math.min(tookMs * WAIT_PER_WORK, LONGEST_WAIT_MS);
      while (!isLull() && now() < latestAt && !signal.aborted) await sleep(LOOK_EVERY_MS);
    },
  };
};
