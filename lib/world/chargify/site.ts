import { SECOND } from '../calendar.ts';
import { numberFor } from '../ids.ts';
import type { Luck } from '../luck.ts';
import type { Person } from '../person.ts';
import type { Millis, WireEvent, WorldOptions } from '../world.ts';
import { formOf } from './form.ts';

/** Names and values of a form, in the order in which they are sent. */
export type Fields = readonly (readonly [name: string, value: string])[];

/** A person as Chargify knows them. All ids are numbers there. */
export type Account = {
  readonly person: Person;
  readonly customerId: number;
  readonly site: string;
  /** Of the bodies that carry none: Hookledger knows one for them. */
  readonly currency: string;
  /** From when on the customer has its reference, which is the team's key; null: never. */
  readonly referredAt: Millis | null;
  readonly openedAt: Millis;
  /** A number for a thing of this account, by a number below a hundred thousand. */
  readonly numberOf: (thing: number) => number;
};

export const openAccount = (person: Person, luck: Luck, { seed, chargifySite, currencies }: WorldOptions): Account => {
  const base = numberFor(seed, person.number);
  const openedAt = Math.floor(person.begins / SECOND) * SECOND;
  const isReferred = person.knownBy === 'event' || person.knownBy === 'payment';
  const isLate = person.knownBy === 'event' && luck.percent(30);
  return {
    person,
    customerId: base,
    site: chargifySite ?? 'hookledger-world',
    currency: currencies?.chargify ?? 'USD',
    referredAt: isReferred ? openedAt + (isLate ? luck.integer(1, 50) * 86_400_000 : 0) : null,
    openedAt,
    numberOf: (thing) => base + thing,
  };
};

/** The reference as it was at a time; Chargify writes null as empty text. */
export const referenceAt = ({ person, referredAt }: Account, at: Millis): string =>
  referredAt !== null && at >= referredAt ? person.customerKey : '';

/** One webhook. `number` grows over the life of an account: of two events of one second, the greater id is the later. */
export type Webhook = {
  readonly type: string;
  readonly at: Millis;
  readonly fields: Fields;
  readonly means?: WireEvent['means'];
  readonly site?: string;
};

/**
 * A webhook as its form body.
 * @see https://help.chargify.com/webhooks/webhooks-reference.html
 */
export const webhookOf = (
  account: Account,
  number: number,
  { type, at, fields, means = 'something', site = account.site }: Webhook,
): WireEvent => {
  const id = String(account.numberOf(number));
  const body = formOf([
    ['id', id],
    ['event', type],
    ['payload[site][id]', site === account.site ? '40217' : '40218'],
    ['payload[site][subdomain]', site],
    ...fields,
    ['payload[event_id]', String(account.numberOf(number) + 50_000)],
  ]);
  return { provider: 'chargify', type, id, at, body, contentType: 'application/x-www-form-urlencoded', means };
};
