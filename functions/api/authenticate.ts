import type { MiddlewareHandler } from 'hono';
import { type ApiKey, findApiKey } from './api-keys.ts';
import type { ApiDeps, ApiEnv } from './deps.ts';
import { ProblemError } from './problem.ts';

type KeySource = Pick<ApiDeps, 'keys' | 'freshKeys'>;

/** Admits a request that bears a live key, and to a change only a key that may write. Without any live key nobody is admitted. */
export const authenticate =
  (source: KeySource): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const apiKey = await findLiveKey(source, c.req.header('authorization'));
    if (apiKey === undefined) throw new ProblemError('unauthorized', 'Send the header "Authorization: Bearer" with a live API key');
    c.set('apiKeyName', apiKey.name);
    if (changes(c.req.method) && apiKey.scope !== 'write') throw new ProblemError('forbidden', 'A key with the scope write is needed');
    await next();
  };

const findLiveKey = async ({ keys, freshKeys }: KeySource, authorization: string | undefined): Promise<ApiKey | undefined> => {
  try {
    const known = findApiKey(authorization, await keys());
    if (known !== undefined || authorization === undefined || freshKeys === undefined) return known;
    return findApiKey(authorization, await freshKeys());
  } catch {
    throw new ProblemError('busy', 'API keys cannot be checked at the moment');
  }
};

const changes = (method: string): boolean => method !== 'GET' && method !== 'HEAD';
