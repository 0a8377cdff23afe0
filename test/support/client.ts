import type { Testkit } from '../../functions/providers/testkit.ts';
import { CONDITION_WITHIN_MS } from './limits.ts';

type Fields = Readonly<Record<string, unknown>>;

/** An answer of the API: `items` is there in lists only, `data` not in problems. */
export type Answer = { readonly status: number; readonly body: { readonly data: Fields & { readonly items: readonly Fields[] } } };

const answerOf = async (response: Response): Promise<Answer> => ({
  status: response.status,
  body: (await response.json()) as Answer['body'],
});

/** Speaks to a running Hookledger as a provider and as a team's back end do. */
export const createClient = (url: string, apiKey = 'local-key') => {
  const authorization = `Bearer ${apiKey}`;
  const get = async (path: string): Promise<Answer> => answerOf(await fetch(`${url}${path}`, { headers: { authorization } }));
  return {
    get,
    post: async (path: string, body: unknown): Promise<Answer> => {
      const headers = { authorization, 'content-type': 'application/json' };
      return answerOf(await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }));
    },
    /** Sends a body as the provider would, signed at this moment. The answer's status. */
    send: async (testkit: Testkit, body: Buffer, secret = testkit.secret): Promise<number> => {
      const { headers, query } = testkit.sign(body, secret, new Date());
      const search = query === undefined ? '' : `?${new URLSearchParams(query)}`;
      const init = { method: 'POST', headers: { 'content-type': testkit.contentType, ...headers }, body: new Uint8Array(body) };
      return (await fetch(`${url}/webhooks/${testkit.provider.id}${search}`, init)).status;
    },
    /** Reads until the answer is as expected; throws the last one when it never is. */
    until: async (path: string, expected: (answer: Answer) => boolean): Promise<Answer> => {
      const end = Date.now() + CONDITION_WITHIN_MS;
      for (;;) {
        const answer = await get(path);
        if (expected(answer)) return answer;
        if (Date.now() > end) throw new Error(`${path} stays ${JSON.stringify(answer)}`);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
  };
};
