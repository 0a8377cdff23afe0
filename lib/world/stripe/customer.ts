import type { Millis, WireEvent } from '../world.ts';
import { type Account, keysOf, type Metadata } from './account.ts';
import { changed, DAY, eventOf, type Json, type Scene, toSeconds } from './event.ts';
import { noise } from './noise.ts';

/** The customer object, and when the team writes its keys into it: at once, some weeks later, or never. */
export const signUp = (account: Account, at: Millis): Partial<Scene> => {
  const keys = account.keysOn === 'customer' ? keysOf(account) : {};
  const created = customerEvent(account, 'customer.created', at, { at, metadata: keys });
  const renamed = customerEvent(
    account,
    'customer.updated',
    at + 2 * DAY,
    { at, metadata: keys, name: 'Example GmbH' },
    { at, metadata: keys },
  );
  const events = [created, ...noise(account, 'payment_method.attached', at).events, renamed];
  if (account.keysOn !== 'customer_later') return { events };
  const late = customerEvent(account, 'customer.updated', at + 20 * DAY, { at, metadata: keysOf(account) }, { at, metadata: {} });
  return { events: [...events, late] };
};

type Customer = { readonly at: Millis; readonly metadata: Metadata; readonly name?: string };

const customerEvent = (account: Account, type: string, at: Millis, customer: Customer, before?: Customer): WireEvent => {
  const object = customerObject(account, customer);
  const previous = before === undefined ? undefined : changed(customerObject(account, before), object);
  return eventOf(account, { type, at, object, previous, means: 'customer_key' in customer.metadata ? 'something' : 'ignored' });
};

/** @see https://docs.stripe.com/api/customers/object */
const customerObject = (account: Account, { at, metadata, name = 'Example' }: Customer): Json => ({
  id: account.customer,
  object: 'customer',
  balance: 0,
  created: toSeconds(at),
  currency: account.currency,
  delinquent: false,
  description: null,
  email: `customer-${account.person.number}@example.com`,
  livemode: account.livemode,
  metadata,
  name,
  phone: null,
});
