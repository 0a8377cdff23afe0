import { customerKey } from '../../functions/domain/keys.ts';
import { aPayment, aRefund, currency } from '../support/ledger-events.ts';
import { ARCHIVING, anApi } from './an-api.ts';
import { aTransactionRow } from './rows.ts';

const PATH = '/v1/partners/pat/revenue';

type Paid = {
  readonly time: string;
  readonly minor?: number;
  readonly code?: string;
  readonly customer?: string;
  readonly refund?: number;
};

let charges = 0;
const paid = ({ time, minor = 100, code = 'USD', customer = 'acme', refund }: Paid) => {
  charges += 1;
  const key = `stripe:charge:ch_${charges}` as const;
  const payment = aPayment({ key, minor, amount: { minor, currency: currency(code) }, captured: minor, paidAt: Date.parse(time) });
  const reductions = refund === undefined ? [] : [aRefund({ minor: refund })];
  return aTransactionRow({ key, payment, reductions, customerKey: customerKey(customer) });
};

/** The API with the customers `acme` and `beta` of `pat`, `zeta` of another partner, and these payments. */
const anApiWith = async (payments: readonly Paid[], over: Parameters<typeof anApi>[0] = {}) => {
  const api = anApi(over);
  for (const [key, partner_key] of [
    ['acme', 'pat'],
    ['beta', 'pat'],
    ['zeta', 'other'],
  ])
    await api.post('/v1/customers', { key, partner_key });
  await api.ledger.write(payments.map((payment) => ({ kind: 'transaction', item: paid(payment) })));
  const revenue = async (query = '') => (await api.call(`${PATH}${query}`)).json.data?.items;
  return { ...api, revenue };
};

const month = (name: string, net_amount: number, transactions: number, code = 'USD') => ({
  month: name,
  currency: code,
  net_amount,
  transactions,
});

describe('GET /v1/partners/{partner_key}/revenue', () => {
  it('adds up what the customers of the partner paid, by UTC month and currency', async () => {
    const { call, post } = await anApiWith([
      { time: '2026-01-31T23:59:59.999Z', minor: 1 },
      { time: '2026-02-01T00:00:00Z', minor: 10, customer: 'beta' },
      { time: '2026-02-11T00:00:00Z', minor: 20, refund: 5 },
      { time: '2026-02-11T00:00:00Z', minor: 7, code: 'EUR' },
      { time: '2026-02-11T00:00:00Z', minor: 1_000, customer: 'zeta' },
    ]);
    await post('/v1/customers/acme/transactions', { amount: -3, currency: 'USD', occurred_at: '2026-02-28T00:00:00Z' });
    expect((await call(PATH)).json).toEqual({
      data: { items: [month('2026-01', 1, 1), month('2026-02', 7, 1, 'EUR'), month('2026-02', 22, 3)], has_more: false, next_cursor: null },
    });
  });

  it('begins with "from" and ends before "to", dates or times', async () => {
    const { revenue } = await anApiWith([
      { time: '2025-12-31T23:00:00Z' },
      { time: '2026-01-01T00:00:00Z' },
      { time: '2026-02-01T00:00:00Z' },
    ]);
    expect(await revenue('?from=2026-01-01&to=2026-02-01')).toEqual([month('2026-01', 100, 1)]);
    expect(await revenue(`?from=${encodeURIComponent('2026-01-01T00:00:00+01:00')}&to=2026-01-01T00:00:00Z`)).toEqual([
      month('2025-12', 100, 1),
    ]);
    expect(await revenue('?from=2026-01-02')).toEqual([month('2026-02', 100, 1)]);
    expect(await revenue('?to=2026-01-01')).toEqual([month('2025-12', 100, 1)]);
    expect(await revenue('?from=2026-01-01&to=2026-01-01')).toEqual([]);
  });

  it('leaves out what is archived: refunded whole, deleted, or refunded at all when the settings say so', async () => {
    const payments = [
      { time: '2026-01-01T00:00:00Z', refund: 100 },
      { time: '2026-01-02T00:00:00Z', refund: 40 },
    ];
    expect(await (await anApiWith(payments)).revenue()).toEqual([month('2026-01', 60, 1)]);
    expect(await (await anApiWith(payments, { settings: ARCHIVING })).revenue()).toEqual([]);
  });

  it('follows a customer to its present partner', async () => {
    const { call, revenue } = await anApiWith([{ time: '2026-01-01T00:00:00Z' }]);
    await call('/v1/customers/acme', { method: 'PATCH', body: { partner_key: 'other' } });
    expect(await revenue()).toEqual([]);
    expect((await call('/v1/partners/other/revenue')).json.data.items).toEqual([month('2026-01', 100, 1)]);
  });

  it('has nothing to tell of a partner whom nobody knows', async () => {
    const { call } = await anApiWith([]);
    expect((await call('/v1/partners/nobody/revenue')).json.data.items).toEqual([]);
  });

  it('says so when it is more than one answer can tell', async () => {
    const { call, ledger } = await anApiWith([]);
    const tooMany = {
      ...ledger,
      customerKeys: async () => ({ items: Array.from({ length: 1_000 }, () => customerKey('acme')), nextCursor: 'more' }),
    };
    const { call: callMany } = anApi({ ledger: tooMany });
    expect(await callMany(PATH)).toMatchObject({ status: 422, json: { type: '/problems/too-much' } });
    expect((await call(PATH)).status).toBe(200);
  });

  it.each(['?from=yesterday', '?to=2026-13-01', '?from=2026-02-30', '?from=2026-02-01&to=2026-01-01', '?month=2026-01', '?from='])(
    'answers 400 to %s',
    async (query) => {
      const { call } = await anApiWith([]);
      expect((await call(`${PATH}${query}`)).status).toBe(400);
    },
  );
});
