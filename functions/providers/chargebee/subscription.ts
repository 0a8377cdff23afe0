import { known } from '../../domain/join.ts';
import { providerKey } from '../../domain/keys.ts';
import type { SubscriptionEvent, SubscriptionStatus, Told } from '../../domain/ledger-event.ts';
import { RANK, type Rank } from '../../domain/version.ts';
import { readPayload } from '../../platform/payload.ts';
import { customerKeys } from './customer.ts';
import { type ChargebeeEvent, type ContentReader, versionOf } from './event.ts';
import { linksOf } from './links.ts';
import { readMetaData } from './meta-data.ts';
import { type Subscription, subscriptionPayload } from './schema.ts';
import { type Owned, subscriptionOwners } from './subscription-owners.ts';

/** Any `subscription_…` event with a subscription in it; some are about something else, such as an entitlement. */
export const readSubscription: ContentReader = (event, payload) => {
  const { subscription, customer } = readPayload(subscriptionPayload, payload).content;
  if (!subscription) return { ledgerEvents: [], ignored: 'tells of no subscription', unknownWords: [] };
  const keys = { own: readMetaData(subscription.meta_data), customer: customerKeys(customer) };
  const owned = { subscription, customer, keys };
  const unknownStatus = STATUSES.has(subscription.status) ? [] : [subscription.status];
  return {
    ledgerEvents: [...subscriptionOwners(event, owned), subscriptionEvent(event, owned)],
    unknownWords: [...keys.own.unknownWords, ...keys.customer.unknownWords, ...unknownStatus],
  };
};

const subscriptionEvent = (event: ChargebeeEvent, { subscription, customer, keys }: Owned): SubscriptionEvent => {
  const status = statusOf(event, subscription);
  const customerId = subscription.customer_id ?? customer?.id;
  return known({
    kind: 'subscription' as const,
    key: providerKey('chargebee', 'subscription', subscription.id),
    status: { value: { status, providerStatus: subscription.status } },
    ...planOf(subscription),
    // The resource comes whole: a date that is missing is a date that is not set (any more).
    currentPeriodStart: { value: subscription.current_term_start ?? null },
    currentPeriodEnd: { value: subscription.current_term_end ?? null },
    canceledAt: { value: subscription.cancelled_at ?? null },
    candidates: known({
      explicit: keys.own.customerKey,
      inEvent: keys.customer.customerKey,
      links: linksOf({ customerId, subscriptionId: subscription.id }),
    }),
    occurredAt: event.occurredAt,
    version: versionOf(event, subscription, rankOf(event, status)),
  });
};

const STATUSES: ReadonlyMap<string, SubscriptionStatus> = new Map([
  ['future', 'pending'],
  ['in_trial', 'trialing'],
  ['active', 'active'],
  ['non_renewing', 'canceling'],
  ['paused', 'paused'],
  ['cancelled', 'ended'],
  ['transferred', 'ended'],
]);

/** A deleted subscription keeps the status that it had. One with a status that is not listed counts as active until its end. */
const statusOf = (event: ChargebeeEvent, subscription: Subscription): SubscriptionStatus => {
  if (subscription.deleted === true || event.type === 'subscription_deleted') return 'ended';
  const end = subscription.cancelled_at ?? subscription.current_term_end ?? event.occurredAt;
  return STATUSES.get(subscription.status) ?? (end < event.occurredAt ? 'ended' : 'active');
};

const rankOf = (event: ChargebeeEvent, status: SubscriptionStatus): Rank => {
  if (status === 'ended') return RANK.closed;
  return event.type.startsWith('subscription_created') ? RANK.created : RANK.updated;
};

/** Product Catalog 1.0 names one plan, 2.0 a list of prices of which one is the plan's. Decimal quantities are not read. */
const planOf = (subscription: Subscription): Pick<SubscriptionEvent, 'planKey' | 'quantity'> => {
  const plan = subscription.subscription_items?.find((item) => item.item_type === 'plan');
  return known({
    planKey: told(subscription.plan_id ?? plan?.item_price_id),
    quantity: told(subscription.plan_quantity ?? plan?.quantity),
  });
};

const told = <T>(value: T | null | undefined): Told<T> | undefined => (value === null || value === undefined ? undefined : { value });
