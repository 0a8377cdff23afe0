import { createDynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';
import { aPayment, at } from '../support/ledger-events.ts';
import { anApi } from './an-api.ts';
import { aTransactionRow } from './rows.ts';

/** What a store might take amiss: its keys are limited in length, its cursors have a shape, its conflicts an own error. */
describe('the API over DynamoDB', () => {
  let dynamo: TestDynamo;
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo.stop());

  const anApiOverDynamo = async () => {
    const { client, createTables } = dynamo;
    return anApi({ ledger: createDynamoLedger({ client, tables: await createTables() }) });
  };

  it('creates a customer with fifty long provider keys, and sees a repeat', async () => {
    const { post, call } = await anApiOverDynamo();
    const provider_keys = Array.from({ length: 50 }, (_, n) => `chargebee:customer:${'日'.repeat(253)}${n + 10}`);
    const body = { key: '日/%~?#'.repeat(42), partner_key: 'pat', provider_keys };
    const first = await post('/v1/customers', body);
    expect(first).toMatchObject({ status: 201, json: { data: { provider_keys } } });
    expect(await post('/v1/customers', body)).toMatchObject({ status: 200, json: first.json });
    expect((await call(`/v1/customers/${encodeURIComponent(body.key)}`)).json).toEqual(first.json);
  });

  it('lets one of two racing callers have a provider key', async () => {
    const { post } = await anApiOverDynamo();
    const bodies = ['acme', 'beta'].map((key) => ({ key, provider_keys: ['stripe:customer:cus_1'] }));
    const answers = await Promise.all(bodies.map((body) => post('/v1/customers', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('answers 404 to the longest keys that a path may have', async () => {
    const { call } = await anApiOverDynamo();
    for (const path of ['/v1/transactions/@', '/v1/transactions/stripe:@', '/v1/events/recurly/@']) {
      expect([path, (await call(path.replace('@', 'a'.repeat(1024 - 7)))).status]).toEqual([path, 404]);
    }
  });

  it('pages through a filtered list, and refuses forged cursors in every list', async () => {
    const { call, post, ledger } = await anApiOverDynamo();
    await post('/v1/customers', { key: 'acme' });
    for (const second of [1, 2, 3, 4, 5]) {
      const key = `stripe:charge:ch_${second}` as const;
      const row = aTransactionRow({ key, payment: aPayment({ key, paidAt: at(second) }) });
      const item = second % 2 === 0 ? { ...row, facts: { ...row.facts, deleted: true as const } } : row;
      await ledger.write([{ kind: 'transaction', item }]);
    }
    const list = '/v1/customers/acme/transactions?archived=false&limit=2';
    const first = (await call(list)).json.data;
    const second = (await call(`${list}&cursor=${first.next_cursor}`)).json.data;
    const keys = [...first.items, ...second.items].map(({ key }: { readonly key: string }) => key);
    expect(keys).toEqual(['stripe:charge:ch_5', 'stripe:charge:ch_3', 'stripe:charge:ch_1']);
    for (const other of ['/v1/waiting?', '/v1/events?outcome=unreadable&', '/v1/customers/acme/subscriptions?']) {
      expect([other, (await call(`${other}cursor=${first.next_cursor}`)).status]).toEqual([other, 400]);
      expect([other, (await call(`${other}cursor=e30`)).status]).toEqual([other, 400]);
    }
  });
});
