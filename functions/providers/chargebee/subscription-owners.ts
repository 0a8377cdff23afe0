import type { CustomerEvent } from '../../domain/ledger-event.ts';
import type { Keys } from '../../platform/metadata.ts';
import { customerEvent } from './customer.ts';
import type { ChargebeeEvent } from './event.ts';
import { linksOf } from './links.ts';
import type { Customer, Subscription } from './schema.ts';

/** A subscription with its customer, and the keys that each of them carries. */
export type Owned = {
  readonly subscription: Subscription;
  readonly customer: Customer | null | undefined;
  readonly keys: { readonly own: Keys; readonly customer: Keys };
};

/**
 * Claims the subscription and the customer at Chargebee for the customer key that the event names. Where the subscription
 * carries another key than its customer (somebody pays for somebody else), each is claimed for its own.
 */
export const subscriptionOwners = (event: ChargebeeEvent, owned: Owned): readonly CustomerEvent[] => {
  const { own, customer } = owned.keys;
  const customerKey = customer.customerKey ?? own.customerKey;
  if (customerKey === undefined) return [];
  const customerId = owned.subscription.customer_id ?? owned.customer?.id;
  const subscriptionId = owned.subscription.id;
  const details = owned.customer ?? { resource_version: owned.subscription.resource_version };
  if (own.customerKey === undefined || own.customerKey === customerKey) {
    const partnerKey = customer.partnerKey ?? own.partnerKey;
    return [customerEvent(event, details, { customerKey, partnerKey, links: linksOf({ customerId, subscriptionId }) })];
  }
  const payer = { customerKey, partnerKey: customer.partnerKey, links: linksOf({ customerId, subscriptionId: undefined }) };
  const user = { customerKey: own.customerKey, partnerKey: own.partnerKey, links: linksOf({ customerId: undefined, subscriptionId }) };
  const userDetails = { resource_version: owned.subscription.resource_version };
  return [customerEvent(event, details, payer), customerEvent(event, userDetails, user)];
};
