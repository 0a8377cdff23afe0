import { processWork } from '../../functions/process/process-work.ts';
import { aPayment, aRefund, at, CHARGE, currency, INVOICE, usd } from '../support/ledger-events.ts';
import { createTestProcessor, eventOf } from '../support/processor.ts';
import { anApi } from './an-api.ts';
import { aPlacedItem, aRecord, aTransactionRow, BODY } from './rows.ts';

const ITEM = 'stripe:refund:re_1';
const OTHER = 'stripe:charge:ch_2';

/** A refund of 1.00 USD that waits, two payments of 10.00 USD, and one of 10.00 EUR. */
const withWaitingRefund = async () => {
  const api = anApi();
  await api.ledger.write([
    { kind: 'placed', item: aPlacedItem({ key: ITEM }) },
    { kind: 'transaction', item: aTransactionRow() },
    { kind: 'transaction', item: aTransactionRow({ payment: aPayment({ key: OTHER }) }) },
    {
      kind: 'transaction',
      item: aTransactionRow({ payment: aPayment({ key: 'stripe:charge:ch_eur', amount: { minor: 1000, currency: currency('EUR') } }) }),
    },
  ]);
  await api.ledger.writeRecord(aRecord({ rows: [ITEM] }), BODY);
  const link = (transaction_key: unknown, event = 'stripe/evt_1') => api.post(`/v1/events/${event}/link`, { transaction_key });
  const refunded = async (key: string) => (await api.call(`/v1/transactions/${key}`)).json.data.refunded_amount;
  return { ...api, link, refunded };
};

