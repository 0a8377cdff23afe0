import { ConflictError } from '../../functions/ledger/ledger.ts';
import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { anApi } from './an-api.ts';
import { aTransactionRow } from './rows.ts';

const fieldsOf = (json: { readonly errors: readonly { readonly field: string }[] }) => json.errors.map(({ field }) => field);

describe('the refusal of a body', () => {
  it.each(['', '{', 'key=acme', '{"key":"acme",}', '<xml/>'])('[100] answers 400 to %j, which is not JSON', async (body) => {
    const { status, headers, json } = await anApi().post('/v1/customers', body);
    expect([status, headers.get('content-type')]).toEqual([400, 'application/problem+json']);
    expect(json).toEqual({
      type: '/problems/not-json',
      title: expect.any(String),
      status: 400,
      detail: expect.any(String),
      errors: [],
      docs: '/docs#problem-not-json',
    });
  });

  it('[100] answers 400 to a body that is not said to be JSON', async () => {
    const { app } = anApi();
    const headers = { authorization: 'Bearer write-key', 'content-type': 'text/plain' };
    expect((await app.request('/v1/customers', { method: 'POST', headers, body: 'not json' })).status).toBe(400);
  });

  it.each(['null', '[]', '"acme"', '7'])('[100] answers 400 to %s, which is no object', async (body) => {
    const { status, json } = await anApi().post('/v1/customers', body);
    expect([status, json.type]).toEqual([400, '/problems/validation']);
  });

  it('[101] names every unknown field', async () => {
    const { status, json } = await anApi().post('/v1/customers', '{"key":"acme","partner":"pat","__proto__":{"key":"x"}}');
    expect(status).toBe(400);
    expect(json.errors).toEqual(
      expect.arrayContaining([
        { field: 'partner', problem: 'unknown field' },
        { field: '__proto__', problem: 'unknown field' },
      ]),
    );
  });

  it.each([
    [{ key: 7 }, ['key']],
    [{}, ['key']],
    [{ key: '' }, ['key']],
    [{ key: 'a'.repeat(256) }, ['key']],
    [{ key: 'a\u0000b' }, ['key']],
    [{ key: 'acme', partner_key: null }, ['partner_key']],
    [{ key: 'acme', email: '', name: [] }, ['email', 'name']],
    [{ key: 'acme', name: '\ud800' }, ['name']],
    [{ key: 'acme', provider_keys: 'stripe:customer:cus_1' }, ['provider_keys']],
    [{ key: 'acme', provider_keys: ['stripe:customer:cus_1', 7] }, ['provider_keys.1']],
    [{ key: 'acme', provider_keys: ['paypal:customer:1'] }, ['provider_keys.0']],
    [{ key: 'acme', provider_keys: ['stripe:cus_1'] }, ['provider_keys.0']],
    [{ key: 'acme', provider_keys: ['stripe:customer:'] }, ['provider_keys.0']],
    [{ key: 'acme', provider_keys: Array.from({ length: 51 }, (_, n) => `stripe:customer:${n}`) }, ['provider_keys']],
    [{ key: 'acme', since: '2026-02-30T00:00:00Z' }, ['since']],
    [{ key: 'acme', since: 'yesterday' }, ['since']],
    [{ key: 'acme', since: 1_767_225_600 }, ['since']],
  ])('[102] answers 400 to %j, naming the field', async (body, fields) => {
    const { status, json } = await anApi().post('/v1/customers', body);
    expect([status, json.type, fieldsOf(json)]).toEqual([400, '/problems/validation', fields]);
    expect(json.errors.every(({ problem }: { readonly problem: string }) => problem.length > 0)).toBe(true);
  });

  it('never quotes what was sent', async () => {
    const { json } = await anApi().post('/v1/customers', { key: 'acme', email: ['pat@example.com'] });
    expect(JSON.stringify(json)).not.toContain('pat@example.com');
  });

  it('answers 413 to more than 64 KiB, whether its length is told or not', async () => {
    const { post } = anApi();
    const body = JSON.stringify({ key: 'acme', name: 'x'.repeat(64 * 1024) });
    expect(await post('/v1/customers', body)).toMatchObject({ status: 413, json: { type: '/problems/too-large' } });
    expect((await post('/v1/customers', body, { headers: { 'content-length': String(body.length) } })).status).toBe(413);
  });
});

