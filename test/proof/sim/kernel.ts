import { seeded } from '../../support/unreliable.ts';
import { createTrace } from './trace.ts';
import { keepTime } from './virtual-time.ts';
import { CALM, type Weather } from './weather.ts';

/** A promise of the product that does not hold. */
export class Violation extends Error {
  override readonly name = 'Violation';
}

/** One process of the product: a Lambda instance. When it ends, none of its calls is ever answered. */
export type Host = {
  readonly name: string;
  isAlive: boolean;
  /** Somebody waits for what it does. */
  isBusy: boolean;
  /** Calls and timers that it waits for. */
  waitsFor: number;
};

/** A call that left a process and is not answered. */
type Call = {
  readonly host: Host;
  readonly name: string;
  readonly about: string;
  readonly conflicts: boolean;
  readonly run: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  readyAt: number;
};

type Timer = { readonly id: number; readonly dueAt: number; readonly host: Host | undefined; readonly ring: () => void };

export type CallOptions = { readonly name: string; readonly about: string; readonly conflicts?: boolean };

/** Something that may happen by itself: its weight among the others, 0 while it cannot. */
export type Stimulus = { readonly weight: () => number; readonly happen: () => void };

/** Something that befalls the system at any step, so often. */
export type Mishap = { readonly rate: () => number; readonly happen: () => void };

/** The errors of a conflict are the ledger's own. */
type Errors = { readonly conflict: () => Error };

const START = Date.UTC(2031, 0, 1);
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * The one who decides: which call is answered next and how, what happens beside, and what time it is. All by its seed, one step after
 * the other; between two steps the product runs until it waits again.
 */
