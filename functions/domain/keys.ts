import { createKeyError } from './errors.ts';

/** The five providers, in the order in which they are listed to people. */
export const PROVIDER_IDS = ['stripe', 'chargebee', 'recurly', 'chargify', 'chargily'] as const;
export type ProviderId = (typeof PROVIDER_IDS)[number];

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** The team's own id of a customer: 1-255 characters, NFC, case-sensitive, no control characters. */
export type CustomerKey = Branded<'CustomerKey'>;
/** Who referred a customer; same shape as a customer key. */
export type PartnerKey = Branded<'PartnerKey'>;

/** Names a thing at a provider: `stripe:customer:cus_1`, `recurly:invoice:2059`. A key splits at its first two colons. */
export type ProviderKey = `${ProviderId}:${string}:${string}`;
/** A transaction row: a provider key, or `api:<key>` for the team's own. */
export type TransactionKey = ProviderKey | `api:${string}`;
export type SubscriptionKey = ProviderKey;
/** `provider:eventId`, the idempotency key. */
export type EventKey = `${ProviderId}:${string}`;

/** A key that a row's customer may depend on, as it stands in waiting entries: `customer:acme`, `link:stripe:customer:cus_1`. */
export type AwaitedKey = `customer:${string}` | `link:${ProviderKey}`;

export const providerKey = <P extends ProviderId, K extends string>(provider: P, kind: K, id: string): `${P}:${K}:${string}` =>
  `${provider}:${kind}:${id}`;

export const eventKey = (provider: ProviderId, eventId: string): EventKey => `${provider}:${eventId}`;

export const MAX_KEY_LENGTH = 255;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what a key must not hold
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/**
 * What is wrong with a customer or partner key, or undefined when nothing is. Empty text counts as absent and is not a key.
 * Lone surrogates are refused: no store keeps them.
 */
export const keyProblem = (text: string): string | undefined => {
  const normal = text.normalize('NFC');
  if (normal.length === 0) return 'is empty';
  if (normal.length > MAX_KEY_LENGTH) return `is longer than ${MAX_KEY_LENGTH} characters`;
  if (CONTROL.test(normal)) return 'has control characters';
  if (!normal.isWellFormed()) return 'has a lone surrogate';
  return undefined;
};

/** The key in its one stored form (NFC). Throws a `KeyError` when the text is no key. */
export const customerKey = (text: string): CustomerKey => normalKey('customer key', text) as CustomerKey;
/** @see customerKey */
export const partnerKey = (text: string): PartnerKey => normalKey('partner key', text) as PartnerKey;

const normalKey = (name: string, text: string): string => {
  const problem = keyProblem(text);
  if (problem !== undefined) throw createKeyError(name, problem);
  return text.normalize('NFC');
};
