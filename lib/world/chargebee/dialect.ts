import { DAY, HOUR } from '../calendar.ts';
import { type Chapter, createCustomer, lifeOf } from '../chapter.ts';
import type { Luck } from '../luck.ts';
import { endOf } from '../people.ts';
import type { Dialect, Person } from '../person.ts';
import type { Millis, TeamAct } from '../world.ts';
import { type Account, openAccount } from './account.ts';
import { chargebeeEvent, customerEvents } from './event.ts';
import { priceIn, sell } from './sales.ts';
import { subscribe } from './subscription.ts';

/**
 * People at Chargebee (API v2). Who is known by payments buys now and then and was there before the webhook; all others may
 * subscribe, which their events tell, with the keys where the team put them.
 */
export const chargebee: Dialect = {
  provider: 'chargebee',
  live: (person, luck, options) => {
    const account = openAccount(person, luck.fork('account'), options);
    const end = endOf(options);
    const isSubscriber = person.knownBy !== 'payment';
    const chapters: readonly Chapter[] = [
      ...(isSubscriber ? [{ events: customerEvents(account) }] : []),
      ...subscriptions(account, luck.fork('subscriptions'), end),
      ...purchases(account, luck.fork('purchases'), end),
      noise(account, luck.fork('noise')),
    ];
    return lifeOf(chapters, acts(person, account, end));
  },
};

/** Whose keys stand in the subscription has one; who pays only now and then has none. */
const subscriptions = (account: Account, luck: Luck, end: Millis): readonly Chapter[] => {
  const { person, keyPlace, openedAt } = account;
  if (person.knownBy === 'payment') return [];
  const count = keyPlace === 'subscription' ? luck.integer(1, 2) : luck.integer(0, 2);
  return Array.from({ length: count }, (_, index) =>
    subscribe(account, luck.fork(`${index}`), { begin: openedAt + HOUR + index * 11 * DAY, end }),
  );
};

const purchases = (account: Account, luck: Luck, end: Millis): readonly Chapter[] =>
  Array.from({ length: luck.integer(account.person.knownBy === 'payment' ? 1 : 0, 3) }, (_, index) => {
    const chance = luck.fork(`${index}`);
    const days = Math.max(1, Math.floor((end - account.openedAt) / DAY));
    const at = account.openedAt + chance.integer(0, days - 1) * DAY + index * HOUR + 2 * HOUR + chance.integer(0, 999);
    const minor = priceIn(chance, account.currency);
    return sell({ account, luck: chance, name: `purchase ${index}`, at, minor, subscriptionId: undefined });
  });

type Noise = readonly [type: string, resource: string];

const NOISES: readonly [Noise, ...Noise[]] = [
  ['invoice_generated', 'invoice'],
  ['card_expiry_reminder', 'card'],
  ['subscription_entitlements_updated', 'impacted_subscription'],
  ['coupon_created', 'coupon'],
];

/** Events of types that tell the ledger nothing. */
const noise = (account: Account, luck: Luck): Chapter => {
  if (luck.percent(60)) return { events: [] };
  const at = account.openedAt + luck.integer(1, 20) * DAY;
  const [type, resource] = luck.pick(NOISES);
  const content = { [resource]: { id: String(account.person.number), customer_id: account.id, object: resource } };
  return { events: [chargebeeEvent(account, { type, at, content, means: 'ignored' })] };
};

const acts = (person: Person, account: Account, end: Millis): readonly TeamAct[] => {
  if (person.knownBy === 'payment') return [createCustomer(person, account.openedAt + 20 * DAY, [])];
  return person.knownBy === 'team_late' ? [createCustomer(person, end - HOUR, [`chargebee:customer:${account.id}`])] : [];
};
