import type { Ledger } from '../../functions/ledger/ledger.ts';
import type { WorkQueue } from '../../functions/ledger/work.ts';

/** The process ended. Nothing that it still does reaches anybody. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** Counts the calls that leave the process, and ends it before or after one of them. A restart lets calls through again. */
export const createCrashSite = (crashAt: { readonly call: number; readonly when: 'before' | 'after' } | undefined) => {
  let calls = 0;
  let dead = false;
  const crash = (): never => {
    dead = true;
    throw new Crash();
  };
  const guard = async <T>(call: () => Promise<T>): Promise<T> => {
    if (dead) throw new Crash();
    calls += 1;
    const isHere = calls === crashAt?.call;
    if (isHere && crashAt?.when === 'before') return crash();
    const result = await call();
    return isHere || dead ? crash() : result;
  };
  return {
    calls: () => calls,
    restart: () => {
      dead = false;
    },
    /** The process ended and was not started again. Whoever catches errors hides its end from the test. */
    isDead: () => dead,
    /** Any other call that leaves the process. */
    through: guard,
    ledger: <L extends Ledger>(ledger: L): L => throughEach(ledger, guard),
    work: (queue: WorkQueue): WorkQueue => throughEach(queue, guard),
  };
};

/** Lets other runs go first, now and then for long, at every call that leaves the process. */
export const interleaved = <T extends object>(target: T, random: () => number): T =>
  throughEach(target, async (call) => {
    for (let turns = Math.floor(random() ** 3 * 40); turns > 0; turns -= 1) await Promise.resolve();
    return call();
  });

const throughEach = <T extends object>(target: T, guard: <R>(call: () => Promise<R>) => Promise<R>): T =>
  new Proxy(target, {
    get: (object, name, receiver) => {
      const member: unknown = Reflect.get(object, name, receiver);
      if (typeof member !== 'function' || name === 'snapshot') return member;
      return (...args: readonly unknown[]) => guard(async () => Reflect.apply(member, object, args));
    },
  });

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export const seeded = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};
