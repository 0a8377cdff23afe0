import { readingSettings } from '../../functions/platform/settings.ts';
import { LOCAL_DEFAULTS } from '../../functions/platform/settings-schema.ts';
import { providers } from '../../functions/providers/all.ts';
import { worldEvent } from '../../lib/events/world-event.ts';

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

it('names the nearest type that happens', () =>
  expect(() => worldEvent({ provider: 'chargily', name: 'checkout.payd', seed: 7 })).toThrow('Did you mean checkout.paid'));
