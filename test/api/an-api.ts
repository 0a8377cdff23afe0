import { createApi } from '../../functions/api/create-api.ts';
import type { ApiDeps } from '../../functions/api/deps.ts';
import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import type { Work } from '../../functions/ledger/work.ts';
import { createLog } from '../../functions/platform/log.ts';
import { LOCAL_DEFAULTS, mergeSettings } from '../../functions/platform/settings-schema.ts';
import { START } from '../support/ledger-events.ts';
import { createMemoryQueues } from '../support/queues.ts';

export const WRITE_KEY = 'write-key';
export const READ_KEY = 'read-key';

export type Sent = { readonly work: Work; readonly delaySeconds?: number };

export type Call = {
  readonly method?: string;
  /** A value is sent as JSON, a text as it is. */
  readonly body?: unknown;
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Answer = { readonly status: number; readonly headers: Headers; readonly json: Json };
// biome-ignore lint/suspicious/noExplicitAny: a test looks into an answer that it is about to judge
type Json = any;

/** The API over a memory ledger, with what it sent and logged; a clock to turn and ids that count. */
export const anApi = (over: Partial<ApiDeps> = {}) => {
  const ledger = over.ledger ?? createMemoryLedger();
  const sent: Sent[] = [];
  const lines: string[] = [];
  const time = { now: START };
  let ids = 0;
  const clock = () => new Date(time.now);
  const app = createApi({
    work: { send: async (work, options = {}) => void sent.push({ work, ...options }) },
    keys: async () => [
      { name: 'backend', key: WRITE_KEY, scope: 'write' },
      { name: 'dashboard', key: READ_KEY, scope: 'read' },
    ],
    queues: createMemoryQueues().queues,
    settings: LOCAL_DEFAULTS,
    clock,
    newId: () => `id-${++ids}`,
    log: createLog({ write: (line) => void lines.push(line), clock }),
    ...over,
    ledger,
  });
  const call = async (path: string, { method = 'GET', body, key = WRITE_KEY, headers = {} }: Call = {}): Promise<Answer> => {
    const response = await app.request(path, {
      method,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, json: text === '' ? undefined : JSON.parse(text) };
  };
  const post = (path: string, body: unknown, options: Call = {}) => call(path, { method: 'POST', body, ...options });
  return { app, ledger, sent, lines, time, call, post };
};

export const ARCHIVING = mergeSettings(LOCAL_DEFAULTS, { refunds: 'archive' });
