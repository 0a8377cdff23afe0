import { paymentFacts } from '../../functions/domain/transaction.ts';
import { resolveTransaction, saveTransaction } from '../../functions/process/save-transaction.ts';
import { aPayment } from '../support/ledger-events.ts';
import { createTestProcessor } from '../support/processor.ts';
import { anApi, READ_KEY } from './an-api.ts';
import { aTransactionRow, WAITING } from './rows.ts';

const PATH = '/v1/customers/acme/transactions';
const SAID = {
  amount: 4900,
  currency: 'usd',
  key: 'order-1',
  product_key: 'gold',
  category_key: 'plans',
  occurred_at: '2025-12-31T23:30:00-02:00',
};

/** The API with the customer `acme` of partner `pat`. */
const anApiWithAcme = async () => {
  const api = anApi();
  await api.post('/v1/customers', { key: 'acme', partner_key: 'pat' });
  return api;
};

describe('POST /v1/customers/{key}/transactions', () => {
  it('records a transaction, and reads it by its key with and without the prefix', async () => {
    const { post, call } = await anApiWithAcme();
    const { status, json } = await post(PATH, SAID);
    expect({ status, json }).toEqual({
      status: 201,
      json: {
        data: {
          key: 'api:order-1',
          provider: 'api',
          provider_transaction_id: 'order-1',
          customer_key: 'acme',
          partner_key: 'pat',
          amount: 4900,
          refunded_amount: 0,
          disputed_amount: 0,
          net_amount: 4900,
          currency: 'USD',
          status: 'recorded',
          archived: false,
          product_key: 'gold',
          category_key: 'plans',
          occurred_at: '2026-01-01T01:30:00.000Z',
          recorded_at: '2026-01-01T00:00:00.000Z',
          event_keys: [],
        },
      },
    });
    for (const path of ['/v1/transactions/order-1', '/v1/transactions/api:order-1']) expect((await call(path)).json).toEqual(json);
    expect((await call(PATH)).json.data.items).toEqual([json.data]);
  });

  it.each([50_000_000_000, 0, -0, -1, -50_000_000_000])('counts %s as it is, because a correction may take away', async (amount) => {
    const { post } = await anApiWithAcme();
    const { status, json } = await post(PATH, { amount, currency: 'JPY' });
    expect([status, json.data.amount, json.data.net_amount, json.data.archived]).toEqual([201, amount + 0, amount + 0, false]);
  });

  it('makes a key where none is sent, and a retry with it finds the transaction', async () => {
    const { post } = await anApiWithAcme();
    const { key: _, occurred_at: __, ...said } = SAID;
    const { json } = await post(PATH, said);
    expect(json.data.provider_transaction_id).toMatch(/^id-\d+$/);
    const { status } = await post(PATH, { ...said, key: json.data.provider_transaction_id });
    expect(status).toBe(200);
  });

  it('[106] answers 200 with the same row to the same again, whose time may be left out', async () => {
    const { post, time } = await anApiWithAcme();
    const first = await post(PATH, SAID);
    time.now += 60_000;
    const { occurred_at: _, ...timeless } = SAID;
    for (const again of [SAID, { ...SAID, occurred_at: '2026-01-01T01:30:00Z' }, timeless, { ...timeless, currency: 'USD' }]) {
      expect(await post(PATH, again)).toMatchObject({ status: 200, json: first.json });
    }
  });

  it.each<[what: string, over: object]>([
    ['amount', { amount: 4901 }],
    ['currency', { currency: 'EUR' }],
    ['product', { product_key: undefined }],
    ['category', { category_key: 'other' }],
    ['time', { occurred_at: '2026-01-01T01:30:01Z' }],
  ])('[106] answers 409 to a key with another %s, and changes nothing', async (_, over) => {
    const { post, call } = await anApiWithAcme();
    const first = await post(PATH, SAID);
    expect(await post(PATH, { ...SAID, ...over })).toMatchObject({ status: 409, json: { type: '/problems/conflict' } });
    expect((await call('/v1/transactions/order-1')).json).toEqual(first.json);
  });

  it('answers 409 to a key of another customer', async () => {
    const { post } = await anApiWithAcme();
    await post('/v1/customers', { key: 'beta' });
    await post(PATH, SAID);
    expect((await post('/v1/customers/beta/transactions', SAID)).status).toBe(409);
  });

  it('lets one of many at once record it', async () => {
    const { post } = await anApiWithAcme();
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(PATH, SAID)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
  });

  it('takes texts that are one text in Unicode for one key', async () => {
    const { post, call } = await anApiWithAcme();
    await post(PATH, { ...SAID, key: 'cafe\u0301' });
    expect((await post(PATH, { ...SAID, key: 'caf\u00e9' })).status).toBe(200);
    expect((await call(`/v1/transactions/${encodeURIComponent('cafe\u0301')}`)).status).toBe(200);
  });

  it.each<[field: string, over: object]>([
    ['amount', { amount: 12.5 }],
    ['amount', { amount: null }],
    ['amount', { amount: undefined }],
    ['amount', { amount: '4900' }],
    ['amount', { amount: 50_000_000_001 }],
    ['amount', { amount: -50_000_000_001 }],
    ['currency', { currency: 'XYZ' }],
    ['currency', { currency: 'USDT' }],
    ['currency', { currency: undefined }],
    ['key', { key: 'abc' }],
    ['key', { key: 'x'.repeat(256) }],
    ['key', { key: 'api:order-1' }],
    ['key', { key: 'stripe:charge:ch_1' }],
    ['key', { key: 'chargily:x' }],
    ['key', { key: 'a\u0000bc' }],
    ['product_key', { product_key: '' }],
    ['category_key', { category_key: null }],
    ['occurred_at', { occurred_at: '2026-01-01' }],
    ['colour', { colour: 'red' }],
  ])('[101] [102] [103] [104] answers 400 naming %s of %j', async (field, over) => {
    const { post, call } = await anApiWithAcme();
    expect(await post(PATH, { ...SAID, ...over })).toMatchObject({ status: 400, json: { errors: [{ field }] } });
    expect((await call(PATH)).json.data.items).toEqual([]);
  });

  it('takes the shortest and the longest key, and one that merely looks like a provider', async () => {
    const { post } = await anApiWithAcme();
    for (const key of ['abcd', 'x'.repeat(255), 'stripe', 'Stripe:x', 'apiary'])
      expect((await post(PATH, { ...SAID, key })).status).toBe(201);
  });

  it('[105] answers 404 to an unknown customer, [99] 403 to a key that may only read', async () => {
    const { post } = await anApiWithAcme();
    expect((await post('/v1/customers/nobody/transactions', SAID)).status).toBe(404);
    expect((await post(PATH, SAID, { key: READ_KEY })).status).toBe(403);
  });

  it('stays with its customer when it is resolved again', async () => {
    const { post, call, ledger } = await anApiWithAcme();
    const first = await post(PATH, SAID);
    await resolveTransaction(createTestProcessor(ledger).deps, 'api:order-1');
    expect((await call('/v1/transactions/order-1')).json).toEqual(first.json);
  });
});

