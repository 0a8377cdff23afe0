import { known } from '../../domain/join.ts';
import { providerKey } from '../../domain/keys.ts';
import type { Millis, SubscriptionEvent, SubscriptionStatus, Told } from '../../domain/ledger-event.ts';
import { RANK, type Version } from '../../domain/version.ts';
import { readPayload } from '../../platform/payload.ts';
import { candidatesOf, customerEvents } from './customer.ts';
import type { Notification, Reading, ReadNotification } from './notification.ts';
import { type Account, type Subscription, subscriptionNotification } from './schema.ts';
import { periodStart, readStatus } from './subscription-status.ts';

export const readSubscription: ReadNotification = (notification) => {
  const { account, subscription } = readPayload(subscriptionNotification, notification.value);
  return subscriptionReading(notification, account, subscription);
};

/** The customer, claiming account and subscription, and the subscription as the notification tells it. */
export const subscriptionReading = (notification: Notification, account: Account, subscription: Subscription): Reading => {
  const { status, unknownWords } = readStatus(subscription);
  const start = periodStart(subscription);
  const event: SubscriptionEvent = {
    kind: 'subscription',
    key: providerKey('recurly', 'subscription', subscription.uuid),
    status: { value: { status, providerStatus: subscription.state } },
    ...toldFields(subscription),
    candidates: candidatesOf(account, [subscription.uuid]),
    ...(start !== null && { occurredAt: start }),
    receivedAt: notification.receivedAt.getTime(),
    version: versionOf(status, start, notification.eventId),
  };
  const customers = customerEvents(account, [subscription.uuid], notification);
  return { occurredAt: start, ledgerEvents: [...customers, event], ...(unknownWords.length > 0 && { unknownWords }) };
};

type ToldFields = Pick<SubscriptionEvent, 'planKey' | 'quantity' | 'currentPeriodStart' | 'currentPeriodEnd' | 'canceledAt'>;

const toldFields = (subscription: Subscription): ToldFields =>
  known({
    planKey: told(subscription.plan?.plan_code),
    quantity: told(subscription.quantity),
    currentPeriodStart: told(subscription.current_period_started_at),
    currentPeriodEnd: told(subscription.current_period_ends_at),
    canceledAt: told(subscription.canceled_at),
  });

/** An element that is not there tells nothing, so the field is absent; one that is nil says "none". */
const told = <T>(value: T | undefined): Told<T> | undefined => (value === undefined ? undefined : { value });

/** The greatest time that a date can hold: nothing follows the end of a subscription. */
const AFTER_EVERYTHING: Millis = 8_640_000_000_000_000;

/**
 * A notification has no time of its own. The end is newest, then the later period; within one it is what was received later, which
 * the event tells beside its version.
 */
const versionOf = (status: SubscriptionStatus, start: Millis | null, id: string): Version =>
  status === 'ended' ? { at: AFTER_EVERYTHING, rank: RANK.closed, id } : { at: start ?? 0, rank: RANK.updated, id };
