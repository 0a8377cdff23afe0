import { endAll } from '../support/local-process.ts';
import { READ_KEY, type Server, startServer, WRITE_KEY } from './a-server.ts';
import { UNTOLD } from './bad-input.ts';
import { sendAsIs } from './wire.ts';

/** The API of the running product over HTTP: whatever is refused is a problem in JSON, and nothing of it is written or logged. */
let server: Server;
beforeAll(async () => {
  server = await startServer();
  await server.client.post('/v1/customers', { key: 'acme' });
  await server.newLines();
});
afterAll(endAll);

type Call = {
  readonly method?: string;
  readonly body?: string | object;
  readonly key?: string | null;
  readonly type?: string;
  readonly authorization?: string;
};

const call = async (path: string, { method, body, key = WRITE_KEY, type = 'application/json', authorization }: Call = {}) => {
  const text = typeof body === 'object' ? JSON.stringify(body) : (body ?? '');
  const proof = authorization ?? (key === null ? undefined : `Bearer ${key}`);
  const headers = { ...(proof !== undefined && { authorization: proof }), ...(body !== undefined && { 'content-type': type }) };
  const answer = await sendAsIs(server.url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    path,
    headers,
    body: Buffer.from(text),
  });
  return { ...answer, json: JSON.parse(answer.body) };
};

const expectProblem = async (path: string, sent: Call, status: number, fields: readonly string[] = []): Promise<void> => {
  const { status: answered, headers, json } = await call(path, sent);
  expect([answered, headers['content-type']]).toEqual([status, 'application/problem+json']);
  expect(json).toMatchObject({ status, type: expect.stringMatching(/^\/problems\/[a-z-]+$/), title: expect.any(String) });
  expect(json.errors.map(({ field }: { readonly field: string }) => field)).toEqual(fields);
  const lines = (await server.newLines()).join('\n');
  for (const text of [WRITE_KEY, READ_KEY, UNTOLD]) expect(lines).not.toContain(text);
  expect(lines).not.toContain('"status":500');
};

const OWN = '/v1/customers/acme/transactions';
const sale = { amount: 4900, currency: 'USD' };

it.each<[string, Call]>([
  ['no key', { key: null }],
  ['a wrong key', { key: UNTOLD }],
  ['an empty key', { authorization: 'Bearer ' }],
  ['another scheme', { authorization: `Basic ${WRITE_KEY}` }],
])('[BI 98] answers 401 to %s', async (_, sent) => {
  await expectProblem('/v1/waiting', sent, 401);
  await expectProblem('/v1/customers', { ...sent, body: { key: UNTOLD } }, 401);
});

it('[BI 99] answers 403 to a key that may only read, on every way to write', async () => {
  for (const [path, method] of [
    ['/v1/customers', 'POST'],
    ['/v1/customers/acme', 'PATCH'],
    ['/v1/customers/acme', 'DELETE'],
    [OWN, 'POST'],
    ['/v1/transactions/order-1', 'DELETE'],
    ['/v1/imports/transactions', 'POST'],
  ] as const) {
    await expectProblem(path, { method, key: READ_KEY, body: '{}' }, 403);
  }
  expect((await call('/v1/customers/acme', { key: READ_KEY })).status).toBe(200);
});

it.each<[string, Call]>([
  ['nothing', { body: '' }],
  ['half of an object', { body: '{' }],
  ['a form', { body: `key=${UNTOLD}` }],
  ['XML', { body: `<key>${UNTOLD}</key>` }],
  ['JSON that is not said to be JSON', { body: `{"key":"${UNTOLD}"}`, type: 'text/plain' }],
])('[BI 100] answers 400 to %s', async (_, sent) => expectProblem('/v1/customers', sent, 400));

it.each([
  [101, 'an unknown field', { key: 'beta', colour: UNTOLD }, ['colour']],
  [102, 'a number for a text', { key: 7 }, ['key']],
  [102, 'a list for a text', { key: 'beta', name: [UNTOLD] }, ['name']],
  [102, 'a text for a list', { key: 'beta', provider_keys: UNTOLD }, ['provider_keys']],
])('[BI %d] answers 400 to %s, naming the field', async (_row, _what, body, fields) =>
  expectProblem('/v1/customers', { body }, 400, fields),
);

