import { known } from '../../domain/join.ts';
import type { Millis, SubscriptionEvent, Told } from '../../domain/ledger-event.ts';
import { RANK } from '../../domain/version.ts';
import { UnreadablePayloadError } from '../../platform/errors.ts';
import { customerEvents } from './customer.ts';
import { readFields } from './fields.ts';
import type { Form } from './form.ts';
import { linksOf, subscriptionName } from './names.ts';
import { ignored, isExample, PANEL_TEST, type Reader } from './reading.ts';
import * as schema from './schema.ts';
import { type StatusWords, statusOf } from './status.ts';

/** The events that carry a whole subscription with its customer and product. They tell nothing of money. */
export const readSubscription: Reader = (form, { eventId, type }) => {
  const subscription = readFields(form, 'payload[subscription]', schema.subscription);
  if (isExample(subscription.id)) return ignored(PANEL_TEST);
  const customer = readFields(form, 'payload[subscription][customer]', schema.subscriber);
  const product = readFields(form, 'payload[subscription][product]', schema.product);
  const at = timeOf(form, subscription);
  const { words, unknownWord } = statusOf(subscription, at);
  const links = linksOf({ customerId: customer.id, subscriptionId: subscription.id });
  const event: SubscriptionEvent = {
    kind: 'subscription',
    key: subscriptionName(subscription.id),
    ...toldFields(subscription, product, words),
    candidates: { ...(customer.reference && { inEvent: customer.reference }), links },
    occurredAt: at,
    version: { at, rank: rankOf(type, words), id: eventId },
  };
  return {
    occurredAt: at,
    ledgerEvents: [...customerEvents(customer, links, event.version), event],
    ...(unknownWord !== undefined && { unknownWords: [unknownWord] }),
  };
};

/** When the subscription was as the event shows it. Without `updated_at`, the newest time in the payload that has passed. */
const timeOf = (form: Form, { updated_at }: schema.Subscription): Millis => {
  if (typeof updated_at === 'number') return updated_at;
  const { timestamp } = readFields(form, 'payload', schema.dated);
  const past = Object.values(readFields(form, 'payload[subscription]', schema.pastTimes));
  const times = [timestamp, ...past].filter((time) => typeof time === 'number');
  if (times.length === 0) throw new UnreadablePayloadError('Chargify payload[subscription] tells no time');
  return Math.max(...times);
};

const toldFields = (subscription: schema.Subscription, product: schema.Product, words: StatusWords | undefined) =>
  known({
    status: told(words),
    planKey: told<string | null>(product.handle ?? product.id ?? undefined),
    currentPeriodStart: told(subscription.current_period_started_at),
    currentPeriodEnd: told(subscription.current_period_ends_at),
    canceledAt: told(subscription.canceled_at),
  });

const told = <T>(value: T | undefined): Told<T> | undefined => (value === undefined ? undefined : { value });

const rankOf = (type: string, words: StatusWords | undefined) => {
  if (words?.status === 'ended') return RANK.closed;
  return type === 'signup_success' ? RANK.created : RANK.updated;
};
