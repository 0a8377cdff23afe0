import { ConflictError } from '../../../functions/ledger/ledger.ts';
import { createDice } from './dice.ts';
import { createHappenings } from './happenings.ts';
import { createHost, type Host, Violation } from './host.ts';
import { createOutages, type Service } from './outages.ts';
import { createTimers } from './timers.ts';
import { createTrace } from './trace.ts';
import { keepTime } from './virtual-time.ts';
import { CALM, type Weather } from './weather.ts';
import { type Call, createWire, errorNamed, fateOf } from './wire.ts';

const START = Date.UTC(2031, 0, 1);
/** How much time passes in a step, in milliseconds, at most. */
const STEP_MS = 6;
/** How often a call is answered, when one can be, and not something begun. */
const GOES_ON = 0.88;
/** A stream of the web platform may take so many turns of the event loop. */
const TURNS = 100;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * The one who decides: which call is answered next and how, what happens beside, and what time it is. All by its seed, one step after
 * the other; between two steps the product runs until it waits again.
 */
export const createKernel = (seed: number) => {
  const dice = createDice(seed);
  const trace = createTrace();
  const state = { now: START, steps: 0, ids: 0, weather: CALM };
  let current: Host | undefined;
  let violation: Violation | undefined;

  const now = () => state.now;
  const newId = () => ++state.ids;
  const timers = createTimers({ now, newId, owner: () => current });
  const wire = createWire(dice, now, () => state.weather);
  const happenings = createHappenings(dice);
  const outages = createOutages(now);
  keepTime({ startTimer: timers.start, stopTimer: timers.stop, random: dice.random });

  const tell = (text: string): void => trace.add(state.steps, state.now, text);
  const violate = (text: string): void => {
    violation ??= new Violation(text);
    tell(`VIOLATION ${text}`);
  };
  const kill = (host: Host): void => {
    if (!host.isAlive) return;
    tell(`${host.name} ends`);
    Object.assign(host, { isAlive: false, isBusy: false });
    wire.dropOf(host);
    timers.dropOf(host);
  };

  /** Runs what a host does now until it waits again. Nobody else moves meanwhile. */
  const run = async (host: Host | undefined, what: () => void): Promise<void> => {
    current = host;
    what();
    await turn();
    for (let turns = 0; current?.isBusy && current.waitsFor === 0 && turns < TURNS; turns += 1) await turn();
    current = undefined;
  };

  const answer = async ({ host, name, about, conflicts, resolve, reject, run: execute }: Call): Promise<void> => {
    const fate = outages.isAway(name) ? 'refused' : fateOf(dice, state.weather, conflicts);
    tell(`${host.name} ${name} ${about}${fate === 'done' ? '' : ` ${fate.toUpperCase()}`}`);
    if (fate === 'crash before') return kill(host);
    if (fate === 'refused') return run(host, () => reject(errorNamed('ThrottlingException')));
    if (fate === 'conflict') return run(host, () => reject(new ConflictError('Somebody else wrote first')));
    const result = await settled(execute);
    if (fate === 'crash after') return kill(host);
    if (fate === 'answer lost') return run(host, () => reject(errorNamed('TimeoutError')));
    // The SDK repeated it and met its own write.
    if (fate === 'done twice') return run(host, () => reject(new ConflictError('The write was there already')));
    return run(host, () => ('error' in result ? reject(result.error) : resolve(result.value)));
  };

  /** One step of what can happen now; false when that is nothing. */
  const act = async (): Promise<boolean> => {
    const timer = timers.takeDue();
    if (timer !== undefined) return run(timer.host, timer.ring).then(() => true);
    const ready = wire.pick();
    const stimulus = ready !== undefined && dice.chance(GOES_ON) ? undefined : happenings.pick();
    if (stimulus !== undefined) return run(undefined, stimulus.happen).then(() => true);
    const call = ready === undefined ? undefined : wire.take(ready);
    if (call === undefined) return false;
    await answer(call);
    return true;
  };

  /** One step; false when there is nothing left to do, ever. Throws the first `Violation`. */
  const step = async (): Promise<boolean> => {
    state.steps += 1;
    state.now += dice.integer(STEP_MS);
    happenings.befall();
    if (!(await act())) {
      const next = Math.min(timers.nextAt(), wire.nextAt(), happenings.nextAt());
      if (next === Infinity) return false;
      state.now = Math.max(state.now + 1, next);
    }
    if (violation !== undefined) throw violation;
    return true;
  };

  const { addStimulus, addMishap, addDue } = happenings;
  return {
    ...{ ...dice, now, tell, violate, trace, createHost, kill, step, addStimulus, addMishap, addDue },
    call: wire.call,
    startTimer: timers.start,
    stopTimer: timers.stop,
    date: () => new Date(state.now),
    steps: () => state.steps,
    newId: () => `id-${newId()}`,
    weather: () => state.weather,
    setWeather: (weather: Weather): void => {
      Object.assign(state, { weather });
      outages.endAll();
    },
    beginOutage: (service: Service, milliseconds: number): void => {
      tell(`the ${service} is away for ${milliseconds} ms`);
      outages.begin(service, milliseconds);
    },
    wait: (milliseconds: number): void => void Object.assign(state, { now: state.now + milliseconds }),
    /** Starts what a host does: its timers are its own. */
    as: (host: Host, what: () => void): void => {
      current = host;
      what();
    },
  };
};

const settled = async (execute: () => unknown): Promise<{ readonly value: unknown } | { readonly error: unknown }> => {
  try {
    return { value: await execute() };
  } catch (error) {
    return { error };
  }
};

export type Kernel = ReturnType<typeof createKernel>;
