import type { Luck } from '../luck.ts';
import type { Millis } from '../world.ts';
import type { Account } from './account.ts';
import { bill, paidAtOnce } from './billing.ts';
import { DAY, HOUR, type Scene, SECOND, together } from './event.ts';
import { noise } from './noise.ts';
import { turnOfPeriod } from './renewal.ts';
import {
  agreementOf,
  type Chapter,
  costOf,
  MONTH,
  newSubscription,
  type Price,
  type Subscription,
  subscriptionEvent,
} from './subscription.ts';
import { withinMonth } from './within-month.ts';

/** A subscription from its first day to its last, or to the end of the world. */
export const subscribing = (account: Account, name: string, at: Millis, luck: Luck): Scene => {
  const chapters: Chapter[] = [begin(account, name, at, luck.fork('begin'))];
  for (let month = 1; ; month += 1) {
    const before = chapters.at(-1)?.now;
    if (before === undefined || isOver(before) || before.periodStart + LAST_OF_INVOICE > account.end) break;
    const within = withinMonth(account, before, `${name} ${month}`, luck.fork(`within ${month}`));
    chapters.push(within);
    if (isOver(within.now) || within.now.periodEnd > account.end) break;
    chapters.push(turnOfPeriod(account, within.now, `${name} ${month}`, luck.fork(`turn ${month}`)));
  }
  const agreements = chapters.slice(-1).map(({ now }) => agreementOf(now));
  return together([...chapters.map(({ scene }) => scene), { agreements }]);
};

/** By then the last try of an invoice was made. */
const LAST_OF_INVOICE = 10 * DAY;

/** Unpaid and paused ones stay, but nothing more is told of them here. */
const isOver = ({ status }: Subscription): boolean => ['canceled', 'incomplete', 'incomplete_expired', 'unpaid', 'paused'].includes(status);

const begin = (account: Account, name: string, at: Millis, luck: Luck): Chapter => {
  const price = luck.pick<Price>(['price_1Basic', 'price_1Pro', 'price_1Team']);
  const plan = { createdAt: at, price, quantity: luck.integer(1, 5) };
  return luck.percent(35) ? beginTrial(account, name, plan, luck) : beginPaid(account, name, plan, luck);
};

type Plan = Pick<Subscription, 'createdAt' | 'price' | 'quantity'>;

const beginTrial = (account: Account, name: string, plan: Plan, luck: Luck): Chapter => {
  const at = plan.createdAt;
  const trialEnd = at + 14 * DAY;
  const now = newSubscription(account, name, { ...plan, status: 'trialing', periodEnd: trialEnd, trialEnd });
  const nothingDue = bill(
    account,
    { name, createdAt: at, minor: 0, reason: 'subscription_create', subscription: now.id },
    paidAtOnce(at),
    luck,
  );
  const soon = noise(account, 'customer.subscription.trial_will_end', trialEnd - 3 * DAY, now.id);
  return { now, scene: together([{ events: [subscriptionEvent(account, 'created', at, now)] }, nothingDue, soon]) };
};

/** It waits for its first payment; without one within 23 hours it never begins. */
const beginPaid = (account: Account, name: string, plan: Plan, luck: Luck): Chapter => {
  const at = plan.createdAt;
  const first = newSubscription(account, name, { ...plan, status: 'incomplete', periodEnd: at + MONTH, trialEnd: null });
  const created = { events: [subscriptionEvent(account, 'created', at, first)] };
  const given = { name, createdAt: at, minor: costOf(account, first), reason: 'subscription_create', subscription: first.id } as const;
  const dice = luck.integer(0, 99);
  if (dice < 85) {
    const now: Subscription = { ...first, status: 'active' };
    // Often in the very second of its creation.
    const paidAt = at + (luck.percent(50) ? 0 : 2 * SECOND);
    const active = { events: [subscriptionEvent(account, 'updated', paidAt, now, first)] };
    return { now, scene: together([created, active, bill(account, given, paidAtOnce(paidAt), luck)]) };
  }
  const declined = bill(account, given, { declinedAt: [at], paidAt: null }, luck);
  if (dice < 90) return { now: first, scene: together([created, declined]) };
  const now: Subscription = { ...first, status: 'incomplete_expired', endedAt: at + 23 * HOUR };
  return { now, scene: together([created, declined, { events: [subscriptionEvent(account, 'updated', at + 23 * HOUR, now, first)] }]) };
};
