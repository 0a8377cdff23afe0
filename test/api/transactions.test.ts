import { customerKey } from '../../functions/domain/keys.ts';
import { reductionFacts } from '../../functions/domain/reductions.ts';
import { aDispute, aPayment, aRefund, at, START } from '../support/ledger-events.ts';
import { ARCHIVING, anApi } from './an-api.ts';
import { aTransactionRow } from './rows.ts';

const LIST = '/v1/customers/acme/transactions';

/** The API with the customer `acme` of partner `pat`, and these rows. */
const anApiWith = async (rows: readonly ReturnType<typeof aTransactionRow>[], over: Parameters<typeof anApi>[0] = {}) => {
  const api = anApi(over);
  await api.post('/v1/customers', { key: 'acme', partner_key: 'pat' });
  await api.ledger.write(rows.map((item) => ({ kind: 'transaction', item })));
  return api;
};

const paidAt = (second: number) => {
  const key = `stripe:charge:ch_${second}` as const;
  return aTransactionRow({ key, payment: aPayment({ key, paidAt: at(second) }) });
};

const refunded = (second: number) => {
  const key = `stripe:charge:ch_${second}` as const;
  return aTransactionRow({ key, payment: aPayment({ key, paidAt: at(second) }), reductions: [aRefund()] });
};

const FULL_REFUND = [aRefund({ minor: 1000 })];

describe('GET /v1/transactions/{key}', () => {
  it('shows a payment with its partner', async () => {
    const payment = aPayment({ productKey: 'pro', categoryKey: 'addons' });
    const { call } = await anApiWith([aTransactionRow({ payment, reductions: [aRefund(), aDispute({ minor: 300 })] })]);
    expect((await call('/v1/transactions/stripe:charge:ch_1')).json).toEqual({
      data: {
        key: 'stripe:charge:ch_1',
        provider: 'stripe',
        provider_transaction_id: 'ch_1',
        customer_key: 'acme',
        partner_key: 'pat',
        amount: 1000,
        refunded_amount: 100,
        disputed_amount: 300,
        net_amount: 900,
        currency: 'USD',
        status: 'disputed',
        archived: false,
        product_key: 'pro',
        category_key: 'addons',
        occurred_at: '2026-01-01T00:00:00.000Z',
        recorded_at: '2026-01-01T00:00:01.000Z',
        event_keys: ['stripe:evt_0'],
      },
    });
  });

  it('counts a refund that is placed here', async () => {
    const placed = { 'stripe:refund:re_1': reductionFacts(aRefund()) };
    const { call } = await anApiWith([aTransactionRow({ placed })]);
    expect((await call('/v1/transactions/stripe:charge:ch_1')).json.data).toMatchObject({ refunded_amount: 100, net_amount: 900 });
  });

  it('splits the key of a provider at its first two colons, an own one at its first', async () => {
    const { call } = await anApiWith([aTransactionRow({ key: 'recurly:transaction:a:b' }), aTransactionRow({ key: 'api:order:7' })]);
    expect((await call('/v1/transactions/recurly:transaction:a:b')).json.data).toMatchObject({
      provider: 'recurly',
      provider_transaction_id: 'a:b',
    });
    expect((await call('/v1/transactions/order:7')).json.data).toMatchObject({ provider: 'api', provider_transaction_id: 'order:7' });
  });

  it('shows a waiting payment as one that counts nothing', async () => {
    const row = aTransactionRow({ customerKey: null, reductions: FULL_REFUND, awaiting: ['link:stripe:customer:cus_1'] });
    const { call } = await anApiWith([row]);
    expect((await call('/v1/transactions/stripe:charge:ch_1')).json.data).toMatchObject({
      customer_key: null,
      partner_key: null,
      amount: 1000,
      net_amount: 0,
      archived: false,
      status: 'refunded',
    });
    const { call: callUnpaid } = await anApiWith([aTransactionRow({ customerKey: null })]);
    expect((await callUnpaid('/v1/transactions/stripe:charge:ch_1')).json.data).toMatchObject({ amount: 1000, net_amount: 0 });
  });

  it('shows a refund without its payment', async () => {
    const { call } = await anApiWith([aTransactionRow({ payment: null, reductions: [aRefund()], customerKey: null })]);
    expect((await call('/v1/transactions/stripe:charge:ch_1')).json.data).toMatchObject({
      amount: null,
      currency: null,
      net_amount: 0,
      archived: false,
      occurred_at: null,
    });
  });

  it('shows what the team deleted as archived, even without a customer', async () => {
    const row = aTransactionRow({ customerKey: null });
    const { call } = await anApiWith([{ ...row, facts: { ...row.facts, deleted: true } }]);
    expect((await call('/v1/transactions/stripe:charge:ch_1')).json.data).toMatchObject({ archived: true, net_amount: 0 });
  });

  it.each(['stripe:charge:ch_9', 'stripe:odd', 'nothing'])('answers 404 to %s, which was never seen', async (key) => {
    expect(await anApi().call(`/v1/transactions/${key}`)).toMatchObject({ status: 404, json: { type: '/problems/not-found' } });
  });
});

