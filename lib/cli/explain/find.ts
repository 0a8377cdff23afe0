import { PROVIDER_IDS } from '../../../functions/domain/keys.ts';
import {
  type Customer,
  customerSchema,
  type Event,
  eventSchema,
  type Subscription,
  subscriptionSchema,
  type Transaction,
  transactionSchema,
} from '../answers.ts';
import { type ApiClient, apiPath } from '../api-client.ts';

/** Whatever a key may name, by kind. */
export type Found =
  | { readonly kind: 'event'; readonly event: Event }
  | { readonly kind: 'transaction'; readonly transaction: Transaction }
  | { readonly kind: 'subscription'; readonly subscription: Subscription }
  | { readonly kind: 'customer'; readonly customer: Customer };

/**
 * Everything that has this key: `stripe:evt_1`, `stripe:charge:ch_1`, a transaction of the team's own, a subscription, a customer. The id of an
 * event alone, as a provider's panel shows it, is looked for at every provider.
 */
export const findAll = async (api: ApiClient, key: string): Promise<readonly Found[]> => {
  const [events, transaction, subscription, customer] = await Promise.all([
    Promise.all(eventKeysOf(key).map((eventKey) => findEvent(api, eventKey))),
    api.find(apiPath`/v1/transactions/${key}`, transactionSchema),
    findSubscription(api, key),
    api.find(apiPath`/v1/customers/${key}`, customerSchema),
  ]);
  return [
    ...events.flatMap((event) => (event === undefined ? [] : [{ kind: 'event', event } as const])),
    ...(transaction === undefined ? [] : [{ kind: 'transaction', transaction } as const]),
    ...(subscription === undefined ? [] : [{ kind: 'subscription', subscription } as const]),
    ...(customer === undefined ? [] : [{ kind: 'customer', customer } as const]),
  ];
};

const isProviderId = (text: string): boolean => PROVIDER_IDS.some((id) => id === text);

const eventKeysOf = (key: string): readonly string[] => {
  if (isProviderId(key.split(':', 1)[0] ?? '')) return [key];
  return key.includes(':') ? [] : PROVIDER_IDS.map((id) => `${id}:${key}`);
};

/** An event by its key, `provider:event id`; the id may hold colons. Undefined when there is none. */
export const findEvent = async (api: ApiClient, eventKey: string): Promise<Event | undefined> => {
  const { provider, eventId } = splitEventKey(eventKey);
  return api.find(apiPath`/v1/events/${provider}/${eventId}`, eventSchema);
};

/** Undefined when there is none, and for a key that names something else. */
export const findSubscription = async (api: ApiClient, key: string): Promise<Subscription | undefined> =>
  isSubscriptionKey(key) ? api.find(apiPath`/v1/subscriptions/${key}`, subscriptionSchema) : undefined;

export const isSubscriptionKey = (key: string): boolean => key.split(':', 2)[1] === 'subscription';

export const splitEventKey = (eventKey: string): { readonly provider: string; readonly eventId: string } => {
  const colon = eventKey.indexOf(':');
  return { provider: eventKey.slice(0, colon), eventId: eventKey.slice(colon + 1) };
};