it.each<[number, string, object, string]>([
  ...[12.5, -50_000_000_001, 50_000_000_001, null, '4900', 2 ** 53].map((amount): [number, string, object, string] => [
    103,
    `the amount ${JSON.stringify(amount)}`,
    { ...sale, amount },
    'amount',
  ]),
  ...['XQQ', 'dollars', '', null].map((currency): [number, string, object, string] => [
    104,
    `the currency ${JSON.stringify(currency)}`,
    { ...sale, currency },
    'currency',
  ]),
])('[BI %d] answers 400 to %s', async (_row, _what, body, field) => {
  await expectProblem(OWN, { body }, 400, [field]);
  expect((await call(OWN)).json.data.items).toEqual([]);
});

it('[BI 103] answers 400 to the amount 1e400', () => expectProblem(OWN, { body: '{"amount":1e400,"currency":"USD"}' }, 400, ['amount']));

it.each(['', '/transactions', '/subscriptions'])('[BI 105] answers 404 to an unknown customer%s', (list) =>
  expectProblem(`/v1/customers/${UNTOLD}${list}`, {}, 404),
);

it('[BI 105] answers 404 to a transaction for an unknown customer', () =>
  expectProblem(`/v1/customers/${UNTOLD}/transactions`, { body: sale }, 404));

it('[BI 106] answers 200 with the same row to the same again, and 409 to other content', async () => {
  await call('/v1/customers', { body: { key: 'beta' } });
  const path = '/v1/customers/beta/transactions';
  const first = await call(path, { body: { ...sale, key: 'order-1' } });
  const again = await call(path, { body: { ...sale, key: 'order-1' } });
  expect([first.status, again.status, again.json]).toEqual([201, 200, first.json]);
  await expectProblem(path, { body: { ...sale, amount: 1, key: 'order-1' } }, 409);
  expect((await call(path)).json.data.items).toHaveLength(1);
});

const LISTS = ['/v1/waiting?', '/v1/events?outcome=unreadable&', `${OWN}?`, '/v1/customers/acme/subscriptions?'];

it.each(['0', '-1', '1000000000', 'ten', ''])('[BI 107] answers 400 to the page size "%s" in every list', async (limit) => {
  for (const list of LISTS) await expectProblem(`${list}limit=${limit}`, {}, 400, ['limit']);
});

it.each(['nonsense', 'e30', ''])('[BI 108] answers 400 to the forged cursor "%s" in every list', async (cursor) => {
  for (const list of LISTS) await expectProblem(`${list}cursor=${cursor}`, {}, 400, ['cursor']);
});

it('[BI 108] answers 400 to a cursor of another list', async () => {
  await call('/v1/customers', { body: { key: 'gamma' } });
  for (const key of ['order-2', 'order-3']) await call('/v1/customers/gamma/transactions', { body: { ...sale, key } });
  const { json } = await call('/v1/customers/gamma/transactions?limit=1');
  const cursor: string = json.data.next_cursor;
  expect((await call(`/v1/customers/gamma/transactions?cursor=${cursor}`)).status).toBe(200);
  for (const list of LISTS) await expectProblem(`${list}cursor=${cursor}`, {}, 400, ['cursor']);
});

it.each(['%00', '%zz', '%', '%C0%AF', '~!!', 'a'.repeat(1_025)])('[BI 109] answers 400 to the path segment %s', async (segment) => {
  for (const path of ['/v1/customers/@', '/v1/transactions/@', '/v1/events/stripe/@']) {
    expect([path, (await call(path.replace('@', segment))).status]).toEqual([path, 400]);
  }
});

it('[BI 109] finds a key with a slash in either writing', async () => {
  const key = 'team/one';
  await call('/v1/customers', { body: { key } });
  for (const segment of ['team%2Fone', `~${Buffer.from(key).toString('base64url')}`]) {
    expect(await call(`/v1/customers/${segment}`)).toMatchObject({ status: 200, json: { data: { key } } });
  }
});
