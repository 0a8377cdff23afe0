import { customerKey } from '../../functions/domain/keys.ts';
import { CHARGE, INVOICE } from '../support/ledger-events.ts';
import { anApi } from './an-api.ts';
import { aPlacedItem, aRecord, aSubscriptionRow, aTransactionRow, BODY, BOTH_UNKNOWN, WAITING } from './rows.ts';

describe('GET /v1/events/{provider}/{event_id}', () => {
  it('shows what became of an event', async () => {
    const { call, ledger } = anApi();
    const money = { netAmount: 1000, amount: 1000, currency: null, status: 'recorded', customerKey: customerKey('acme') };
    await ledger.write([{ kind: 'transaction', item: aTransactionRow() }]);
    const notes = [{ key: CHARGE, reason: 'Not rebuilt: more than 99 events name it' }];
    await ledger.writeRecord(aRecord({ changes: [{ key: CHARGE, before: null, after: money }], notes }), BODY);
    expect((await call('/v1/events/stripe/evt_1')).json).toEqual({
      data: {
        key: 'stripe:evt_1',
        provider: 'stripe',
        event_id: 'evt_1',
        type: 'charge.succeeded',
        occurred_at: '2026-01-01T00:00:00.000Z',
        received_at: '2026-01-01T00:00:01.000Z',
        recorded_at: '2026-01-01T00:00:02.000Z',
        outcome: 'recorded',
        reason: null,
        rows: [CHARGE],
        candidates: [{ key: 'stripe:customer:cus_1', known: true }],
        awaiting: [],
        changes: [
          {
            key: CHARGE,
            before: null,
            after: { net_amount: 1000, amount: 1000, currency: null, status: 'recorded', customer_key: 'acme' },
          },
        ],
        notes: [{ key: CHARGE, reason: 'Not rebuilt: more than 99 events name it' }],
      },
    });
  });

  it.each(['recorded', 'unchanged'] as const)('says waiting of a %s event while its payment waits for a customer', async (outcome) => {
    const { call, ledger } = anApi();
    await ledger.write([{ kind: 'transaction', item: WAITING }]);
    await ledger.writeRecord(aRecord({ outcome }), BODY);
    expect((await call('/v1/events/stripe/evt_1')).json.data).toMatchObject({
      outcome: 'waiting',
      candidates: BOTH_UNKNOWN,
      awaiting: ['acme', 'stripe:customer:cus_1'],
    });
    await ledger.write([{ kind: 'transaction', item: { ...WAITING, version: 1, customerKey: customerKey('acme'), awaiting: [] } }]);
    expect((await call('/v1/events/stripe/evt_1')).json.data).toMatchObject({ outcome, awaiting: [] });
  });

  it('says waiting of a refund that is not placed, and of a subscription without a customer', async () => {
    const { call, ledger } = anApi();
    await ledger.write([
      { kind: 'placed', item: aPlacedItem() },
      { kind: 'subscription', item: aSubscriptionRow({ customerKey: null, awaiting: ['link:stripe:customer:cus_1'] }) },
    ]);
    await ledger.writeRecord(aRecord({ rows: ['recurly:refund:8'] }), BODY);
    await ledger.writeRecord(aRecord({ key: 'stripe:evt_2', rows: ['stripe:subscription:sub_1'] }), BODY);
    expect((await call('/v1/events/stripe/evt_1')).json.data).toMatchObject({
      outcome: 'waiting',
      candidates: [{ key: INVOICE, known: false }],
    });
    expect((await call('/v1/events/stripe/evt_2')).json.data).toMatchObject({ outcome: 'waiting', awaiting: ['stripe:customer:cus_1'] });
  });

  it('never says waiting of an event that was ignored', async () => {
    const { call, ledger } = anApi();
    await ledger.write([{ kind: 'transaction', item: WAITING }]);
    await ledger.writeRecord(aRecord({ outcome: 'ignored', reason: 'not an invoice payment' }), BODY);
    expect((await call('/v1/events/stripe/evt_1')).json.data).toMatchObject({ outcome: 'ignored', reason: 'not an invoice payment' });
  });

  it.each(['stripe/evt_9', 'paypal/evt_1', 'Stripe/evt_1', 'recurly/evt_1'])('answers 404 to %s', async (path) => {
    const { call, ledger } = anApi();
    await ledger.writeRecord(aRecord(), BODY);
    expect(await call(`/v1/events/${path}`)).toMatchObject({ status: 404, json: { type: '/problems/not-found' } });
  });
});

describe('GET /v1/events', () => {
  it('lists what could not be read', async () => {
    const { call, ledger } = anApi();
    const unreadable = { outcome: 'unreadable', reason: 'The body is not JSON', rows: [], occurredAt: null } as const;
    await ledger.writeRecord(aRecord(unreadable), BODY);
    await ledger.writeRecord(aRecord({ key: 'stripe:evt_2' }), BODY);
    const { items, has_more } = (await call('/v1/events?outcome=unreadable')).json.data;
    expect(items).toEqual([
      expect.objectContaining({
        key: 'stripe:evt_1',
        outcome: 'unreadable',
        reason: 'The body is not JSON',
        occurred_at: null,
        candidates: [],
      }),
    ]);
    expect(has_more).toBe(false);
  });

  it.each(['', '?outcome=', '?outcome=recorded', '?outcome=waiting'])(
    'answers 400 to %j: other events are read one by one',
    async (query) => {
      const { status, json } = await anApi().call(`/v1/events${query}`);
      expect([status, json.errors]).toEqual([400, [{ field: 'outcome', problem: expect.stringContaining('unreadable') }]]);
    },
  );
});
