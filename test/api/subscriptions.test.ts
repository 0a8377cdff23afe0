import { subscriptionFacts } from '../../functions/domain/subscription.ts';
import { aSubscription, at } from '../support/ledger-events.ts';
import { anApi } from './an-api.ts';
import { aSubscriptionRow, aTransactionRow } from './rows.ts';

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

describe('GET /v1/subscriptions/{key}', () => {
  it('shows it as its customer is shown it, and which events changed it', async () => {
    const { call, post, ledger } = anApi();
    await post('/v1/customers', { key: 'acme' });
    await ledger.write([{ kind: 'subscription', item: aSubscriptionRow() }]);
    const [listed] = (await call('/v1/customers/acme/subscriptions')).json.data.items;
    expect((await call('/v1/subscriptions/stripe:subscription:sub_1')).json.data).toEqual({ ...listed, event_keys: ['stripe:evt_0'] });
  });

  it('shows one that nobody knows the customer of', async () => {
    const { call, ledger } = anApi();
    await ledger.write([{ kind: 'subscription', item: aSubscriptionRow({ customerKey: null, awaiting: ['customer:acme'] }) }]);
    expect(await call('/v1/subscriptions/stripe:subscription:sub_1')).toMatchObject({
      status: 200,
      json: { data: { customer_key: null } },
    });
  });

  it.each(['stripe:subscription:sub_9', 'stripe:charge:ch_1', 'acme'])('answers 404 to %s', async (key) => {
    const { call, ledger } = anApi();
    await ledger.write([{ kind: 'transaction', item: aTransactionRow() }]);
    expect((await call(`/v1/subscriptions/${key}`)).status).toBe(404);
  });
});
