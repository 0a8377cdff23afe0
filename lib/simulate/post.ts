import type { SignedRequest } from '../events/signed-request.ts';

/** What came back: `lost` when the connection ended without an answer, or the answer took too long. */
export type Reply = { readonly status: number; readonly retryAfterMs: number } | 'lost';

/** Providers wait between five seconds (Recurly) and a minute; a test need not be so patient. */
const ANSWER_WITHIN_MS = 15_000;

/** Sends a request. With `hangUpAfterMs` the connection is cut then: the answer is lost, perhaps the request too. */
export const post = async (url: string, { path, query, headers, body }: SignedRequest, hangUpAfterMs?: number): Promise<Reply> => {
  try {
    const response = await fetch(`${url}${path}${query === '' ? '' : `?${query}`}`, {
      method: 'POST',
      headers,
      body: new Uint8Array(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(hangUpAfterMs ?? ANSWER_WITHIN_MS),
    });
    await response.arrayBuffer();
    return { status: response.status, retryAfterMs: secondsIn(response.headers.get('retry-after')) * 1000 };
  } catch {
    return 'lost';
  }
};

/** A date instead of seconds counts as nothing: the provider's own schedule is used then. */
const secondsIn = (text: string | null): number => (text !== null && /^\d{1,4}$/.test(text) ? Number(text) : 0);
