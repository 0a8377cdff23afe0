import * as z from 'zod';
import { CliError, EXIT } from './cli-error.ts';
import type { Connection } from './connection.ts';

/** A JSON value, or text of another type, such as CSV. */
export type Body = { readonly json: unknown } | { readonly text: string; readonly contentType: string };

/**
 * The REST API as the commands see it. An answer comes without its envelope (`data`), checked by the schema, which names only the
 * fields that are used. Whatever goes wrong is a `CliError`: one sentence, whether the network failed or the API refused.
 */
export type ApiClient = {
  readonly url: string;
  readonly get: <T>(path: string, schema: z.ZodType<T>) => Promise<T>;
  /** Like `get`, but undefined when there is no such thing (404) or it was never a key (400). */
  readonly find: <T>(path: string, schema: z.ZodType<T>) => Promise<T | undefined>;
  readonly post: <T>(path: string, body: Body, schema: z.ZodType<T>) => Promise<T>;
  /** A list that always comes whole. */
  readonly all: <T>(path: string, item: z.ZodType<T>) => Promise<readonly T[]>;
  /** All items of a list, page by page as they are taken. */
  readonly list: <T>(path: string, item: z.ZodType<T>) => AsyncGenerator<T, void>;
};

const TIMEOUT_MS = 30_000;
const LARGEST_PAGE = 250;
/** A busy API says when to come again; a command comes so often before it gives up. */
const TRIES = 4;

export const createApiClient = (connection: Connection): ApiClient => {
  const ask = (path: string, init: RequestInit = {}) => request(connection, path, init);
  const get: ApiClient['get'] = async (path, schema) => dataOf(await accepted(await ask(path)), schema);
  return {
    url: connection.url,
    get,
    find: async (path, schema) => {
      const response = await ask(path);
      return response.status === 404 || response.status === 400 ? undefined : dataOf(await accepted(response), schema);
    },
    post: async (path, body, schema) => {
      const init = { method: 'POST', headers: { 'content-type': contentTypeOf(body) }, body: textOf(body) };
      return dataOf(await accepted(await ask(path, init)), schema);
    },
    all: async (path, item) => (await get(path, z.object({ items: z.array(item) }))).items,
    list: (path, item) => pagesOf(path, (page) => get(page, z.object({ items: z.array(item), next_cursor: z.string().nullable() }))),
  };
};

/** A path with its keys encoded: `` apiPath`/v1/customers/${key}` ``. */
export const apiPath = (texts: TemplateStringsArray, ...keys: readonly string[]): string =>
  String.raw({ raw: texts }, ...keys.map(segmentOf));

/** Gateways decode some characters too early, and URLs resolve dots: such keys travel as `~` and their base64url. */
const segmentOf = (key: string): string =>
  /[/?#%]|^~|^\.{1,2}$/.test(key) ? `~${Buffer.from(key).toString('base64url')}` : encodeURIComponent(key);

type ListPage<T> = { readonly items: readonly T[]; readonly next_cursor: string | null };

async function* pagesOf<T>(path: string, get: (path: string) => Promise<ListPage<T>>): AsyncGenerator<T, void> {
  const separator = path.includes('?') ? '&' : '?';
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = new URLSearchParams({ limit: String(LARGEST_PAGE), ...(cursor === '' ? {} : { cursor }) });
    const page: ListPage<T> = await get(`${path}${separator}${query}`);
    yield* page.items;
    cursor = page.next_cursor;
  }
}

const request = async ({ url, apiKey }: Connection, path: string, init: RequestInit): Promise<Response> => {
  const headers = { authorization: `Bearer ${apiKey}`, ...init.headers };
  for (let tried = 1; ; tried += 1) {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(`${url}${path}`, { ...init, headers, signal }).catch((error: unknown) => {
      throw new CliError(
        `Hookledger at ${url} does not answer (${reasonOf(error)}); is it running, and is the URL right?`,
        EXIT.unreachable,
      );
    });
    if ((response.status !== 503 && response.status !== 429) || tried === TRIES) return response;
    const seconds = Number(response.headers.get('retry-after') ?? 1);
    await new Promise((resolve) => setTimeout(resolve, Math.min(seconds, 10) * 1000));
  }
};

/** `fetch` hides the reason in the cause; that of the system has a code: `ECONNREFUSED`. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `nothing for ${TIMEOUT_MS / 1000} seconds`;
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return 'code' in cause && cause.code !== undefined ? String(cause.code) : cause.message;
};

const problemSchema = z.object({
  title: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), problem: z.string() })).default([]),
});

/** The answer when it is one; throws what the API's problem document says when the call was refused. */
const accepted = async (response: Response): Promise<Response> => {
  if (response.ok) return response;
  const problem = problemSchema.safeParse(await jsonOf(response));
  throw new CliError(refusalText(response.status, problem.data), EXIT.refused, response.status);
};

const refusalText = (status: number, problem: z.infer<typeof problemSchema> | undefined): string => {
  if (status === 401) return 'Hookledger knows no such API key; is HOOKLEDGER_API_KEY right?';
  if (problem === undefined) return `Hookledger answered with status ${status}`;
  if (status === 404) return `${problem.detail ?? problem.title}.`;
  const fields = problem.errors.map(({ field, problem }) => `${field} ${problem}`).join(', ');
  return `Refused: ${fields || problem.detail || problem.title}`;
};

const dataOf = async <T>(response: Response, schema: z.ZodType<T>): Promise<T> => {
  const answer = z.object({ data: schema }).safeParse(await jsonOf(response));
  if (answer.success) return answer.data.data;
  throw new CliError(`${response.url} does not answer as Hookledger does; is the URL right?`, EXIT.unreachable);
};

/** What is no JSON fits no schema. */
const jsonOf = (response: Response): Promise<unknown> => response.json().catch(() => undefined);

const contentTypeOf = (body: Body): string => ('json' in body ? 'application/json' : body.contentType);
const textOf = (body: Body): string => ('json' in body ? JSON.stringify(body.json) : body.text);