describe('DELETE /v1/transactions/{key}', () => {
  it('archives for good, and again', async () => {
    const { post, call } = await anApiWithAcme();
    await post(PATH, SAID);
    const deleted = await call('/v1/transactions/order-1', { method: 'DELETE' });
    expect(deleted).toMatchObject({ status: 200, json: { data: { amount: 4900, net_amount: 0, archived: true } } });
    expect(await call('/v1/transactions/api:order-1', { method: 'DELETE' })).toMatchObject({ status: 200, json: deleted.json });
    expect((await call('/v1/transactions/order-1')).json).toEqual(deleted.json);
    expect(await post(PATH, SAID)).toMatchObject({ status: 200, json: deleted.json });
  });

  it('archives a payment of a provider, and one that waits', async () => {
    const { call, ledger } = await anApiWithAcme();
    await ledger.write([{ kind: 'transaction', item: { ...WAITING, key: 'stripe:charge:ch_2' } }]);
    await ledger.write([{ kind: 'transaction', item: aTransactionRow() }]);
    for (const key of ['stripe:charge:ch_1', 'stripe:charge:ch_2']) {
      const { status, json } = await call(`/v1/transactions/${key}`, { method: 'DELETE' });
      expect([status, json.data.archived, json.data.net_amount]).toEqual([200, true, 0]);
    }
    expect((await call('/v1/waiting')).json.data.items).toEqual([]);
  });

  it('keeps a payment that comes later from counting', async () => {
    const { call, ledger } = await anApiWithAcme();
    const path = '/v1/transactions/stripe:charge:ch_1';
    const tombstone = await call(path, { method: 'DELETE' });
    expect(tombstone).toMatchObject({ status: 202, json: { data: { amount: null, customer_key: null, net_amount: 0, archived: true } } });
    expect(await call(path, { method: 'DELETE' })).toMatchObject({ status: 200, json: tombstone.json });
    await saveTransaction(createTestProcessor(ledger).deps, 'stripe:charge:ch_1', paymentFacts(aPayment()), 'stripe:evt_1');
    expect((await call(path)).json.data).toMatchObject({ amount: 1000, net_amount: 0, archived: true });
  });

  it.each(['order-9', 'api:order-9', 'stripe:charge', 'stripe:charge:'])(
    'answers 404 to %s, which nobody knows and nobody will send',
    async (key) => {
      const { call } = await anApiWithAcme();
      expect((await call(`/v1/transactions/${key}`, { method: 'DELETE' })).status).toBe(404);
    },
  );

  it('[99] answers 403 to a key that may only read', async () => {
    const { call } = await anApiWithAcme();
    expect((await call('/v1/transactions/stripe:charge:ch_1', { method: 'DELETE', key: READ_KEY })).status).toBe(403);
  });
});
