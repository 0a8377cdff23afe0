import type { Luck } from '../luck.ts';
import type { Millis } from '../world.ts';
import type { Account } from './account.ts';
import { bill, type Collection, collectionFrom } from './billing.ts';
import { DAY, HOUR, together } from './event.ts';
import { type Chapter, costOf, MONTH, type Subscription, subscriptionEvent } from './subscription.ts';

/** The end of a period: the last one, the end of a trial, or one more. */
export const turnOfPeriod = (account: Account, before: Subscription, name: string, luck: Luck): Chapter => {
  const at = before.periodEnd;
  if (before.willCancel) return ended(account, before, at);
  if (before.status === 'trialing' && luck.percent(25)) return trialWithoutCard(account, before, name, luck);
  return renewed(account, before, at, name, luck);
};

const renewed = (account: Account, before: Subscription, at: Millis, name: string, luck: Luck): Chapter => {
  const now: Subscription = { ...before, status: 'active', periodStart: at, periodEnd: at + MONTH };
  const told = { events: [subscriptionEvent(account, 'updated', at, now, before)] };
  if (now.isCollectionPaused) return { now, scene: told };
  const collected = collect(account, now, name, luck);
  return { now: collected.now, scene: together([told, collected.scene]) };
};

/** The invoice stays a draft for an hour, so that it is older than its payment. */
const collect = (account: Account, before: Subscription, name: string, luck: Luck): Chapter => {
  const createdAt = before.periodStart;
  const collection = untilEnd(account, collectionFrom(createdAt + HOUR, luck));
  const given = { name, createdAt, minor: costOf(account, before), reason: 'subscription_cycle', subscription: before.id } as const;
  const billed = bill(account, given, collection, luck);
  const [declinedAt] = collection.declinedAt;
  if (declinedAt === undefined) return { now: before, scene: billed };
  const late: Subscription = { ...before, status: 'past_due' };
  const events = [subscriptionEvent(account, 'updated', declinedAt, late, before)];
  const after =
    collection.paidAt === null ? givenUp(account, late, declinedAt + 8 * DAY, luck) : caughtUp(account, late, collection.paidAt);
  return { now: after.now, scene: together([billed, { events }, after.scene]) };
};

const caughtUp = (account: Account, before: Subscription, at: Millis): Chapter => {
  const now: Subscription = { ...before, status: 'active' };
  return { now, scene: { events: [subscriptionEvent(account, 'updated', at, now, before)] } };
};

/** What would be after the end of the world is not told. */
const untilEnd = ({ end }: Account, { declinedAt, paidAt }: Collection): Collection => ({
  declinedAt: declinedAt.filter((at) => at <= end),
  paidAt: paidAt !== null && paidAt <= end ? paidAt : null,
});

/** After the last try the team's settings decide. */
const givenUp = (account: Account, before: Subscription, at: Millis, luck: Luck): Chapter => {
  if (at > account.end) return { now: before, scene: {} };
  if (luck.percent(50)) return ended(account, before, at);
  const now: Subscription = { ...before, status: 'unpaid' };
  return { now, scene: { events: [subscriptionEvent(account, 'updated', at, now, before)] } };
};

/** Its status changes, which is told twice in one second. Some go on when a card is given. */
const trialWithoutCard = (account: Account, before: Subscription, name: string, luck: Luck): Chapter => {
  const at = before.periodEnd;
  const now: Subscription = { ...before, status: 'paused' };
  const events = [subscriptionEvent(account, 'updated', at, now, before), subscriptionEvent(account, 'paused', at, now)];
  if (luck.percent(40)) return { now, scene: { events } };
  const resumedAt = at + luck.integer(1, 6) * DAY;
  const again = renewed(account, now, resumedAt, name, luck);
  const resumed = subscriptionEvent(account, 'resumed', resumedAt, { ...again.now, status: 'active' });
  return { now: again.now, scene: together([{ events }, again.scene, { events: [resumed] }]) };
};

export const ended = (account: Account, before: Subscription, at: Millis): Chapter => {
  const now: Subscription = { ...before, status: 'canceled', canceledAt: before.canceledAt ?? at, endedAt: at };
  return { now, scene: { events: [subscriptionEvent(account, 'deleted', at, now)] } };
};