describe('POST /v1/events/{provider}/{event_id}/link', () => {
  it('places a waiting refund under the payment that the operator names, at once', async () => {
    const { link, refunded, call } = await withWaitingRefund();
    expect((await call('/v1/events/stripe/evt_1')).json.data.outcome).toBe('waiting');
    expect(await link(CHARGE)).toMatchObject({ status: 200, json: { data: { key: 'stripe:evt_1', outcome: 'recorded' } } });
    expect(await refunded(CHARGE)).toBe(100);
    expect((await call('/v1/waiting')).json.data.items).toEqual([]);
  });

  const counts = (net_amount: number, status: string) => ({ net_amount, amount: 1000, currency: 'USD', status, customer_key: 'acme' });
  const REFUNDED = { before: counts(1000, 'recorded'), after: counts(900, 'partially_refunded') };
  const FREED = { before: REFUNDED.after, after: REFUNDED.before };

  it('tells in the story of the event what that did to each row, and in the story of the rows that it was this event', async () => {
    const { link, call } = await withWaitingRefund();
    expect((await link(CHARGE)).json.data).toMatchObject({ rows: [ITEM, CHARGE], changes: [{ key: CHARGE, ...REFUNDED }] });
    await link(OTHER);
    await link(CHARGE);
    expect((await call('/v1/events/stripe/evt_1')).json.data.changes).toEqual([
      { key: CHARGE, ...REFUNDED },
      { key: CHARGE, ...FREED },
      { key: OTHER, ...REFUNDED },
      { key: OTHER, ...FREED },
      { key: CHARGE, ...REFUNDED },
    ]);
    expect((await call(`/v1/transactions/${CHARGE}`)).json.data.event_keys).toEqual(['stripe:evt_0', 'stripe:evt_1']);
  });

  it('tells what an earlier try did that stopped before the story of the event', async () => {
    const { ledger } = await withWaitingRefund();
    const stopping: typeof ledger = { ...ledger, writeRecord: async () => Promise.reject(new Error('stopped')) };
    const path = '/v1/events/stripe/evt_1/link';
    expect((await anApi({ ledger: stopping }).post(path, { transaction_key: CHARGE })).status).toBe(500);
    for (let tries = 0; tries < 2; tries += 1) {
      expect((await anApi({ ledger }).post(path, { transaction_key: CHARGE })).json.data.changes).toEqual([{ key: CHARGE, ...REFUNDED }]);
    }
  });

  it('may be repeated, and then writes nothing', async () => {
    const { link, ledger } = await withWaitingRefund();
    await link(CHARGE);
    const before = await ledger.readPlaced(ITEM);
    expect((await link(CHARGE)).status).toBe(200);
    expect(await ledger.readPlaced(ITEM)).toEqual(before);
  });

  it("moves the refund when the operator thinks better of it, and keeps to the operator's newest word", async () => {
    const { link, refunded, time } = await withWaitingRefund();
    await link(CHARGE);
    time.now -= 60_000;
    expect((await link(OTHER)).status).toBe(200);
    expect([await refunded(CHARGE), await refunded(OTHER)]).toEqual([0, 100]);
  });

  it('holds whatever the references of the refund come to stand for', async () => {
    const { ledger } = await withWaitingRefund();
    const { deps, processDelivery, drain } = createTestProcessor(ledger);
    const { post, call } = anApi({ ledger });
    await processDelivery(eventOf(aRefund({ target: { item: ITEM, refs: [INVOICE] }, id: 'evt_r' })));
    await post('/v1/events/stripe/evt_r/link', { transaction_key: OTHER });
    await processDelivery(eventOf(aPayment({ standsFor: [INVOICE], id: 'evt_p', second: 5 })));
    await processWork(deps, { kind: 'resolve', rows: [{ table: 'transactions', key: OTHER }] });
    await drain();
    expect((await call(`/v1/transactions/${OTHER}`)).json.data.refunded_amount).toBe(100);
    expect((await ledger.readPlaced(ITEM))?.placedIn).toBe(OTHER);
  });

  it.each([
    ['a payment in another currency', 'stripe:charge:ch_eur'],
    ['a transaction of the team', 'own-1'],
  ])('answers 409 for %s, and nothing moves', async (_, key) => {
    const { link, ledger } = await withWaitingRefund();
    await ledger.write([{ kind: 'transaction', item: { ...aTransactionRow(), key: 'api:own-1' } }]);
    expect(await link(key)).toMatchObject({ status: 409, json: { type: '/problems/conflict' } });
    expect(await ledger.readPlaced(ITEM)).toMatchObject({ version: 1, placedIn: null });
  });

  it('answers 409 for an event that has nothing to place, and for one that its references have placed', async () => {
    const { link, ledger } = await withWaitingRefund();
    await ledger.writeRecord(aRecord({ key: 'stripe:evt_2', eventId: 'evt_2', rows: [CHARGE] }), BODY);
    expect((await link(OTHER, 'stripe/evt_2')).status).toBe(409);
    await ledger.write([{ kind: 'placed', item: aPlacedItem({ key: 'stripe:refund:re_3', placedIn: CHARGE }) }]);
    await ledger.writeRecord(aRecord({ key: 'stripe:evt_3', eventId: 'evt_3', rows: ['stripe:refund:re_3', CHARGE] }), BODY);
    expect((await link(OTHER, 'stripe/evt_3')).status).toBe(409);
  });

  it('answers 409 for a transaction of which only a refund is known', async () => {
    const { link, ledger } = await withWaitingRefund();
    const alone = aTransactionRow({
      payment: null,
      reductions: [aRefund({ amount: usd(5), createdAt: at(1) })],
      key: 'stripe:charge:ch_9',
    });
    await ledger.write([{ kind: 'transaction', item: alone }]);
    expect((await link('stripe:charge:ch_9')).status).toBe(409);
  });

  it('answers 404 for an event or a transaction that is not there, and 400 for what is no key', async () => {
    const { link } = await withWaitingRefund();
    expect((await link(CHARGE, 'stripe/evt_9')).status).toBe(404);
    expect((await link(CHARGE, 'nobody/evt_1')).status).toBe(404);
    expect((await link('stripe:charge:ch_0')).status).toBe(404);
    for (const key of ['', null, 5]) expect((await link(key)).status).toBe(400);
  });
});
