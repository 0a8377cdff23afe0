import { viewSubscription } from '../../domain/subscription.ts';
import { subscriptionItemKey, waitingShard } from '../keys.ts';
import type { ListedSubscription, SubscriptionRow } from '../rows.ts';
import { waitingSubscription } from '../waiting-rows.ts';
import { wellFormed } from '../well-formed.ts';
import { eventKeysField } from './event-keys.ts';
import { allFields, EMPTY_SUBSCRIPTION, toldFields } from './fields.ts';
import { cutTexts, type Item, keyOf, pack, rowFields, unpack } from './item.ts';

type PackedSubscription = Pick<SubscriptionRow, 'facts' | 'before'>;

export const subscriptionItem = (row: SubscriptionRow): Item => {
  const { key, version, customerKey, awaiting, eventKeys, recordedAt, facts, before } = row;
  const view = wellFormed(viewSubscription(facts));
  const components = Object.entries(view.components);
  return {
    ...subscriptionItemKey(key),
    ...cutTexts({ key }),
    version: version + 1,
    ...toldFields(view, EMPTY_SUBSCRIPTION),
    ...(components.length === 0 ? {} : { components }),
    occurredAt: view.occurredAt,
    ...(customerKey === null ? {} : { customerKey }),
    ...(awaiting.length === 0 ? {} : { awaiting }),
    eventKeys: eventKeysField(eventKeys),
    recordedAt,
    ...pack({ facts, before } satisfies PackedSubscription),
    ...(waitingSubscription(row) === undefined ? {} : { waiting: waitingShard('subscriptions', key) }),
  };
};

export const readSubscriptionItem = (item: Item): SubscriptionRow => ({
  ...unpack<PackedSubscription>(item),
  key: keyOf(item),
  ...rowFields(item),
});

/** From the index by customer, which has no packed field. */
export const readListedSubscription = (item: Item): ListedSubscription => ({
  key: keyOf(item),
  customerKey: item['customerKey'],
  view: {
    ...allFields(item, EMPTY_SUBSCRIPTION),
    components: Object.fromEntries(item['components'] ?? []),
    occurredAt: item['occurredAt'],
  },
});
