import type { Life } from '../person.ts';
import type { Millis, WireEvent } from '../world.ts';
import { type Account, stripeId } from './account.ts';

/** A part of a life: what it adds to the events and to the books. */
export type Scene = Required<Omit<Life, 'acts'>>;

export const together = (scenes: readonly Partial<Scene>[]): Scene => ({
  events: scenes.flatMap(({ events = [] }) => events),
  payments: scenes.flatMap(({ payments = [] }) => payments),
  agreements: scenes.flatMap(({ agreements = [] }) => agreements),
  lostRefunds: scenes.flatMap(({ lostRefunds = [] }) => lostRefunds),
});

export type Json = Readonly<Record<string, unknown>>;

type Told = {
  readonly type: string;
  readonly at: Millis;
  readonly object: Json;
  /** What the fields were before that this event changed. */
  readonly previous?: Json | undefined;
  readonly means: WireEvent['means'];
  readonly livemode?: boolean;
  /** Stripe sometimes makes two events of one thing. */
  readonly twin?: true;
};

/** A snapshot event. Its id depends on all that it tells, so that no two are the same. */
export const eventOf = (account: Account, told: Told): WireEvent => {
  const { type, at, object, previous, livemode = account.livemode } = told;
  const data = previous === undefined ? { object } : { object, previous_attributes: previous };
  const id = stripeId('evt_1', account.luck.fork(JSON.stringify([type, at, data, told.twin])), 23);
  const event = {
    id,
    object: 'event',
    api_version: account.apiVersion,
    created: toSeconds(at),
    data,
    livemode,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
  };
  const isIgnored = !livemode && account.testMode === 'ignore';
  const means = isIgnored ? 'ignored' : told.means;
  return { provider: 'stripe', type, id, at, body: bytesOf(event), contentType: 'application/json; charset=utf-8', means };
};

export const toSeconds = (at: Millis): number => Math.floor(at / 1000);

export const orNull = (at: Millis | null): number | null => (at === null ? null : toSeconds(at));

/** Indented, with a line break in an empty object, as Stripe writes. */
const bytesOf = (event: Json): Buffer => Buffer.from(JSON.stringify(event, null, 2).replace(/^( *)("[^"]*": )\{\}/gm, '$1$2{\n$1}'));

/** The fields of `before` that are another now, as `previous_attributes` tells them. */
export const changed = (before: Json, now: Json): Json =>
  Object.fromEntries(Object.entries(before).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(now[field])));

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
