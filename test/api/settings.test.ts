import { LOCAL_DEFAULTS, mergeSettings } from '../../functions/platform/settings-schema.ts';
import { anApi, READ_KEY } from './an-api.ts';

describe('GET /v1/settings', () => {
  it('shows every setting, and every provider as on or off', async () => {
    const settings = mergeSettings(LOCAL_DEFAULTS, {
      providers: ['stripe', 'chargify'],
      stripe: { recordFrom: 'invoices' },
      recurly: { currency: 'EUR' },
      chargify: { currency: 'JPY', site: 'acme-live' },
      refunds: 'archive',
      testMode: 'ignore',
      eventRetentionDays: 31,
    });
    expect((await anApi({ settings }).call('/v1/settings', { key: READ_KEY })).json).toEqual({
      data: {
        providers: [
          { provider: 'stripe', name: 'Stripe', on: true },
          { provider: 'chargebee', name: 'Chargebee', on: false },
          { provider: 'recurly', name: 'Recurly', on: false },
          { provider: 'chargify', name: expect.any(String), on: true },
          { provider: 'chargily', name: expect.any(String), on: false },
        ],
        stripe: { record_from: 'invoices' },
        recurly: { currency: 'EUR' },
        chargify: { currency: 'JPY', site: 'acme-live' },
        refunds: 'archive',
        test_mode: 'ignore',
        event_retention_days: 31,
      },
    });
  });
});
