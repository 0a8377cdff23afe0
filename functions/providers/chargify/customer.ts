import { known } from '../../domain/join.ts';
import type { ProviderKey } from '../../domain/keys.ts';
import type { CustomerEvent } from '../../domain/ledger-event.ts';
import { RANK, type Version } from '../../domain/version.ts';
import { UnreadablePayloadError } from '../../platform/errors.ts';
import { readFields } from './fields.ts';
import { linksOf } from './names.ts';
import { ignored, isExample, PANEL_TEST, type Reader } from './reading.ts';
import * as schema from './schema.ts';

/** `customer_create` and `customer_update`: from then on the provider's customer is the team's customer of that reference. */
export const readCustomer: Reader = (form, { eventId, type }) => {
  const customer = readFields(form, 'payload[customer]', schema.customer);
  if (isExample(customer.id)) return ignored(PANEL_TEST);
  const at = customer.updated_at ?? customer.created_at;
  if (at === undefined || at === null) throw new UnreadablePayloadError('Chargify payload[customer] tells no time');
  const rank = type === 'customer_create' ? RANK.created : RANK.updated;
  const [event] = customerEvents(customer, linksOf({ customerId: customer.id }), { at, rank, id: eventId });
  return event === undefined ? ignored('names no customer key', at) : { occurredAt: at, ledgerEvents: [event] };
};

/** One event when the customer has a reference, else none: without it nobody knows whose customer this is. */
export const customerEvents = (person: schema.Person, links: readonly ProviderKey[], version: Version): readonly CustomerEvent[] => {
  if (!person.reference) return [];
  const email = person.email ?? undefined;
  const about = known({ customerKey: person.reference, email, name: displayName(person) });
  return [{ kind: 'customer', ...about, links, from: version.at, version }];
};

const displayName = ({ first_name, last_name, organization }: schema.Person): string | undefined =>
  [first_name, last_name].filter(Boolean).join(' ') || organization || undefined;
