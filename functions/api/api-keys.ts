import { createHash, timingSafeEqual } from 'node:crypto';
import { isRecord } from '../platform/record.ts';
import type { ProviderSecret } from '../platform/secret-values.ts';
import type { SecretSource } from '../platform/secrets.ts';

/** `write` includes `read`. The name stands in the log, the key nowhere. */
export type ApiKey = { readonly name: string; readonly key: string; readonly scope: 'read' | 'write' };

/** The keys that the `api` part of the secrets holds; entries of another shape are left out (fail closed). */
export const apiKeysFrom = (secret: ProviderSecret): readonly ApiKey[] => {
  const keys = secret['keys'];
  return Array.isArray(keys) ? keys.filter(isApiKey) : [];
};

/** The live keys where secrets come from, as the API asks for them. */
export const apiKeySource = (secrets: SecretSource) => ({
  keys: async (): Promise<readonly ApiKey[]> => apiKeysFrom(await secrets.read('api')),
  freshKeys: async (): Promise<readonly ApiKey[]> => apiKeysFrom(await secrets.refresh('api')),
});

const isApiKey = (value: unknown): value is ApiKey =>
  isRecord(value) &&
  typeof value['name'] === 'string' &&
  typeof value['key'] === 'string' &&
  value['key'] !== '' &&
  (value['scope'] === 'read' || value['scope'] === 'write');

const BEARER = /^bearer +([\x21-\x7e]+)$/i;

/**
 * The live key that an `Authorization` header bears. Every live key is compared, over hashes, so that the time tells neither which
 * one is near nor how long it is.
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-2.1
 */
export const findApiKey = (authorization: string | undefined, keys: readonly ApiKey[]): ApiKey | undefined => {
  const sent = BEARER.exec(authorization ?? '')?.[1];
  if (sent === undefined) return undefined;
  const hash = sha256(sent);
  const matches = keys.filter(({ key }) => timingSafeEqual(sha256(key), hash));
  return matches[0];
};

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
