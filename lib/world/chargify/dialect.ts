import { DAY, HOUR, MINUTE } from '../calendar.ts';
import { createCustomer, lifeOf } from '../chapter.ts';
import type { Luck } from '../luck.ts';
import { endOf } from '../people.ts';
import type { Agreement, Dialect, Person } from '../person.ts';
import type { Millis, TeamAct, WorldOptions } from '../world.ts';
import { stepsOf } from './life.ts';
import { type Sold, sell, sellSurely } from './sales.ts';
import { type Account, openAccount, type Webhook, webhookOf } from './site.ts';
import { agreementOf, type Contract, newContract } from './subscription.ts';
import { customerWebhooks, noise, stepWebhook } from './told.ts';
import type { Sale } from './transaction.ts';

/**
 * People at Chargify. Who is known by events has a reference, at once or later; of who is known by payments the webhook tells
 * nothing but payments; nobody else has a reference. Chargify knows no partners: the team tells them.
 */
export const chargify: Dialect = {
  provider: 'chargify',
  live: (person, luck, options) => {
    const account = openAccount(person, luck.fork('account'), options);
    const told = tellingOf(account, luck, options);
    const webhooks = told.webhooks.toSorted((a, b) => a.at - b.at);
    const events = webhooks.map((webhook, index) => webhookOf(account, index + 1, webhook));
    return lifeOf([{ ...told, events }], acts(person, account, endOf(options)));
  },
};

type Telling = Sold & { readonly agreements: readonly Agreement[] };

const tellingOf = (account: Account, luck: Luck, options: WorldOptions): Telling => {
  const isPayer = account.person.knownBy === 'payment';
  const lives = subscriptions(account, luck.fork('subscriptions'), endOf(options));
  const sold = lives.flatMap(({ sales }) => sales);
  return {
    webhooks: [
      ...(isPayer ? [] : [...customerWebhooks(account), ...lives.flatMap(({ webhooks }) => webhooks)]),
      ...sold.flatMap(({ webhooks }) => webhooks),
      ...noise(account, luck.fork('noise'), options.chargifySite !== undefined),
    ],
    payments: sold.flatMap(({ payments }) => payments),
    lostRefunds: sold.flatMap(({ lostRefunds }) => lostRefunds ?? []),
    agreements: isPayer ? [] : lives.map(({ agreement }) => agreement),
  };
};

type Subscribed = { readonly webhooks: readonly Webhook[]; readonly agreement: Agreement; readonly sales: readonly Sold[] };

const subscriptions = (account: Account, luck: Luck, end: Millis): readonly Subscribed[] =>
  Array.from({ length: luck.integer(1, 2) }, (_, index) => {
    const chance = luck.fork(`${index}`);
    const begin = account.openedAt + HOUR + index * 13 * DAY;
    return subscribed(account, chance, newContract(account.numberOf(90_000 + index), chance, begin), end);
  });

const PAID: ReadonlySet<string> = new Set(['signup_success', 'renewal_success']);

const subscribed = (account: Account, luck: Luck, contract: Contract, end: Millis): Subscribed => {
  const steps = stepsOf(contract, luck, end);
  const paid = steps.filter((step) => PAID.has(step.type) && step.contract.state === 'active');
  // A trial may not be paid for; who is known by payments pays something all the same.
  const due = paid.length > 0 ? paid : steps.slice(0, 1);
  return {
    webhooks: steps.map((step) => stepWebhook(account, step)),
    agreement: agreementOf(steps.at(-1)?.contract ?? contract),
    sales: due.map((step, index) => {
      const chance = luck.fork(`sale ${index}`);
      const sale: Sale = {
        account,
        luck: chance,
        number: ((contract.id % 10) + 1) * 1000 + index * 10,
        at: step.at,
        minor: chance.integer(100, 90_000),
        contract: step.contract,
        // A body without its subscription tells no currency.
        isFlat: step.contract.currency !== 'EUR' && chance.percent(10),
      };
      return index === 0 ? sellSurely(sale) : sell({ ...sale, at: sale.at + (chance.percent(50) ? 0 : MINUTE) });
    }),
  };
};

const acts = (person: Person, { openedAt, customerId }: Account, end: Millis): readonly TeamAct[] => {
  switch (person.knownBy) {
    case 'event':
      return person.partnerKey === null ? [] : [createCustomer(person, openedAt + 8 * DAY, [])];
    case 'payment':
      return [createCustomer(person, openedAt + 8 * DAY, [])];
    case 'team_late':
      return [createCustomer(person, end - HOUR, [`chargify:customer:${customerId}`])];
    case 'never':
      return [];
    default:
      return person.knownBy satisfies never;
  }
};
