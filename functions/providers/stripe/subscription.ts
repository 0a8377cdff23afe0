import { isDeepStrictEqual } from 'node:util';
import type { ProviderKey } from '../../domain/keys.ts';
import type { CustomerEvent, Millis, SubscriptionEvent, Told } from '../../domain/ledger-event.ts';
import type { Version } from '../../domain/version.ts';
import { type Keys, readKeys } from '../../platform/metadata.ts';
import { readPayload } from '../../platform/payload.ts';
import { candidates, keysOf, type Reader, recorded, stripeKey } from './event.ts';
import { type PreviousFields, type SubscriptionFields, subscriptionEvent } from './schema.ts';
import { isKnownStatus, statusAt } from './subscription-status.ts';

/** The subscription as the event shows it, and beside each field that the event changed what it was before. */
export const readSubscription: Reader = (event, { version }) => {
  const { object: subscription, previous_attributes: previous } = readPayload(subscriptionEvent, event).data;
  const keys = readKeys(subscription.metadata);
  const links = keysOf({ customer: subscription.customer, subscription: subscription.id });
  const subscriptionFact: SubscriptionEvent = {
    kind: 'subscription',
    key: stripeKey('subscription', subscription.id),
    ...toldFields(subscription, previous, version.at),
    candidates: candidates(keys.customerKey, links),
    occurredAt: version.at,
    version,
  };
  const unknownStatus = isKnownStatus(subscription.status) ? [] : [subscription.status.toWellFormed()];
  return recorded([...claimIn(keys, links, version), subscriptionFact], [...keys.unknownWords, ...unknownStatus]);
};

/** A subscription that names the team's customer claims its own id and the id of the Stripe customer, of whom it tells no more. */
const claimIn = ({ customerKey, partnerKey }: Keys, links: readonly ProviderKey[], version: Version): readonly CustomerEvent[] =>
  customerKey === undefined
    ? []
    : [{ kind: 'customer', customerKey, ...(partnerKey !== undefined && { partnerKey }), links, from: version.at, version }];

type Fields = Pick<SubscriptionEvent, 'status' | 'planKey' | 'quantity' | 'currentPeriodStart' | 'currentPeriodEnd' | 'canceledAt'>;

const toldFields = (subscription: SubscriptionFields, previous: PreviousFields | null, at: Millis): Fields => {
  const now = viewOf(subscription, at);
  const before = previous === null ? undefined : viewOf(asBefore(subscription, previous), at);
  return {
    status: told(now.status, before?.status),
    ...(now.planKey !== undefined && { planKey: told(now.planKey, before?.planKey) }),
    ...(now.quantity !== undefined && { quantity: told(now.quantity, before?.quantity) }),
    ...(now.periodStart !== undefined && { currentPeriodStart: told(now.periodStart, before?.periodStart) }),
    ...(now.periodEnd !== undefined && { currentPeriodEnd: told(now.periodEnd, before?.periodEnd) }),
    ...(now.canceledAt !== undefined && { canceledAt: told(now.canceledAt, before?.canceledAt) }),
  };
};

const told = <T>(value: T, previous: T | undefined): Told<T> =>
  previous === undefined || isDeepStrictEqual(value, previous) ? { value } : { value, previous };

/** Our fields of a subscription; undefined is what this object does not tell. Plan and quantity are those of the first item. */
const viewOf = (subscription: SubscriptionFields, at: Millis) => {
  const item = subscription.items?.data[0];
  const hasItems = subscription.items !== undefined && subscription.items !== null;
  return {
    status: { status: statusAt(subscription, at), providerStatus: subscription.status.toWellFormed() },
    planKey: item?.price?.id ?? item?.plan?.id ?? (hasItems ? null : undefined),
    quantity: item?.quantity ?? (hasItems ? null : undefined),
    periodStart: subscription.current_period_start ?? item?.current_period_start,
    periodEnd: subscription.current_period_end ?? item?.current_period_end,
    canceledAt: subscription.canceled_at,
  };
};

/** The subscription before this event. Within an item, too, only what changed may be told. */
const asBefore = (subscription: SubscriptionFields, previous: PreviousFields): SubscriptionFields => {
  const [item] = subscription.items?.data ?? [];
  const [itemBefore] = previous.items?.data ?? [];
  const items = itemBefore === undefined ? subscription.items : { data: [{ ...item, ...itemBefore }] };
  return { ...subscription, ...previous, status: previous.status ?? subscription.status, items };
};