describe('GET /v1/customers/{key}/transactions', () => {
  it('lists the newest first, in pages', async () => {
    const { call } = await anApiWith([paidAt(1), paidAt(3), paidAt(2)]);
    const first = (await call(`${LIST}?limit=2`)).json.data;
    expect(first.items.map(({ occurred_at }: { readonly occurred_at: string }) => occurred_at)).toEqual([
      '2026-01-01T00:00:03.000Z',
      '2026-01-01T00:00:02.000Z',
    ]);
    expect(first).toMatchObject({ has_more: true, next_cursor: expect.any(String) });
    const second = (await call(`${LIST}?limit=2&cursor=${first.next_cursor}`)).json.data;
    expect(second).toMatchObject({ items: [{ key: 'stripe:charge:ch_1' }], has_more: false, next_cursor: null });
  });

  it('shows each as it is read by its key', async () => {
    const { call } = await anApiWith([refunded(1)]);
    const [item] = (await call(LIST)).json.data.items;
    expect(item).toMatchObject({ partner_key: 'pat', customer_key: 'acme', net_amount: 900 });
    expect((await call('/v1/transactions/stripe:charge:ch_1')).json.data).toEqual(item);
  });

  it('is empty for a customer without any, and 25 long by default', async () => {
    const { call, ledger } = await anApiWith([]);
    expect((await call(LIST)).json).toEqual({ data: { items: [], has_more: false, next_cursor: null } });
    await ledger.write(Array.from({ length: 26 }, (_, second) => ({ kind: 'transaction', item: paidAt(second) })));
    expect((await call(LIST)).json.data.items).toHaveLength(25);
    expect((await call(`${LIST}?limit=250`)).json.data.items).toHaveLength(26);
  });

  it('leaves out what waits and what is of others', async () => {
    const other = aTransactionRow({ key: 'stripe:charge:ch_9', customerKey: customerKey('beta') });
    const { call } = await anApiWith([aTransactionRow({ customerKey: null }), other]);
    expect((await call(LIST)).json.data.items).toEqual([]);
  });

  it('filters by archived in whole pages, and never skips one', async () => {
    const gone = (second: number) => aTransactionRow({ ...paidAt(second), facts: { ...paidAt(second).facts, deleted: true } });
    const rows = Array.from({ length: 9 }, (_, second) => (second % 3 === 0 ? paidAt(second) : gone(second)));
    const { call } = await anApiWith(rows);
    const seconds = ({ items }: { readonly items: readonly { readonly occurred_at: string }[] }) =>
      items.map(({ occurred_at }) => (Date.parse(occurred_at) - START) / 1000);
    const first = (await call(`${LIST}?archived=false&limit=2`)).json.data;
    expect(seconds(first)).toEqual([6, 3]);
    expect(seconds((await call(`${LIST}?archived=false&limit=2&cursor=${first.next_cursor}`)).json.data)).toEqual([0]);
    expect(seconds((await call(`${LIST}?archived=true`)).json.data)).toEqual([8, 7, 5, 4, 2, 1]);
    expect(seconds((await call(LIST)).json.data)).toHaveLength(9);
  });

  it('archives any refunded payment under the setting refunds: archive', async () => {
    const { call } = await anApiWith([refunded(1), paidAt(2)], { settings: ARCHIVING });
    const items = (await call(LIST)).json.data.items;
    expect(
      items.map(({ archived, net_amount }: { readonly archived: boolean; readonly net_amount: number }) => [archived, net_amount]),
    ).toEqual([
      [false, 1000],
      [true, 900],
    ]);
    expect((await call(`${LIST}?archived=true`)).json.data.items).toHaveLength(1);
    expect((await call('/v1/transactions/stripe:charge:ch_1')).json.data.archived).toBe(true);
  });

  it.each(['archived=yes', 'archived=', 'archive=true'])('answers 400 to ?%s', async (query) => {
    const { call } = await anApiWith([]);
    expect((await call(`${LIST}?${query}`)).status).toBe(400);
  });
});
