import { hexFor } from '../ids.ts';
import type { Person } from '../person.ts';
import type { Millis, WireEvent, WorldOptions } from '../world.ts';
import { documentOf, element, type Xml } from './xml.ts';

/** A person as Recurly knows them. */
export type Account = {
  readonly person: Person;
  readonly seed: number;
  readonly testMode: WorldOptions['testMode'];
  /** Recurly and Hookledger know one for all of a site; its payments carry none. */
  readonly currency: string;
  /** The team gives its accounts the keys of its customers, but for those that it has to link by hand. */
  readonly code: string;
};

export const openAccount = (person: Person, { seed, testMode, currencies }: WorldOptions): Account => ({
  person,
  seed,
  testMode,
  currency: currencies?.recurly ?? 'USD',
  code: person.knownBy === 'team_late' ? `account-${hexFor(10, seed, person.number)}` : person.customerKey,
});

export type Notice = {
  readonly at: Millis;
  /** What follows the account. */
  readonly content?: readonly Xml[];
  readonly means?: WireEvent['means'];
  readonly firstName?: string;
};

/**
 * An XML notification, which has no id: its root tells the type.
 * @see https://docs.recurly.com/docs/webhooks
 */
export const notify = (
  account: Account,
  name: string,
  { at, content = [], means = 'something', firstName = 'Sample' }: Notice,
): WireEvent => {
  const type = `${name}_notification`;
  const body = documentOf(element(type, [accountElement(account, firstName), ...content]));
  const id = `recurly-${hexFor(32, account.seed, body.toString())}`;
  return { provider: 'recurly', type, id, at, body, contentType: 'application/xml; charset=utf-8', means };
};

const accountElement = ({ code, person }: Account, firstName: string): Xml =>
  element('account', [
    element('account_code', code),
    element('username', null),
    element('email', `customer-${person.number}@example.com`),
    element('first_name', firstName),
    element('last_name', `Customer ${person.number}`),
    element('company_name', person.number % 3 === 0 ? `Sample & Co <${person.number}>` : null),
  ]);

/** A notification of a JSON endpoint: it names what happened and tells nothing of it. */
export const notifyThinly = ({ seed, person }: Account, at: Millis): WireEvent => {
  const uuid = hexFor(32, seed, person.number, 'thin', at);
  const notice = { id: uuid.slice(0, 12), object_type: 'payment', site_id: 'hookledgerxx', event_type: 'succeeded' };
  const event_time = new Date(at).toISOString();
  return {
    provider: 'recurly',
    type: 'payment.succeeded',
    id: `payment:succeeded:${notice.id}:${event_time}`,
    at,
    body: Buffer.from(JSON.stringify({ ...notice, event_time, uuid })),
    contentType: 'application/json',
    means: 'ignored',
  };
};
