import {
  type CustomerKey,
  customerKey,
  keyProblem,
  type PartnerKey,
  PROVIDER_IDS,
  type ProviderId,
  type ProviderKey,
  partnerKey,
  type TransactionKey,
} from '../domain/keys.ts';
import { decodeSegment } from './path-segment.ts';
import * as z from './zod.ts';

type Reading<Key> = { readonly key: Key } | { readonly problem: string };

/** A text field that `read` makes a key of, or says why it is none. */
const keyField = <Key>(read: (text: string) => Reading<Key>) =>
  z.string('must be a text').transform((text, context): Key => {
    const reading = read(text);
    if ('key' in reading) return reading.key;
    context.addIssue({ code: 'custom', message: reading.problem });
    return z.NEVER;
  });

/** A customer key in a body, in its one stored form. */
export const customerKeyField = () => keyField(readCustomerKey).openapi({ type: 'string', example: 'acme' });

/** A partner key in a body, in its one stored form. */
export const partnerKeyField = () => keyField(readPartnerKey).openapi({ type: 'string', example: 'pat' });

export const providerKeyField = () => keyField(readProviderKey).openapi({ type: 'string', example: 'stripe:customer:cus_1' });

/** A key in a path: percent-encoded, or `~` and its base64url. */
const segmentField = <Key>(read: (text: string) => Reading<Key>) =>
  keyField((segment) => {
    const decoded = decodeSegment(segment);
    return 'problem' in decoded ? decoded : read(decoded.text);
  });

/** What a row may wait for, or its own key: the key of a customer, or of anything at a provider. */
export const awaitedKeyField = () =>
  keyField((text): Reading<string> => {
    const problem = isProviderKey(text) ? undefined : keyProblem(text);
    return problem === undefined ? { key: text } : { problem };
  }).openapi({ type: 'string', example: 'stripe:customer:cus_1' });

export const customerKeyInPath = () => segmentField(readCustomerKey).openapi({ type: 'string', example: 'acme' });

export const partnerKeyInPath = () => segmentField(readPartnerKey).openapi({ type: 'string', example: 'pat' });

/** The key of a transaction row: that of a provider as it is, any other is the team's own. */
export const transactionKeyInPath = () =>
  segmentField((text) => ({ key: transactionKey(text) })).openapi({ type: 'string', example: 'stripe:charge:ch_1' });

/** The same key in a body. */
export const transactionKeyField = () =>
  keyField((text) => (text === '' ? { problem: 'is empty' } : { key: transactionKey(text) })).openapi({
    type: 'string',
    example: 'stripe:charge:ch_1',
  });

/** The key that the team gives to a transaction of its own, as the row is stored under it: with `api:` before it. */
export const ownKeyField = () => keyField(readOwnKey).openapi({ type: 'string', minLength: 4, maxLength: 255, example: 'order-1001' });

/** The key in a row of CSV: the team's own, with or without its prefix, or that of a provider, as an export writes it. */
export const importedKeyField = () => keyField(readImportedKey);

export const textInPath = () => segmentField((key) => ({ key })).openapi({ type: 'string' });

const readCustomerKey = (text: string): Reading<CustomerKey> => {
  const problem = keyProblem(text);
  return problem === undefined ? { key: customerKey(text) } : { problem };
};

const readPartnerKey = (text: string): Reading<PartnerKey> => {
  const problem = keyProblem(text);
  return problem === undefined ? { key: partnerKey(text) } : { problem };
};

const readProviderKey = (text: string): Reading<ProviderKey> =>
  isProviderKey(text) ? { key: text } : { problem: `is not "provider:kind:id" with one of ${PROVIDER_IDS.join(', ')}` };

const MIN_OWN_KEY_LENGTH = 4;

const readOwnKey = (text: string): Reading<OwnKey> => {
  const normal = text.normalize('NFC');
  if (isStoredKey(normal)) return { problem: `begins with api: or with the name of a provider (${PROVIDER_IDS.join(', ')}) and a colon` };
  const problem =
    keyProblem(normal) ?? (normal.length < MIN_OWN_KEY_LENGTH ? `is shorter than ${MIN_OWN_KEY_LENGTH} characters` : undefined);
  return problem === undefined ? { key: `api:${normal}` } : { problem };
};

const readImportedKey = (text: string): Reading<TransactionKey> =>
  isProviderKey(text) ? { key: text } : readOwnKey(text.startsWith('api:') ? text.slice('api:'.length) : text);

const KIND = /^[a-z_]+$/;

/** Whether this names a thing at a provider: `provider:kind:id`. An id may hold colons; it is taken as it is, without NFC. */
export const isProviderKey = (text: string): text is ProviderKey => {
  const [provider = '', kind = '', ...id] = text.split(':');
  return isProvider(provider) && KIND.test(kind) && keyProblem(id.join(':')) === undefined;
};

export const isProvider = (text: string): text is ProviderId => PROVIDER_IDS.some((id) => id === text);

/** Keys of the team have one stored form (NFC); those of providers are taken as they are. */
const transactionKey = (text: string): TransactionKey => {
  const key = isStoredKey(text) ? text : (`api:${text}` as const);
  return isOwnKey(key) ? normalOwnKey(key) : key;
};

/** The key of a row of the team's own. */
export type OwnKey = Extract<TransactionKey, `api:${string}`>;

export const isOwnKey = (key: TransactionKey): key is OwnKey => key.startsWith('api:');

const normalOwnKey = (key: OwnKey): OwnKey => `api:${key.slice('api:'.length).normalize('NFC')}`;

/** A text that begins like a stored key can be no key of the team's own, so it is looked up as it is, well-formed or not. */
const isStoredKey = (text: string): text is TransactionKey =>
  text.startsWith('api:') || PROVIDER_IDS.some((id) => text.startsWith(`${id}:`));
