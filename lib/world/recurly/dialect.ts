import { DAY, HOUR, MINUTE, secondOf } from '../calendar.ts';
import { type Chapter, createCustomer, lifeOf } from '../chapter.ts';
import { numberFor } from '../ids.ts';
import type { Luck } from '../luck.ts';
import { endOf } from '../people.ts';
import type { Dialect, Person } from '../person.ts';
import type { Millis, TeamAct, WireEvent } from '../world.ts';
import { type Account, notify, notifyThinly, openAccount } from './account.ts';
import { sell, sellSurely } from './fates.ts';
import { subscribe } from './life.ts';
import type { Sale } from './transaction.ts';

/**
 * People at Recurly (XML). Every notification names the account's code, which the ledger takes for the team's key. So only who is
 * known by events has notifications of accounts and subscriptions; all others pay, and their endpoint sends nothing else. Recurly
 * knows no partners: the team tells them.
 */
export const recurly: Dialect = {
  provider: 'recurly',
  live: (person, luck, options) => {
    const account = openAccount(person, options);
    const begin = secondOf(person.begins);
    const between = { begin, end: endOf(options) };
    const chapters: readonly Chapter[] = [
      ...(person.knownBy === 'event' ? tellingLife(account, luck.fork('subscriptions'), between) : []),
      ...purchases(account, luck.fork('purchases'), between),
      { events: luck.percent(15) ? [notifyThinly(account, begin + 3 * DAY)] : [] },
    ];
    return lifeOf(chapters, acts(person, account, between));
  },
};

type Between = { readonly begin: Millis; readonly end: Millis };

const tellingLife = (account: Account, luck: Luck, { begin, end }: Between): readonly Chapter[] => {
  const lives = Array.from({ length: luck.integer(0, 2) }, (_, index) =>
    subscribe(account, luck.fork(`${index}`), { begin: begin + HOUR + index * 9 * DAY, end }),
  );
  const sales = lives.flatMap(({ uuid, paidFrom }, life) =>
    paidFrom.map((at, period) => {
      const name = `${uuid} ${period}`;
      return sell(saleOf(account, luck.fork(name), { name, number: (life + 1) * 1000 + period, at, subscriptionIds: [uuid] }));
    }),
  );
  return [{ events: accountEvents(account, luck, begin) }, ...lives.map(({ chapter }) => chapter), ...sales];
};

/** One of them at least, so that the account is told in any case. */
const accountEvents = (account: Account, luck: Luck, at: Millis): readonly WireEvent[] => {
  const isNew = luck.percent(80);
  return [
    ...(isNew ? [notify(account, 'new_account', { at })] : []),
    ...(!isNew || luck.percent(40) ? [notify(account, 'billing_info_updated', { at: at + MINUTE })] : []),
    ...(luck.percent(20) ? [notify(account, 'updated_account', { at: at + 12 * DAY, firstName: 'Renamed' })] : []),
    ...(luck.percent(15) ? [notify(account, 'canceled_account', { at: at + 40 * DAY, means: 'ignored' })] : []),
  ];
};

const purchases = (account: Account, luck: Luck, { begin, end }: Between): readonly Chapter[] => {
  const isKnownByEvents = account.person.knownBy === 'event';
  const count = luck.integer(isKnownByEvents ? 0 : 1, 4);
  const days = Math.max(1, Math.floor((end - begin) / DAY));
  return Array.from({ length: count }, (_, index) => {
    const chance = luck.fork(`${index}`);
    const at = begin + chance.integer(0, days - 1) * DAY + (index + 1) * HOUR + chance.integer(0, 59) * MINUTE;
    const sale = saleOf(account, chance, {
      name: `purchase ${index}`,
      number: index,
      at,
      subscriptionIds: isKnownByEvents ? [] : idsOf(chance),
    });
    return index === 0 && !isKnownByEvents ? sellSurely(sale) : sell(sale);
  });
};

/** Subscriptions that no notification tells of. */
const idsOf = (luck: Luck): readonly string[] =>
  Array.from({ length: luck.integer(0, 2) }, () => `${luck.integer(1e8, 2e9)}`.padStart(32, 'a'));

type SaleFacts = Pick<Sale, 'name' | 'at' | 'subscriptionIds'> & { readonly number: number };

/** Invoice numbers are one sequence for a site. Two go to a sale, for it may need a credit invoice. */
const saleOf = (account: Account, luck: Luck, { number, ...facts }: SaleFacts): Sale => ({
  ...facts,
  account,
  luck,
  invoice: numberFor(account.seed, account.person.number) + number * 2,
  minor: luck.integer(100, 90_000),
});

const acts = (person: Person, { code }: Account, { begin, end }: Between): readonly TeamAct[] => {
  switch (person.knownBy) {
    case 'event':
      return person.partnerKey === null ? [] : [createCustomer(person, begin + 8 * DAY, [])];
    case 'payment':
      return [createCustomer(person, begin + 8 * DAY, [])];
    case 'team_late':
      return [createCustomer(person, end - HOUR, [`recurly:account:${code}`])];
    case 'never':
      return [];
    default:
      return person.knownBy satisfies never;
  }
};
