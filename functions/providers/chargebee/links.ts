import { type ProviderKey, providerKey } from '../../domain/keys.ts';

/** The names under which the ledger looks up whose a payment or subscription is: the customer's, then the subscription's. */
export const linksOf = (ids: {
  readonly customerId: string | undefined;
  readonly subscriptionId: string | undefined;
}): readonly ProviderKey[] => [
  ...(ids.customerId === undefined ? [] : [providerKey('chargebee', 'customer', ids.customerId)]),
  ...(ids.subscriptionId === undefined ? [] : [providerKey('chargebee', 'subscription', ids.subscriptionId)]),
];
