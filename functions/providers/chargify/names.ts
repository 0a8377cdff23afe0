import { type ProviderKey, providerKey } from '../../domain/keys.ts';

/** Under which names the ledger keeps Chargify's things. */
export const transactionName = (id: string): ProviderKey => providerKey('chargify', 'transaction', id);
export const subscriptionName = (id: string): ProviderKey => providerKey('chargify', 'subscription', id);
const customerName = (id: string): ProviderKey => providerKey('chargify', 'customer', id);

export type Ids = { readonly customerId?: string | null | undefined; readonly subscriptionId?: string | null | undefined };

/** The names by which a customer is found: the provider's customer, then the subscription. Ids that are not told, or 0, name nobody. */
export const linksOf = ({ customerId, subscriptionId }: Ids): readonly ProviderKey[] => [
  ...(namesOne(customerId) ? [customerName(customerId)] : []),
  ...(namesOne(subscriptionId) ? [subscriptionName(subscriptionId)] : []),
];

const namesOne = (id: string | null | undefined): id is string => id !== undefined && id !== null && id !== '0';
