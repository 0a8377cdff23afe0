import { customerKey } from '../../functions/domain/keys.ts';
import { placedFacts } from '../../functions/domain/placement.ts';
import { subscriptionFacts } from '../../functions/domain/subscription.ts';
import type { PlacedItem, SubscriptionRow } from '../../functions/ledger/rows.ts';
import { aPayment, aRefund, aSubscription, at, CHARGE, INVOICE } from '../support/ledger-events.ts';
import { anApi, aRecord, aTransactionRow, BODY } from './an-api.ts';

const story = { version: 0, eventKeys: ['stripe:evt_0'], before: null, recordedAt: at(1) } as const;

const aSubscriptionRow = (over: Partial<SubscriptionRow> = {}): SubscriptionRow => ({
  ...story,
  key: 'stripe:subscription:sub_1',
  facts: subscriptionFacts(aSubscription({ status: { value: { status: 'canceling', providerStatus: 'active' } } })),
  customerKey: customerKey('acme'),
  awaiting: [],
  ...over,
});

const aPlacedItem = (over: Partial<PlacedItem> = {}): PlacedItem => ({
  ...story,
  key: 'recurly:refund:8',
  facts: placedFacts(aRefund(), [INVOICE]),
  placedIn: null,
  ...over,
});

const EXPLICIT = { candidates: { explicit: customerKey('acme'), links: ['stripe:customer:cus_1'] as const } };

/** A payment that names `acme`, who is not known, and belongs to nobody. */
const WAITING = aTransactionRow({
  payment: aPayment(EXPLICIT),
  customerKey: null,
  awaiting: ['customer:acme', 'link:stripe:customer:cus_1'],
});

const BOTH_UNKNOWN = [
  { key: 'acme', known: false },
  { key: 'stripe:customer:cus_1', known: false },
];

describe('GET /v1/customers/{key}/subscriptions', () => {
  it('shows every field', async () => {
    const { call, post, ledger } = anApi();
    await post('/v1/customers', { key: 'acme' });
    const told = aSubscription({
      second: 5,
      status: { value: { status: 'active', providerStatus: 'trialing' } },
      planKey: { value: 'pro' },
      quantity: { value: 3 },
      components: { '42': '1.5' },
      currentPeriodStart: { value: at(0) },
      currentPeriodEnd: { value: at(60) },
      canceledAt: { value: null },
    });
    await ledger.write([{ kind: 'subscription', item: aSubscriptionRow({ facts: subscriptionFacts(told) }) }]);
    expect((await call('/v1/customers/acme/subscriptions')).json).toEqual({
      data: {
        items: [
          {
            key: 'stripe:subscription:sub_1',
            provider: 'stripe',
            provider_subscription_id: 'sub_1',
            customer_key: 'acme',
            plan_key: 'pro',
            status: 'active',
            provider_status: 'trialing',
            quantity: 3,
            components: { '42': '1.5' },
            current_period_start: '2026-01-01T00:00:00.000Z',
            current_period_end: '2026-01-01T00:01:00.000Z',
            canceled_at: null,
            occurred_at: '2026-01-01T00:00:05.000Z',
          },
        ],
        has_more: false,
        next_cursor: null,
      },
    });
  });
});

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

describe('GET /v1/events/{provider}/{event_id}', () => {
  it('shows what became of an event', async () => {
    const { call, ledger } = anApi();
    const money = { netAmount: 1000, amount: 1000, currency: null, status: 'recorded', customerKey: customerKey('acme') };
    await ledger.write([{ kind: 'transaction', item: aTransactionRow() }]);
    await ledger.writeRecord(aRecord({ changes: [{ key: CHARGE, before: null, after: money }] }), BODY);
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

it('carries its schemas: an OpenAPI document can be made of the routes', () => {
  const { paths, components } = anApi().app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'Hookledger', version: '1' } });
  expect(Object.keys(paths ?? {})).toEqual(
    expect.arrayContaining(['/v1/customers', '/v1/customers/{key}/transactions', '/v1/events/{provider}/{event_id}', '/healthz']),
  );
  expect(Object.keys(components?.schemas ?? {})).toEqual(expect.arrayContaining(['Customer', 'Transaction', 'Subscription', 'Problem']));
});
