import type { ProviderId } from '../domain/keys.ts';
import { withDeadline } from './deadline.ts';
import type { ProviderSecret } from './secret-values.ts';

/** The parts of the secrets: one for each provider, and the keys of the REST API. */
export type SecretName = ProviderId | 'api';

/** Fetches a part from where it is kept; an empty object when there is none. Throws when the store does not answer. */
export type SecretLoader = (name: SecretName, signal: AbortSignal) => Promise<ProviderSecret>;

export type SecretSource = {
  /** The live values, at most five minutes old while the store answers. Throws a `SecretUnavailableError` when there are none to go by. */
  readonly read: (name: SecretName) => Promise<ProviderSecret>;
  /** The values as they are now, for a request that the cached ones did not verify. At most one fetch in 30 s; else what `read` gives. */
  readonly refresh: (name: SecretName) => Promise<ProviderSecret>;
};

/** The secret store does not answer and nothing recent enough is cached. */
export class SecretUnavailableError extends Error {
  override readonly name = 'SecretUnavailableError';
}

export const FRESH_MS = 5 * 60_000;
export const REFRESH_INTERVAL_MS = 30_000;
/** While the store is down, known values stay good for an hour: long enough for most outages, short enough for a revoked secret. */
export const STALE_MS = 60 * 60_000;
/** A provider gives up after 5 s, so the store may take only a part of that. */
export const LOAD_TIMEOUT_MS = 1_500;

type Cached = { readonly value: ProviderSecret; readonly loadedAt: number };

export const createSecretSource = (options: { readonly load: SecretLoader; readonly clock: () => Date }): SecretSource => {
  const sources = new Map<SecretName, ReturnType<typeof createOneSource>>();
  const sourceOf = (name: SecretName) => {
    const source = sources.get(name) ?? createOneSource(name, options.load, () => options.clock().getTime());
    sources.set(name, source);
    return source;
  };
  return { read: (name) => sourceOf(name).read(), refresh: (name) => sourceOf(name).refresh() };
};

const createOneSource = (name: SecretName, load: SecretLoader, now: () => number) => {
  let cached: Cached | undefined;
  let loading: Promise<Cached> | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;
  let refreshedAt = Number.NEGATIVE_INFINITY;

  const fetch = async (): Promise<Cached> => {
    try {
      const value = await withDeadline(LOAD_TIMEOUT_MS, (signal) => load(name, signal));
      cached = { value, loadedAt: now() };
      return cached;
    } catch (cause) {
      failedAt = now();
      return staleOrThrow(name, cached, now(), cause);
    } finally {
      loading = undefined;
    }
  };
  // Requests that come while a fetch is under way share it.
  const fetchOnce = (): Promise<Cached> => {
    loading ??= fetch();
    return loading;
  };
  const read = async (): Promise<ProviderSecret> => {
    const age = cached === undefined ? Number.POSITIVE_INFINITY : now() - cached.loadedAt;
    const storeIsDown = now() - failedAt < REFRESH_INTERVAL_MS;
    const usable = age < FRESH_MS || (storeIsDown && age < STALE_MS);
    return (cached !== undefined && usable ? cached : await fetchOnce()).value;
  };
  const refresh = async (): Promise<ProviderSecret> => {
    if (loading !== undefined) return (await loading).value;
    if (now() - refreshedAt < REFRESH_INTERVAL_MS) return read();
    refreshedAt = now();
    return (await fetchOnce()).value;
  };
  return { read, refresh };
};

const staleOrThrow = (name: SecretName, cached: Cached | undefined, now: number, cause: unknown): Cached => {
  if (cached !== undefined && now - cached.loadedAt < STALE_MS) return cached;
  throw new SecretUnavailableError(`The secret of ${name} cannot be read`, { cause });
};
