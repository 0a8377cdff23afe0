import type { ProviderId } from '../../functions/domain/keys.ts';
import { DIALECTS } from './dialects.ts';
import { expectedSubscription, expectedTransaction } from './expected.ts';
import { createLuck } from './luck.ts';
import type { Oracle } from './oracle.ts';
import { peopleOf } from './people.ts';
import type { Dialect, Life, Person } from './person.ts';
import type { World, WorldOptions } from './world.ts';

/** Lets people live, and tells what their providers sent and what the ledger must hold. Throws for a provider without a dialect. */
export const createWorld = (options: WorldOptions): World => {
  const luck = createLuck(options.seed);
  const lived = peopleOf(options, luck.fork('people')).map(({ person, provider }) => ({
    person,
    life: dialectOf(provider).live(person, luck.fork(`life of ${person.number}`), options),
  }));
  return {
    events: inTime(lived.flatMap(({ life }) => life.events)),
    acts: inTime(lived.flatMap(({ life }) => life.acts)),
    oracle: oracleOf(lived),
  };
};

const dialectOf = (provider: ProviderId): Dialect => {
  const dialect = DIALECTS.find((one) => one.provider === provider);
  if (dialect === undefined) throw new Error(`Nobody lives at ${provider}`);
  return dialect;
};

/** The sort is stable: what a life tells of one time stays in its order. */
const inTime = <T extends { readonly at: number }>(things: readonly T[]): readonly T[] => things.toSorted((a, b) => a.at - b.at);

type Lived = { readonly person: Person; readonly life: Life };

const oracleOf = (lived: readonly Lived[]): Oracle => {
  const known = lived.filter(({ person }) => person.knownBy !== 'never');
  const strangers = lived.filter(({ person }) => person.knownBy === 'never');
  return {
    customers: known.map(({ person: { customerKey, partnerKey } }) => ({ key: customerKey, partnerKey })),
    transactions: known.flatMap(({ person, life }) => life.payments.map((payment) => expectedTransaction(payment, person))),
    subscriptions: known.flatMap(({ person, life }) => life.agreements.map((agreement) => expectedSubscription(agreement, person))),
    waiting: [
      ...strangers.flatMap(({ life }) => [...life.payments, ...life.agreements].map(({ key }) => key)),
      ...lived.flatMap(({ life }) => life.lostRefunds ?? []),
    ],
  };
};
