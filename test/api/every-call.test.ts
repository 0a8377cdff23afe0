import { type Call, callsOf, type OpenApiDocument } from '../../functions/api/openapi/shapes.ts';
import { createDynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';
import { anApi, READ_KEY } from './an-api.ts';

/** What holds for every call that there is, found in the document, so that a new call is held to it at once. */
const CALLS = callsOf(anApi().app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: '', version: '' } }) satisfies OpenApiDocument);
const named = (calls: readonly Call[]) => calls.map((call) => [`${call.method.toUpperCase()} ${call.path}`, call] as const);

const WITH_KEY = CALLS.filter(({ path }) => path.startsWith('/v1/'));
const CHANGES = WITH_KEY.filter(({ method }) => method !== 'get');
const takesJson = ({ operation: { requestBody } }: Call): boolean =>
  requestBody !== undefined && 'content' in requestBody && 'application/json' in requestBody.content;
const takes = (call: Call, name: string): boolean =>
  (call.operation.parameters ?? []).some((parameter) => 'name' in parameter && parameter.name === name);
const LISTS = WITH_KEY.filter((call) => takes(call, 'cursor'));

/** A path with this in the place of every key. */
const pathOf = ({ path }: Call, segment = 'acme'): string => path.replace(/\{\w+\}/g, segment);
const listPath = (call: Call): string => `${pathOf(call)}?${takes(call, 'outcome') ? 'outcome=unreadable&' : ''}`;

const methodOf = ({ method }: Call): string => method.toUpperCase();

describe.each(named(WITH_KEY))('%s', (_, call) => {
  it('[98] answers 401 without a key', async () => {
    expect(await anApi().call(pathOf(call), { method: methodOf(call), key: null })).toMatchObject({
      status: 401,
      json: { type: '/problems/unauthorized', docs: '/docs#problem-unauthorized' },
    });
  });
});

describe.each(named(CHANGES))('%s', (_, call) => {
  it('[99] answers 403 to a key that may only read', async () => {
    const { status, json } = await anApi().call(pathOf(call), { method: methodOf(call), key: READ_KEY });
    expect([status, json.type]).toEqual([403, '/problems/forbidden']);
  });
});

describe.each(named(CHANGES.filter(takesJson)))('%s', (_, call) => {
  const send = (body: unknown) => anApi().call(pathOf(call), { method: methodOf(call), body });

  it.each(['{', '<xml/>', '{"a":1,}'])('[100] answers 400 to %s, which is not JSON', async (body) => {
    expect(await send(body)).toMatchObject({ status: 400, json: { type: '/problems/not-json' } });
  });

  it.each([null, [], 'acme', 7])('[102] answers 400 to %j, which is no object', async (body) => {
    expect(await send(JSON.stringify(body))).toMatchObject({ status: 400, json: { type: '/problems/validation' } });
  });

  it('[101] names an unknown field', async () => {
    const { status, json } = await send({ surprise: 1 });
    expect(status).toBe(400);
    expect(json.errors).toContainEqual({ field: 'surprise', problem: 'unknown field' });
  });
});

const withKeyInPath = WITH_KEY.filter(({ path }) => path.includes('{'));

describe.each(named(withKeyInPath))('%s', (_, call) => {
  it.each(['%00', '%zz', '%FF', 'a%2', '~!!', 'a'.repeat(1025)])('[109] answers 400 or 404 to the segment %s', async (segment) => {
    const { status } = await anApi().call(pathOf(call, segment), { method: methodOf(call), ...(takesJson(call) ? { body: {} } : {}) });
    expect([400, 404]).toContain(status);
  });
});

describe.each(['memory', 'DynamoDB'])('every list over %s', (store) => {
  let dynamo: TestDynamo | undefined;
  let ledger: Ledger = createMemoryLedger();
  beforeAll(async () => {
    if (store === 'memory') return;
    dynamo = await startDynamo();
    ledger = createDynamoLedger({ client: dynamo.client, tables: await dynamo.createTables() });
  });
  afterAll(() => dynamo?.stop());

  it.each(named(LISTS))('[107] [108] answers 400 to a bad limit and to a forged cursor: %s', async (_, call) => {
    const api = anApi({ ledger });
    await api.post('/v1/customers', { key: 'acme' });
    const forged = [
      'nonsense',
      '',
      'e30',
      ...['[]', 'null', '{"l":"waiting","k":{"after":7}}'].map((text) => Buffer.from(text).toString('base64url')),
    ];
    for (const query of [
      ...['0', '-1', '1000000000', 'ten', ''].map((limit) => `limit=${limit}`),
      ...forged.map((cursor) => `cursor=${cursor}`),
    ]) {
      const { status, json } = await api.call(`${listPath(call)}${query}`);
      expect([query, status, json.type]).toEqual([query, 400, '/problems/validation']);
    }
  });
});
