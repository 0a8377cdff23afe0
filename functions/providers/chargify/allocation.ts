import type { SubscriptionEvent } from '../../domain/ledger-event.ts';
import { RANK } from '../../domain/version.ts';
import { readFields } from './fields.ts';
import { linksOf, subscriptionName } from './names.ts';
import { ignored, isExample, PANEL_TEST, type Reader } from './reading.ts';
import * as schema from './schema.ts';

/**
 * `component_allocation_change`: how much of one component a subscription has now. The payload has no customer, so the
 * subscription is all that leads to one; its state comes without the dates that give it a meaning and is left to the other events.
 */
export const readAllocation: Reader = (form, { eventId }) => {
  const subscription = readFields(form, 'payload[subscription]', schema.identified);
  const component = readFields(form, 'payload[component]', schema.identified);
  if (isExample(subscription.id) || isExample(component.id)) return ignored(PANEL_TEST);
  const { new_allocation, timestamp } = readFields(form, 'payload', schema.allocation);
  const event: SubscriptionEvent = {
    kind: 'subscription',
    key: subscriptionName(subscription.id),
    components: { [component.id]: new_allocation },
    candidates: { links: linksOf({ subscriptionId: subscription.id }) },
    occurredAt: timestamp,
    version: { at: timestamp, rank: RANK.updated, id: eventId },
  };
  return { occurredAt: timestamp, ledgerEvents: [event] };
};
