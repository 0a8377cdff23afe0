import { subscriptionFacts } from '../../functions/domain/subscription.ts';
import { aSubscription, at } from '../support/ledger-events.ts';
import { anApi } from './an-api.ts';
import { aSubscriptionRow } from './rows.ts';

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