describe('the refusal of a query', () => {
  const LISTS = ['/v1/waiting', '/v1/events?outcome=unreadable', '/v1/customers/acme/transactions', '/v1/customers/acme/subscriptions'];
  const with_ = (list: string, query: string) => `${list}${list.includes('?') ? '&' : '?'}${query}`;

  it.each(['0', '-1', '1000000000', '251', 'ten', '', '1.5', '1e2', '%zz'])(
    '[107] answers 400 to limit=%s in every list',
    async (limit) => {
      const { call, post } = anApi();
      await post('/v1/customers', { key: 'acme' });
      for (const list of LISTS) {
        const { status, json } = await call(with_(list, `limit=${limit}`));
        expect([list, status, fieldsOf(json)]).toEqual([list, 400, ['limit']]);
      }
    },
  );

  it.each(['limit=1&limit=2', 'cursor=a&cursor=b', 'page=2', '__proto__=1', 'constructor=1'])('answers 400 to ?%s', async (query) => {
    expect((await anApi().call(`/v1/waiting?${query}`)).status).toBe(400);
  });

  it.each(['nonsense', '', 'e30', Buffer.from('{"l":"waiting","k":{"after":7}}').toString('base64url')])(
    '[108] answers 400 to the forged cursor %j in every list',
    async (cursor) => {
      const { call, post } = anApi();
      await post('/v1/customers', { key: 'acme' });
      for (const list of LISTS) {
        const { status, json } = await call(with_(list, `cursor=${cursor}`));
        expect([list, status, fieldsOf(json)]).toEqual([list, 400, ['cursor']]);
      }
    },
  );

  it("[108] answers 400 to another customer's cursor", async () => {
    const { call, post, ledger } = anApi();
    await post('/v1/customers', { key: 'acme' });
    await post('/v1/customers', { key: 'other' });
    await ledger.write(['1', '2'].map((id) => ({ kind: 'transaction', item: aTransactionRow({ key: `stripe:charge:ch_${id}` }) })));
    const { next_cursor: cursor } = (await call('/v1/customers/acme/transactions?limit=1')).json.data;
    expect((await call(`/v1/customers/acme/transactions?cursor=${cursor}`)).status).toBe(200);
    expect((await call(`/v1/customers/other/transactions?cursor=${cursor}`)).status).toBe(400);
    expect((await call(`/v1/waiting?cursor=${cursor}`)).status).toBe(400);
  });
});

describe('other refusals', () => {
  it.each(['/', '/v1', '/v1/customers/', '/v1/customers/acme/', '/v2/customers', '/v1/events/stripe', '/HEALTHZ'])(
    'answers 404 to %s',
    async (path) => {
      const { status, headers } = await anApi().call(path);
      expect([status, headers.get('content-type')]).toEqual([404, 'application/problem+json']);
    },
  );

  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('answers 404 to %s where there is no such call', async (method) => {
    expect((await anApi().call('/v1/customers', { method })).status).toBe(404);
  });

  it('answers 500 without details when something unexpected happens, and logs its name', async () => {
    const ledger = { ...createMemoryLedger(), readCustomer: () => Promise.reject(new RangeError('secret detail')) };
    const { call, lines } = anApi({ ledger });
    const { status, json } = await call('/v1/customers/acme');
    expect([status, json.type]).toEqual([500, '/problems/internal']);
    expect(JSON.stringify(json) + lines.join()).not.toContain('secret detail');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ level: 'error', error: 'RangeError' }),
      expect.objectContaining({ status: 500 }),
    ]);
  });

  it('answers 503 when others keep writing the same customer', async () => {
    let writes = 0;
    const write = () => {
      writes += 1;
      return Promise.reject(new ConflictError('again'));
    };
    const { post } = anApi({ ledger: { ...createMemoryLedger(), write } });
    expect((await post('/v1/customers', { key: 'acme' })).status).toBe(503);
    expect(writes).toBeGreaterThan(1);
  });
});
