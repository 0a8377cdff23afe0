import { apiKeysFrom, findApiKey } from '../../functions/api/api-keys.ts';
import { anApi, READ_KEY, WRITE_KEY } from './an-api.ts';

const CUSTOMER = { key: 'acme' };

describe('access to the API', () => {
  it.each([
    ['no header', {}],
    ['a wrong key', { authorization: 'Bearer wrong' }],
    ['a part of a key', { authorization: 'Bearer write' }],
    ['another scheme', { authorization: `Basic ${WRITE_KEY}` }],
    ['no scheme', { authorization: WRITE_KEY }],
    ['two keys in one', { authorization: `Bearer ${WRITE_KEY}, Bearer ${WRITE_KEY}` }],
    ['an empty key', { authorization: 'Bearer ' }],
  ])('[98] answers 401 to %s', async (_, headers) => {
    const { status, headers: answered, json } = await anApi().call('/v1/waiting', { key: null, headers });
    expect(status).toBe(401);
    expect(answered.get('www-authenticate')).toBe('Bearer');
    expect(answered.get('content-type')).toBe('application/problem+json');
    expect(json).toMatchObject({ type: '/problems/unauthorized', status: 401 });
  });

  it('[98] admits nobody while no key is configured', async () => {
    expect((await anApi({ keys: async () => [] }).call('/v1/waiting')).status).toBe(401);
  });

  it('[98] asks for a key before it says whether a path is there', async () => {
    const { call } = anApi();
    expect((await call('/v1/nothing', { key: null })).status).toBe(401);
    expect((await call('/v1/nothing')).status).toBe(404);
  });

  it('[99] answers 403 to a read key on a write, and 200 on a read', async () => {
    const { call, post, ledger } = anApi();
    expect(await post('/v1/customers', CUSTOMER, { key: READ_KEY })).toMatchObject({ status: 403, json: { type: '/problems/forbidden' } });
    expect(await ledger.listWaiting({ limit: 1 })).toEqual({ items: [], nextCursor: null });
    expect((await call('/v1/waiting', { key: READ_KEY })).status).toBe(200);
  });

  it('knows several live keys, and the scheme in any case', async () => {
    const { call } = anApi();
    expect((await call('/v1/waiting', { key: null, headers: { authorization: `bearer ${READ_KEY}` } })).status).toBe(200);
    expect((await call('/v1/waiting', { key: WRITE_KEY })).status).toBe(200);
  });

  it('fetches the keys once more for a key that it does not know', async () => {
    const freshKeys = async () => [{ name: 'rotated', key: 'rotated-key', scope: 'read' as const }];
    const { call } = anApi({ freshKeys });
    expect((await call('/v1/waiting', { key: 'rotated-key' })).status).toBe(200);
    expect((await call('/v1/waiting', { key: 'wrong' })).status).toBe(401);
  });

  it('answers 503 while the keys cannot be read', async () => {
    const keys = () => Promise.reject(new Error('the store is down'));
    const { status, headers, json } = await anApi({ keys }).call('/v1/waiting');
    expect([status, headers.get('retry-after')]).toEqual([503, '1']);
    expect(JSON.stringify(json)).not.toContain('store is down');
  });

  it('tells that it is there without a key', async () => {
    expect(await anApi().call('/healthz', { key: null })).toMatchObject({ status: 200, json: { status: 'ok' } });
  });
});

describe('the access log', () => {
  it('has one line with the name of the key, never the key or the path', async () => {
    const { call, lines } = anApi();
    await call('/v1/customers/pat%40example.com');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ method: 'GET', route: '/v1/customers/:key', status: 404, apiKey: 'backend' });
    expect(lines[0]).not.toContain(WRITE_KEY);
    expect(lines[0]).not.toContain('example.com');
  });

  it('has a line for a refused caller too', async () => {
    const { call, lines } = anApi();
    await call('/v1/waiting', { key: 'guessed-key' });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ status: 401, apiKey: null });
    expect(lines[0]).not.toContain('guessed-key');
  });
});

describe('apiKeysFrom', () => {
  it('leaves out what is no key', () => {
    const good = { name: 'a', key: 'k', scope: 'read' };
    expect(
      apiKeysFrom({ keys: [good, { ...good, key: '' }, { ...good, scope: 'admin' }, { key: 'k', scope: 'read' }, null, 'k'] }),
    ).toEqual([good]);
  });

  it.each([{}, { keys: 'k' }, { keys: {} }])('finds none in %j', (secret) => {
    expect(apiKeysFrom(secret)).toEqual([]);
    expect(findApiKey('Bearer k', apiKeysFrom(secret))).toBeUndefined();
  });
});
