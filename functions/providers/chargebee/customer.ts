import { known } from '../../domain/join.ts';
import { type CustomerKey, type PartnerKey, type ProviderKey, providerKey } from '../../domain/keys.ts';
import type { CustomerEvent } from '../../domain/ledger-event.ts';
import { RANK } from '../../domain/version.ts';
import { type Keys, readKeys } from '../../platform/metadata.ts';
import { readPayload } from '../../platform/payload.ts';
import { type ChargebeeEvent, type ContentReader, versionOf } from './event.ts';
import { readMetaData } from './meta-data.ts';
import { type Customer, customerPayload } from './schema.ts';

/** `customer_created` and `customer_changed`: who the customer is at Chargebee, once it carries a key. */
export const readCustomer: ContentReader = (event, payload) => {
  const { customer } = readPayload(customerPayload, payload).content;
  const { customerKey, partnerKey, unknownWords } = customerKeys(customer);
  if (customerKey === undefined) return { ledgerEvents: [], ignored: 'names no customer key', unknownWords };
  const links = [providerKey('chargebee', 'customer', customer.id)];
  return { ledgerEvents: [customerEvent(event, customer, { customerKey, partnerKey, links })], unknownWords };
};

/** The keys that a Chargebee customer carries: in its meta_data, else in the custom fields that a hosted page fills. */
export const customerKeys = (customer: Customer | null | undefined): Keys => {
  const hostedPage = readKeys({ customer_key: customer?.cf_customer_id, partner_key: customer?.cf_partner_key });
  return { ...hostedPage, ...readMetaData(customer?.meta_data) };
};

/** Whom an event names, and what at Chargebee is theirs from this event on. */
export type Person = {
  readonly customerKey: CustomerKey;
  readonly partnerKey: PartnerKey | undefined;
  readonly links: readonly ProviderKey[];
};

/**
 * A customer event with name and e-mail as far as they are given. A claim begins with the second of the event, so that it holds
 * for a payment of that second: payments are dated in seconds, resource versions in milliseconds.
 */
export const customerEvent = (event: ChargebeeEvent, customer: Partial<Customer>, person: Person): CustomerEvent =>
  known({
    kind: 'customer' as const,
    customerKey: person.customerKey,
    partnerKey: person.partnerKey,
    email: customer.email,
    name: [customer.first_name, customer.last_name].filter(Boolean).join(' ') || customer.company,
    links: person.links,
    from: event.occurredAt,
    version: versionOf(event, customer, event.type === 'customer_created' ? RANK.created : RANK.updated),
  });
