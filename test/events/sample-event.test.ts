import { PROVIDER_IDS, type ProviderId } from '../../functions/domain/keys.ts';
import { providers } from '../../functions/providers/all.ts';
import { fixturesOf as samplesOf } from '../../lib/events/fixtures.ts';
import { sampleEvent } from '../../lib/events/sample-event.ts';
import { fixturesOf } from '../support/fixtures.ts';

const NOW = new Date('2026-11-20T10:20:30.400Z');

const SAMPLES = new Map(PROVIDER_IDS.map((provider) => [provider, samplesOf(process.cwd(), provider)]));
const RECORDED = PROVIDER_IDS.flatMap((provider) => fixturesOf(provider).map((fixture) => ({ provider, ...fixture })));

const sample = (provider: ProviderId, name: string, seed = 'a') =>
  sampleEvent(SAMPLES.get(provider) ?? [], { provider, name, seed, at: NOW });

const stripeIds = (name: string, seed?: string) =>
  sample('stripe', name, seed)
    .body.toString()
    .match(/\b(?:evt|ch|re|cus)_\w+/g);

describe('a sample event', () => {
  it.each(RECORDED)(
    'of $provider $name means what the recorded body means, but is another event, of now',
    ({ provider, name, ...recorded }) => {
      const { body, headers } = sample(provider, name);
      const parsed = providers[provider].parse({ ...recorded.input, headers: { ...recorded.input.headers, ...headers }, body });
      const meaning = ({ type, ignored, ledgerEvents }: typeof parsed) => ({ type, ignored, kinds: ledgerEvents.map(({ kind }) => kind) });
      expect(meaning(parsed)).toEqual(meaning(recorded.expected));
      expect(parsed.eventId).not.toBe(recorded.expected.eventId);
      expect(parsed.occurredAt === null).toBe(recorded.expected.occurredAt === null);
      if (parsed.occurredAt === null) return;
      // Down to the second that the provider writes.
      expect(NOW.getTime() - parsed.occurredAt).toBeGreaterThanOrEqual(0);
      expect(NOW.getTime() - parsed.occurredAt).toBeLessThan(2000);
    },
  );

  it.each(PROVIDER_IDS)('of %s is the same to the byte for the same id and time, another for another id', (provider) => {
    for (const { name } of SAMPLES.get(provider) ?? []) {
      expect(sample(provider, name)).toEqual(sample(provider, name));
      expect(sample(provider, name, 'b').body).not.toEqual(sample(provider, name).body);
    }
  });

  it('is about the same payment as another one of the same id, and about the same customer as any', () => {
    const [event, charge, customer] = stripeIds('charge_succeeded') ?? [];
    expect(stripeIds('charge_refunded')).toEqual(expect.arrayContaining([charge, customer]));
    expect(stripeIds('charge_refunded')).not.toContain(event);
    expect(stripeIds('charge_succeeded', 'b')).not.toContain(charge);
    expect(stripeIds('charge_succeeded', 'b')).toContain(customer);
  });

  it('keeps a time in its own zone', () => {
    const times = sample('chargify', 'refund_success')
      .body.toString()
      .match(/timestamp\]=([^&]+)/)?.[1];
    expect(times).toBe('2026-11-20%2010%3A20%3A30%20UTC');
  });
});
