import { PROVIDER_IDS } from '../../functions/domain/keys.ts';
import { readingSettings } from '../../functions/platform/settings.ts';
import { LOCAL_DEFAULTS } from '../../functions/platform/settings-schema.ts';
import { providers } from '../../functions/providers/all.ts';
import { worldEvent } from '../../lib/events/world-event.ts';
import { BUILT_IN_SECRETS } from '../../lib/local/built-in-secrets.ts';
import { type ServerSettings, worldOptions } from '../../lib/simulate/settings.ts';
import { createWorld } from '../../lib/world/create-world.ts';

const NOW = new Date('2026-06-01T00:00:00Z');

it.each([
  ['stripe', 'charge.refunded'],
  ['chargebee', 'payment_succeeded'],
  ['recurly', 'successful_payment_notification'],
  ['chargify', 'payment_success'],
  ['chargily', 'checkout.paid'],
] as const)('takes an event of %s out of a world: %s', (provider, name) => {
  const { body, headers, type } = worldEvent({ provider, name, seed: 7 });
  const parsed = providers[provider].parse({ body, headers, receivedAt: NOW, settings: readingSettings(LOCAL_DEFAULTS, provider) });
  expect({ type: parsed.type, told: parsed.ledgerEvents.length > 0 }).toEqual({ type, told: true });
  expect(worldEvent({ provider, name, seed: 7 }).body.equals(body)).toBe(true);
  expect(worldEvent({ provider, name, seed: 8 }).body.equals(body)).toBe(false);
});

it.each(PROVIDER_IDS)('takes what the simulator sends for %s', (provider) => {
  const options = { customers: 60, rate: 50, minutes: 30, chaos: false, check: false, secrets: undefined, recordFrom: undefined };
  const settings: ServerSettings = {
    providers: [{ provider, on: true }],
    stripe: { record_from: 'charges' },
    recurly: { currency: 'USD' },
    chargify: { currency: 'USD', site: null },
    refunds: 'net',
    test_mode: 'accept',
  };
  const { events } = createWorld(worldOptions({ ...options, seed: 7, providers: [provider] }, settings, BUILT_IN_SECRETS));
  const sent = new Set(events.map(({ body }) => body.toString()));
  for (const name of [...new Set(events.map(({ type }) => type))].slice(0, 3)) {
    expect(sent.has(worldEvent({ provider, name, seed: 7 }).body.toString())).toBe(true);
  }
  expect(sent.size).toBeGreaterThan(50);
});

it('names the nearest type that happens', () =>
  expect(() => worldEvent({ provider: 'chargily', name: 'checkout.payd', seed: 7 })).toThrow('Did you mean checkout.paid'));
