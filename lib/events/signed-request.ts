import { PROVIDER_IDS, type ProviderId } from '../../functions/domain/keys.ts';
import { isRecord, type UnknownRecord } from '../../functions/platform/record.ts';
import type { ProviderSecret } from '../../functions/platform/secret-values.ts';
import { EventError } from './event-error.ts';
import { nearestTo } from './nearest.ts';
import type { SampleEvent } from './sample-event.ts';
import { testkits } from './testkits.ts';

/** A webhook as it goes over the wire. */
export type SignedRequest = {
  readonly path: string;
  /** The query without its question mark; empty where the provider sends none. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

export type Signing = { readonly provider: ProviderId; readonly secrets: UnknownRecord; readonly now: Date };

/** The event with the proof that its provider would give now. Throws an `EventError` when the secrets have none of this provider. */
export const signedRequest = ({ body, headers }: SampleEvent, { provider, secrets, now }: Signing): SignedRequest => {
  const proof = testkits[provider].sign(body, secretOf(secrets, provider), now);
  return {
    path: `/webhooks/${provider}`,
    query: new URLSearchParams(proof.query).toString(),
    headers: { ...headers, ...proof.headers },
    body,
  };
};

const secretOf = (secrets: UnknownRecord, provider: ProviderId): ProviderSecret => {
  const secret = secrets[provider];
  if (isRecord(secret)) return secret;
  throw new EventError(`The secrets hold none of ${provider}, so that nothing can be signed as ${provider} does.`);
};

/** Throws an `EventError` that names the nearest right one. */
export const providerNamed = (name: string): ProviderId => {
  const provider = PROVIDER_IDS.find((id) => id === name);
  if (provider !== undefined) return provider;
  throw new EventError(`There is no provider ${name}. ${nearestTo(name, PROVIDER_IDS)}`);
};
