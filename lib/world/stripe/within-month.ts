import type { Luck } from '../luck.ts';
import type { Millis } from '../world.ts';
import type { Account } from './account.ts';
import { bill, paidAtOnce } from './billing.ts';
import { DAY, together } from './event.ts';
import { ended } from './renewal.ts';
import { type Chapter, costOf, type Subscription, subscriptionEvent } from './subscription.ts';

/** What people do with a subscription between two invoices. Nothing, mostly. */
export const withinMonth = (account: Account, now: Subscription, name: string, luck: Luck): Chapter => {
  // After the last try of the last invoice, and before a trial ends.
  const at = now.periodStart + 10 * DAY + luck.integer(0, 3 * 86_400) * 1000;
  const happening = luck.pick<Happening>([
    none,
    none,
    none,
    none,
    upgrade,
    upgrade,
    threeInASecond,
    moreSeats,
    pause,
    leave,
    leaveAndStay,
    quit,
  ]);
  // A debt comes first.
  return now.status === 'active' || happening === leave ? happening(account, now, at, name, luck) : none(account, now, at, name, luck);
};

type Happening = (account: Account, before: Subscription, at: Millis, name: string, luck: Luck) => Chapter;

const none: Happening = (_account, now) => ({ now, scene: {} });

/** The states one after the other, all told in one second. */
const told = (account: Account, before: Subscription, at: Millis, states: readonly Partial<Subscription>[]): Chapter =>
  states.reduce<Chapter>(
    ({ now, scene }, state) => {
      const next = { ...now, ...state };
      return { now: next, scene: together([scene, { events: [subscriptionEvent(account, 'updated', at, next, now)] }]) };
    },
    { now: before, scene: {} },
  );

/** The difference is billed at once. */
const upgrade: Happening = (account, before, at, name, luck) => {
  const { now, scene } = told(account, before, at, [{ price: before.price === 'price_1Max' ? 'price_1Basic' : 'price_1Max' }]);
  const minor = costOf(account, now) - costOf(account, before);
  if (minor <= 0) return { now, scene };
  const given = { name: `${name} difference`, createdAt: at, minor, reason: 'subscription_update', subscription: now.id } as const;
  return { now, scene: together([scene, bill(account, given, paidAtOnce(at), luck)]) };
};

const OTHERS = {
  price_1Basic: ['price_1Pro', 'price_1Team'],
  price_1Pro: ['price_1Team', 'price_1Max'],
  price_1Team: ['price_1Max', 'price_1Basic'],
  price_1Max: ['price_1Basic', 'price_1Pro'],
} as const;

/** Somebody clicks through the plans, and the number of seats with them. */
const threeInASecond: Happening = (account, before, at) => {
  const [first, second] = OTHERS[before.price];
  return told(account, before, at, [{ price: first }, { price: second }, { quantity: before.quantity + 2 }]);
};

const moreSeats: Happening = (account, before, at, _name, luck) =>
  told(account, before, at, [{ quantity: before.quantity + luck.integer(1, 3) }]);

const pause: Happening = (account, before, at) => told(account, before, at, [{ isCollectionPaused: !before.isCollectionPaused }]);

const leave: Happening = (account, before, at) => told(account, before, at, [{ willCancel: true, canceledAt: at }]);

const leaveAndStay: Happening = (account, before, at) => {
  const left = leave(account, before, at, '', account.luck);
  const { now, scene } = told(account, left.now, at + DAY, [{ willCancel: false, canceledAt: null }]);
  return { now, scene: together([left.scene, scene]) };
};

const quit: Happening = (account, before, at) => ended(account, before, at);