export const createKernel = ({ seed, errors }: { readonly seed: number; readonly errors: Errors }) => {
  const random = seeded(seed);
  const trace = createTrace();
  const calls: Call[] = [];
  const timers = new Map<number, Timer>();
  const stimuli: Stimulus[] = [];
  const mishaps: Mishap[] = [];
  const dues: (() => number | undefined)[] = [];
  let weather: Weather = CALM;
  let now = START;
  let steps = 0;
  let ids = 0;
  let current: Host | undefined;
  let violation: Violation | undefined;

  const chance = (rate: number): boolean => rate > 0 && random() < rate;
  const integer = (below: number): number => Math.floor(random() * below);
  const tell = (text: string): void => trace.add(steps, now, text);
  const violate = (text: string): void => {
    violation ??= new Violation(text);
    tell(`VIOLATION ${text}`);
  };

  const createHost = (name: string): Host => ({ name, isAlive: true, isBusy: false, waitsFor: 0 });
  const kill = (host: Host): void => {
    if (!host.isAlive) return;
    tell(`${host.name} ends`);
    host.isAlive = false;
    host.isBusy = false;
    for (let at = calls.length - 1; at >= 0; at -= 1) if (calls[at]?.host === host) calls.splice(at, 1);
    for (const timer of timers.values()) if (timer.host === host) timers.delete(timer.id);
  };

  /** A call that leaves the process. The answer comes when its turn is there, if ever. */
  const call = <T>(host: Host, { name, about, conflicts = false }: CallOptions, run: () => T | Promise<T>): Promise<T> =>
    new Promise<unknown>((resolve, reject) => {
      if (!host.isAlive) return;
      host.waitsFor += 1;
      const readyAt = chance(weather.slow) ? now + (chance(0.3) ? 60_000 : integer(4_000)) : now;
      calls.push({ host, name, conflicts, about, run, resolve, reject, readyAt });
    }) as Promise<T>;

  const startTimer = (milliseconds: number, ring: () => void): number => {
    const id = ++ids;
    timers.set(id, { id, dueAt: now + Math.max(0, milliseconds), host: current, ring });
    if (current !== undefined) current.waitsFor += 1;
    return id;
  };
  const stopTimer = (id: number): void => {
    const timer = timers.get(id);
    if (timer?.host !== undefined) timer.host.waitsFor -= 1;
    timers.delete(id);
  };
  keepTime({ startTimer, stopTimer, random });

  const settle = async (): Promise<void> => {
    await turn();
    // A stream of the web platform may take a few turns; nobody else moves meanwhile.
    for (let turns = 0; current?.isBusy && current.waitsFor === 0 && turns < 100; turns += 1) await turn();
    current = undefined;
  };

  const run = async (host: Host | undefined, what: () => void): Promise<void> => {
    current = host;
    what();
    await settle();
  };

  const answer = async (at: number): Promise<void> => {
    const [one] = calls.splice(at, 1);
    if (one === undefined) return;
    const { host, name, about, conflicts, resolve, reject } = one;
    const fate = fateOf(conflicts);
    tell(`${host.name} ${name} ${about}${fate === 'done' ? '' : ` ${fate.toUpperCase()}`}`);
    host.waitsFor -= 1;
    if (fate === 'crash before') return kill(host);
    if (fate === 'refused') return run(host, () => reject(Object.assign(new Error('refused'), { name: 'ThrottlingException' })));
    if (fate === 'conflict') return run(host, () => reject(errors.conflict()));
    let result: { readonly value: unknown } | { readonly error: unknown };
    try {
      result = { value: await one.run() };
    } catch (error) {
      result = { error };
    }
    if (fate === 'crash after') return kill(host);
    if ('error' in result) return run(host, () => reject(result.error));
    if (fate === 'answer lost') return run(host, () => reject(Object.assign(new Error('lost'), { name: 'TimeoutError' })));
    // The SDK repeated it and met its own write.
    if (fate === 'done twice') return run(host, () => reject(errors.conflict()));
    return run(host, () => resolve(result.value));
  };

  const fateOf = (conflicts: boolean) => {
    if (chance(weather.crash)) return chance(0.5) ? 'crash before' : 'crash after';
    if (chance(weather.refused)) return 'refused';
    if (conflicts && chance(weather.conflict)) return 'conflict';
    if (chance(weather.ackLost)) return conflicts && chance(0.5) ? 'done twice' : 'answer lost';
    return 'done';
  };

  const dueTimer = (): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of timers.values()) if (timer.dueAt <= now && (first === undefined || timer.dueAt < first.dueAt)) first = timer;
    return first;
  };

  const ring = (timer: Timer): Promise<void> => {
    stopTimer(timer.id);
    return run(timer.host, timer.ring);
  };

  const readyCall = (): number | undefined => {
    if (calls.length === 0) return undefined;
    const from = integer(calls.length);
    for (let i = 0; i < calls.length; i += 1) {
      const at = (from + i) % calls.length;
      if ((calls[at]?.readyAt ?? Infinity) <= now) return at;
    }
    return undefined;
  };

  const pickStimulus = (): Stimulus | undefined => {
    const weighed = stimuli.map((stimulus) => ({ stimulus, weight: stimulus.weight() })).filter(({ weight }) => weight > 0);
    let dice = random() * weighed.reduce((sum, { weight }) => sum + weight, 0);
    for (const { stimulus, weight } of weighed) {
      dice -= weight;
      if (dice < 0) return stimulus;
    }
    return undefined;
  };

  const happen = async (): Promise<boolean> => {
    const stimulus = pickStimulus();
    if (stimulus === undefined) return false;
    current = undefined;
    stimulus.happen();
    await settle();
    return true;
  };

  /** Nothing can happen now: on to the next time at which something is due. False when nothing ever is. */
  const jump = (): boolean => {
    const times = [...calls.map(({ readyAt }) => readyAt), ...[...timers.values()].map(({ dueAt }) => dueAt)];
    for (const due of dues) times.push(due() ?? Infinity);
    const next = times.reduce((a, b) => Math.min(a, b), Infinity);
    if (next === Infinity) return false;
    now = Math.max(now + 1, next);
    return true;
  };

  /** One step; false when there is nothing left to do, ever. */
  const step = async (): Promise<boolean> => {
    steps += 1;
    now += integer(6);
    for (const { rate, happen: befall } of mishaps) if (chance(rate())) befall();
    const timer = dueTimer();
    if (timer !== undefined) await ring(timer);
    else {
      const ready = readyCall();
      const goesOn = ready !== undefined && chance(0.88);
      if (goesOn) await answer(ready);
      else if (!(await happen())) {
        if (ready !== undefined) await answer(ready);
        else if (!jump()) return false;
      }
    }
    if (violation !== undefined) throw violation;
    return true;
  };

  return {
    random,
    chance,
    integer,
    tell,
    violate,
    trace,
    createHost,
    kill,
    call,
    step,
    startTimer,
    stopTimer,
    now: () => now,
    date: () => new Date(now),
    steps: () => steps,
    newId: () => `id-${++ids}`,
    weather: () => weather,
    setWeather: (next: Weather) => {
      weather = next;
    },
    wait: (milliseconds: number) => {
      now += milliseconds;
    },
    /** Starts what a host does: its timers are its own. */
    as: (host: Host, what: () => void) => {
      current = host;
      what();
    },
    addMishap: (mishap: Mishap) => void mishaps.push(mishap),
    addStimulus: (stimulus: Stimulus) => void stimuli.push(stimulus),
    /** When something will be possible that is not yet. */
    addDue: (due: () => number | undefined) => void dues.push(due),
  };
};

export type Kernel = ReturnType<typeof createKernel>;
