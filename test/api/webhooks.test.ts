import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { LOCAL_DEFAULTS, mergeSettings } from '../../functions/platform/settings-schema.ts';
import { providers } from '../../functions/providers/all.ts';
import { START } from '../support/ledger-events.ts';
import { anApi, READ_KEY } from './an-api.ts';

describe('GET /v1/webhooks', () => {
  it('tells for each provider the URL, the events to tick, and when it was last heard of', async () => {
    const { call, ledger } = anApi();
    await ledger.noteLastEvent({ provider: 'stripe', receivedAt: START });
    const { status, json } = await call('https://hooks.example.com/v1/webhooks', { key: READ_KEY });
    expect(status).toBe(200);
    expect(json.data.items).toHaveLength(5);
    expect(json.data.items[0]).toEqual({
      provider: 'stripe',
      name: 'Stripe',
      url: 'https://hooks.example.com/webhooks/stripe',
      events: providers.stripe.eventsToTick,
      last_event_at: '2026-01-01T00:00:00.000Z',
    });
    expect(json.data.items[4]).toMatchObject({
      provider: 'chargily',
      url: 'https://hooks.example.com/webhooks/chargily',
      last_event_at: null,
    });
  });

  it('leaves out a provider that is off', async () => {
    const { call } = anApi({ settings: mergeSettings(LOCAL_DEFAULTS, { providers: ['recurly'] }), ledger: createMemoryLedger() });
    expect((await call('/v1/webhooks')).json.data.items).toMatchObject([{ provider: 'recurly' }]);
  });
});
