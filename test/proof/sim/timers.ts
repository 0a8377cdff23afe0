import type { Host } from './host.ts';

type Timer = { readonly id: number; readonly dueAt: number; readonly host: Host | undefined; readonly ring: () => void };

type TimerDeps = {
  readonly now: () => number;
  readonly newId: () => number;
  /** Who starts a timer now. */
  readonly owner: () => Host | undefined;
};

/** The timers of all processes, on the simulated clock. */
export const createTimers = ({ now, newId, owner }: TimerDeps) => {
  const timers = new Map<number, Timer>();
  const start = (milliseconds: number, ring: () => void): number => {
    const id = newId();
    const host = owner();
    timers.set(id, { id, dueAt: now() + Math.max(0, milliseconds), host, ring });
    if (host !== undefined) host.waitsFor += 1;
    return id;
  };
  const stop = (id: number): void => {
    const host = timers.get(id)?.host;
    if (host !== undefined) host.waitsFor -= 1;
    timers.delete(id);
  };
  const first = (): Timer | undefined => {
    let found: Timer | undefined;
    for (const timer of timers.values()) if (found === undefined || timer.dueAt < found.dueAt) found = timer;
    return found;
  };
  return {
    start,
    stop,
    nextAt: (): number => first()?.dueAt ?? Infinity,
    /** The timer that is to ring now. It is stopped. */
    takeDue: (): Timer | undefined => {
      const timer = first();
      if (timer === undefined || timer.dueAt > now()) return undefined;
      stop(timer.id);
      return timer;
    },
    dropOf: (host: Host): void => {
      for (const timer of timers.values()) if (timer.host === host) timers.delete(timer.id);
    },
  };
};
