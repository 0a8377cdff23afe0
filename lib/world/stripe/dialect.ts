import type { Luck } from '../luck.ts';
import type { Dialect, Person } from '../person.ts';
import type { Millis, TeamAct } from '../world.ts';
import { type Account, openAccount } from './account.ts';
import { workBill } from './billing.ts';
import { priceIn } from './currency.ts';
import { signUp } from './customer.ts';
import { DAY, MINUTE, type Scene, together } from './event.ts';
import { noise } from './noise.ts';
import { sale, testSale } from './sale.ts';
import { subscribing } from './subscribing.ts';

export const stripe: Dialect = {
  provider: 'stripe',
  live: (person, luck, options) => {
    const account = openAccount(person, luck, options);
    const { events, payments, agreements, lostRefunds } = together(scenesOf(account, luck));
    return { events, acts: actsOf(account), payments, agreements, lostRefunds };
  },
};

const scenesOf = (account: Account, luck: Luck): readonly Partial<Scene>[] => {
  const { begins } = account.person;
  const subscribes = account.keysOn === 'subscription' || luck.percent(65);
  const sales = Array.from({ length: luck.integer(subscribes ? 0 : 1, 4) }, (_, number) => {
    const dice = luck.fork(`sale ${number}`);
    return sale(account, `sale ${number}`, timeIn(account, dice), dice);
  });
  return [
    signUp(account, begins),
    ...(subscribes
      ? [subscribing(account, 'first', luck.percent(60) ? begins + 10 * MINUTE : timeIn(account, luck), luck.fork('subscribing'))]
      : []),
    ...sales,
    ...(luck.percent(25) ? [workOf(account, luck.fork('work'))] : []),
    ...(luck.percent(15) ? [testSale(account, timeIn(account, luck), luck.fork('test'))] : []),
    noise(account, luck.pick(['balance.available', 'product.updated', 'setup_intent.succeeded']), timeIn(account, luck)),
  ];
};

const workOf = (account: Account, luck: Luck): Scene =>
  workBill(account, 'work', timeIn(account, luck), priceIn(account.currency, luck.integer(20, 900)), luck);

const timeIn = ({ person, end }: Account, luck: Luck): Millis => {
  const seconds = Math.floor((end - person.begins) / 1000);
  return person.begins + luck.integer(Math.min(3600, seconds), seconds) * 1000;
};

/** The team names the customer itself: by its key alone, or long after the payments with its id at Stripe. */
const actsOf = ({ person, customer, end }: Account): readonly TeamAct[] => {
  const act = (at: Millis, providerKeys: readonly string[]): TeamAct => ({ at, kind: 'create_customer', ...wordsOf(person), providerKeys });
  if (person.knownBy === 'payment') return [act(person.begins + 15 * DAY, [])];
  return person.knownBy === 'team_late' ? [act(end + DAY, [`stripe:customer:${customer}`])] : [];
};

const wordsOf = ({ customerKey, partnerKey }: Person) => ({ key: customerKey, partnerKey });
