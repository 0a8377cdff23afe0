import type { Dice } from './dice.ts';
import type { Host } from './host.ts';
import type { Weather } from './weather.ts';

/** A call that left a process and is not answered. */
export type Call = {
  readonly host: Host;
  readonly name: string;
  readonly about: string;
  /** A write under a condition: it may meet another. */
  readonly conflicts: boolean;
  readonly run: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly readyAt: number;
};

export type CallOptions = { readonly name: string; readonly about: string; readonly conflicts?: boolean };

export type Fate = 'done' | 'refused' | 'conflict' | 'answer lost' | 'done twice' | 'crash before' | 'crash after';

/** Longer than any process waits. */
const HANGS_MS = 60_000;
const SLOW_MS = 4_000;

/** All calls that are under way, from all processes. */
export const createWire = ({ chance, integer }: Dice, now: () => number, weather: () => Weather) => {
  const calls: Call[] = [];
  return {
    /** The answer comes when its turn is there, if ever. */
    call: <T>(host: Host, { name, about, conflicts = false }: CallOptions, run: () => T | Promise<T>): Promise<T> =>
      new Promise<unknown>((resolve, reject) => {
        if (!host.isAlive) return;
        host.waitsFor += 1;
        const takes = chance(weather().slow) ? (chance(0.3) ? HANGS_MS : integer(SLOW_MS)) : 0;
        calls.push({ host, name, about, conflicts, run, resolve, reject, readyAt: now() + takes });
      }) as Promise<T>,
    /** The place of any call that may be answered now. */
    pick: (): number | undefined => {
      if (calls.length === 0) return undefined;
      const from = integer(calls.length);
      const places = calls.map((_, step) => (from + step) % calls.length);
      return places.find((place) => (calls[place]?.readyAt ?? Infinity) <= now());
    },
    take: (place: number): Call | undefined => {
      const [call] = calls.splice(place, 1);
      if (call !== undefined) call.host.waitsFor -= 1;
      return call;
    },
    nextAt: (): number => calls.reduce((first, { readyAt }) => Math.min(first, readyAt), Infinity),
    dropOf: (host: Host): void => {
      for (let at = calls.length - 1; at >= 0; at -= 1) if (calls[at]?.host === host) calls.splice(at, 1);
    },
  };
};

export const fateOf = ({ chance }: Dice, weather: Weather, conflicts: boolean): Fate => {
  if (chance(weather.crash)) return chance(0.5) ? 'crash before' : 'crash after';
  if (chance(weather.refused)) return 'refused';
  if (conflicts && chance(weather.conflict)) return 'conflict';
  if (chance(weather.ackLost)) return conflicts && chance(0.5) ? 'done twice' : 'answer lost';
  return 'done';
};

/** What the client of a service throws. */
export const errorNamed = (name: string): Error => Object.assign(new Error(name), { name });
