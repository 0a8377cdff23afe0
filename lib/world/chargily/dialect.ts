import type { Luck } from '../luck.ts';
import { endOf } from '../people.ts';
import type { Dialect, Payment, Person } from '../person.ts';
import type { Millis, TeamAct, WireEvent, WorldOptions } from '../world.ts';
import { type Checkout, checkoutEvent, type Ending, ulid } from './checkout.ts';

export const chargily: Dialect = {
  provider: 'chargily',
  live: (person, luck, options) => {
    const customerId = ulid(person.begins, luck.fork('customer'));
    const tales = Array.from({ length: luck.integer(1, 6) }, (_, number) =>
      buy(person, customerId, luck.fork(`checkout ${number}`), options),
    );
    return {
      events: tales.flatMap(({ events }) => events),
      acts: isToldBy(person, tales) ? [] : actsOf(person, customerId, options),
      payments: tales.flatMap(({ payments }) => payments),
      agreements: [],
    };
  },
};

type Tale = { readonly events: readonly WireEvent[]; readonly payments: readonly Payment[] };

/** How a checkout ends. One that failed or ran out may still be paid. */
const STORIES: readonly [readonly Ending[], ...(readonly Ending[])[]] = [
  ['paid'],
  ['paid'],
  ['paid'],
  ['failed'],
  ['canceled'],
  ['expired'],
  ['failed', 'paid'],
  ['failed', 'failed', 'paid'],
  ['canceled', 'paid'],
];

const HOUR_MS = 3_600_000;

const buy = (person: Person, customerId: string, luck: Luck, options: WorldOptions): Tale => {
  const createdAt = timeIn(person, luck, options);
  const isTest = luck.percent(15);
  const checkout: Checkout = {
    id: ulid(createdAt, luck.fork('id')),
    createdAt,
    dinars: luck.integer(75, 90_000),
    customerId,
    metadata: metadataOf(person, luck),
    livemode: !isTest,
    // The documented example writes a text.
    livemodeAsText: luck.percent(50),
  };
  const endings = luck.pick(STORIES);
  const means = isTest && options.testMode === 'ignore' ? 'ignored' : 'something';
  const events = endings.map((ending, tries) =>
    checkoutEvent(checkout, ending, createdAt + (tries + 1) * HOUR_MS, means, luck.fork(`event ${tries}`)),
  );
  return { events, payments: means === 'ignored' ? [] : [bookOf(checkout, endings)] };
};

/** Centimes: a dinar has a hundred. */
const bookOf = ({ id, dinars, createdAt }: Checkout, endings: readonly Ending[]): Payment => {
  const isPaid = endings.includes('paid');
  return {
    key: `chargily:checkout:${id}`,
    currency: 'DZD',
    state: isPaid ? 'succeeded' : 'unpaid',
    asked: dinars * 100,
    captured: isPaid ? dinars * 100 : 0,
    refunds: [],
    disputes: [],
    paidAt: createdAt,
  };
};

const timeIn = ({ begins }: Person, luck: Luck, options: WorldOptions): Millis =>
  begins + luck.integer(0, Math.floor((endOf(options) - begins) / 1000)) * 1000;

/** Chargily has no customer events: the metadata of the checkouts is all that it can tell. */
const metadataOf = ({ knownBy, customerKey, partnerKey }: Person, luck: Luck): Checkout['metadata'] => {
  if (knownBy === 'never' || knownBy === 'team_late') return luck.pick([null, []]);
  const keys = { customer_key: customerKey, ...(knownBy === 'event' && partnerKey !== null && { partner_key: partnerKey }) };
  return luck.percent(30) ? [keys] : keys;
};

/** A payment that names customer and partner brings the customer into the ledger. */
const isToldBy = ({ knownBy, partnerKey }: Person, tales: readonly Tale[]): boolean =>
  knownBy === 'event' && partnerKey !== null && tales.some(({ payments }) => payments.length > 0);

const actsOf = (person: Person, customerId: string, options: WorldOptions): readonly TeamAct[] => {
  const { knownBy, customerKey: key, partnerKey, begins } = person;
  if (knownBy === 'never') return [];
  const isLate = knownBy === 'team_late';
  const at = isLate ? endOf(options) : begins;
  return [{ at, kind: 'create_customer', key, partnerKey, providerKeys: isLate ? [`chargily:customer:${customerId}`] : [] }];
};
