import type { ProviderId } from '../../functions/domain/keys.ts';
import { createLuck, type Luck } from './luck.ts';
import { waitAfter } from './retries.ts';
import type { Millis, WireEvent, World } from './world.ts';

/** One request that arrives. */
export type Delivery = {
  readonly event: WireEvent;
  readonly at: Millis;
  /** From 1. Attempts that never arrived are counted, and are not in the plan. */
  readonly attempt: number;
  /** The provider never sees the answer, so it sends the event again. */
  readonly answerLost?: true;
  /** This request is a forgery and must be refused: it counts as no attempt. */
  readonly corrupt?: Corruption;
};

/** A proof by another secret, none at all, or a body that was changed after it was signed. */
export type Corruption = 'wrong_secret' | 'no_proof' | 'changed_body';

export type PlanOptions = {
  readonly seed: number;
  /** `calm`: each event once, in order. `chaos`: lost requests and answers, repeats, delays and forgeries. */
  readonly weather: 'calm' | 'chaos';
};

/**
 * How the events of a world arrive, in order of time. Every event arrives well at least once; same seed, same plan. Providers retry
 * by their own schedules.
 */
export const planDeliveries = ({ events }: Pick<World, 'events'>, { seed, weather }: PlanOptions): readonly Delivery[] => {
  if (weather === 'calm') return events.map((event) => ({ event, at: event.at, attempt: 1 }));
  const luck = createLuck(seed).fork('deliveries');
  return events.flatMap((event) => deliveriesOf(event, luck.fork(event.id))).toSorted((a, b) => a.at - b.at);
};

const SECOND = 1000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const deliveriesOf = (event: WireEvent, luck: Luck): readonly Delivery[] => {
  const start = event.at + delayIn(luck);
  const sent = attemptsFrom(event, start, luck);
  return [...forgeries(event, start, luck), ...sent, ...repeats(event, sent.at(-1)?.at ?? start, luck)];
};

/** Mostly a second; seldom hours or days, which is how events overtake each other. */
const delayIn = (luck: Luck): Millis => {
  const dice = luck.integer(0, 99);
  if (dice < 70) return luck.integer(0, 3 * SECOND);
  return dice < 92 ? luck.integer(0, 2 * HOUR) : luck.integer(0, 5 * DAY);
};

/** The last attempt arrives, and is answered: what a provider gives up is found by nobody. */
const attemptsFrom = (event: WireEvent, at: Millis, luck: Luck, attempt = 1): readonly Delivery[] => {
  const wait = waitAfter(event.provider, attempt);
  const fate = wait === undefined ? 'answered' : fateIn(luck);
  const arrived: Delivery = { event, at, attempt, ...(fate === 'answer_lost' && { answerLost: true }) };
  if (wait === undefined || fate === 'answered') return [arrived];
  const later = attemptsFrom(event, at + wait, luck, attempt + 1);
  return fate === 'request_lost' ? later : [arrived, ...later];
};

const fateIn = (luck: Luck): 'answered' | 'answer_lost' | 'request_lost' => {
  const dice = luck.integer(0, 99);
  if (dice < 80) return 'answered';
  return dice < 90 ? 'answer_lost' : 'request_lost';
};

/** Sent again although it was answered, at times long after. */
const repeats = (event: WireEvent, last: Millis, luck: Luck): readonly Delivery[] => {
  const times = luck.percent(10) ? luck.integer(1, 3) : 0;
  return Array.from({ length: times }, () => ({ event, at: last + luck.integer(0, luck.percent(50) ? SECOND : 10 * DAY), attempt: 1 }));
};

const forgeries = (event: WireEvent, at: Millis, luck: Luck): readonly Delivery[] =>
  luck.percent(4) ? [{ event, at: Math.max(event.at, at - SECOND), attempt: 1, corrupt: luck.pick(corruptionsOf(event.provider)) }] : [];

/** Chargebee and Recurly vouch for XML and JSON with a password, which says nothing of the body. */
const corruptionsOf = (provider: ProviderId): readonly [Corruption, ...Corruption[]] =>
  provider === 'chargebee' || provider === 'recurly' ? ['wrong_secret', 'no_proof'] : ['wrong_secret', 'no_proof', 'changed_body'];
