import { createLuck } from '../../lib/world/luck.ts';
import { anApi } from '../api/an-api.ts';
import type { Failure, Tally } from './fuzz.ts';
import { mutated } from './mutate.ts';

type Route = { readonly method: string; readonly path: string; readonly type: string; readonly bodies: readonly Buffer[] };

const json = (...bodies: readonly object[]): readonly Buffer[] => bodies.map((body) => Buffer.from(JSON.stringify(body)));

/** Every way to send the API a body. */
const ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/customers',
    type: 'application/json',
    bodies: json(
      { key: 'acme', partner_key: 'pat', email: 'who@example.com', name: 'Who', provider_keys: ['stripe:customer:cus_1'] },
      { key: 'beta', since: '2026-01-31T09:30:00Z' },
    ),
  },
  {
    method: 'PATCH',
    path: '/v1/customers/acme',
    type: 'application/json',
    bodies: json({ partner_key: null, name: 'Who' }, { provider_keys: ['recurly:account:a'] }),
  },
  {
    method: 'POST',
    path: '/v1/customers/acme/transactions',
    type: 'application/json',
    bodies: json({ amount: 4900, currency: 'USD', key: 'order-1', product_key: 'gold', occurred_at: '2026-01-31T09:30:00Z' }),
  },
  {
    method: 'POST',
    path: '/v1/imports/transactions?dry_run=true',
    type: 'text/csv',
    bodies: ['customer_key,amount,currency,key\nacme,4900,USD,order-1\n'].map((text) => Buffer.from(text)),
  },
  {
    method: 'POST',
    path: '/v1/imports/transactions?dry_run=true',
    type: 'multipart/form-data; boundary=x',
    bodies: ['--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nkey\r\n--x--\r\n'].map((text) =>
      Buffer.from(text),
    ),
  },
];

/** Sends the API so many mutated bodies; a failure is an answer of 500 and above, or one that is no JSON. */
export const fuzzApi = async ({
  seed,
  from = 0,
  cases,
}: {
  readonly seed: number;
  readonly from?: number;
  readonly cases: number;
}): Promise<Tally> => {
  const { app } = anApi();
  let read = 0;
  let slowestMs = 0;
  for (let at = from; at < from + cases; at += 1) {
    const route = ROUTES[at % ROUTES.length] ?? ROUTES[0];
    if (route === undefined) break;
    const body = mutated(createLuck(seed).fork(`api ${at}`), route.bodies);
    const startedAt = performance.now();
    const { status, problem } = await answerOf(app, route, body);
    slowestMs = Math.max(slowestMs, performance.now() - startedAt);
    if (status < 300) read += 1;
    const failure: Failure | undefined = problem === undefined ? undefined : { target: 'api', seed, at, problem, body };
    if (failure !== undefined) return { cases: at - from + 1, read, slowestMs, failure };
  }
  return { cases, read, slowestMs, failure: undefined };
};

const answerOf = async (app: ReturnType<typeof anApi>['app'], { method, path, type }: Route, body: Buffer) => {
  const headers = { authorization: 'Bearer write-key', 'content-type': type };
  const response = await app.request(path, { method, headers, body: new Uint8Array(body) });
  const [status, text] = [response.status, await response.text()];
  if (status >= 500) return { status, problem: `${method} ${path} was answered with ${status}: ${text}` };
  return { status, problem: isJson(text) ? undefined : `${method} ${path} was answered with ${status} and no JSON` };
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
