import { CHARGE, INVOICE } from '../support/ledger-events.ts';
import { anApi } from './an-api.ts';
import { aPlacedItem, aSubscriptionRow, BOTH_UNKNOWN, WAITING } from './rows.ts';

describe('GET /v1/waiting', () => {
  it('shows a payment with its candidates, best first', async () => {
    const { call, ledger } = anApi();
    await ledger.write([{ kind: 'transaction', item: WAITING }]);
    expect((await call('/v1/waiting')).json.data.items).toEqual([
      {
        key: CHARGE,
        kind: 'payment',
        amount: 1000,
        currency: 'USD',
        since: '2026-01-01T00:00:01.000Z',
        candidates: BOTH_UNKNOWN,
        event_keys: ['stripe:evt_0'],
      },
    ]);
  });

  it('shows a refund with what it refers to, and a subscription', async () => {
    const { call, ledger } = anApi();
    await ledger.write([
      { kind: 'placed', item: aPlacedItem() },
      { kind: 'subscription', item: aSubscriptionRow({ customerKey: null, awaiting: ['link:stripe:customer:cus_1'] }) },
    ]);
    expect((await call('/v1/waiting')).json.data.items).toEqual([
      expect.objectContaining({ kind: 'refund', amount: 100, currency: 'USD', candidates: [{ key: INVOICE, known: false }] }),
      expect.objectContaining({
        kind: 'subscription',
        amount: null,
        currency: null,
        candidates: [
          { key: 'stripe:customer:cus_1', known: false },
          { key: 'stripe:subscription:sub_1', known: true },
        ],
      }),
    ]);
  });

  it('comes in pages', async () => {
    const { call, ledger } = anApi();
    await ledger.write(
      ['1', '2', '3'].map((id) => ({ kind: 'transaction', item: { ...WAITING, key: `stripe:charge:ch_${id}` as const } })),
    );
    const { items, has_more, next_cursor } = (await call('/v1/waiting?limit=2')).json.data;
    expect([items.length, has_more]).toEqual([2, true]);
    expect((await call(`/v1/waiting?limit=2&cursor=${next_cursor}`)).json.data).toMatchObject({ has_more: false, next_cursor: null });
  });
});
