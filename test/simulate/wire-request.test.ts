import { PROVIDER_IDS } from '../../functions/domain/keys.ts';
import { providers } from '../../functions/providers/all.ts';
import { BUILT_IN_SECRETS } from '../../lib/local/built-in-secrets.ts';
import { wireRequest } from '../../lib/simulate/wire-request.ts';
import { createWorld } from '../../lib/world/create-world.ts';
import { type Corruption, planDeliveries } from '../../lib/world/plan.ts';
import { worldOptions } from '../world/options.ts';

const NOW = new Date('2026-11-21T12:00:00Z');
const world = createWorld(worldOptions({ seed: 3, customers: 40 }));
const plan = planDeliveries(world, { seed: 3, weather: 'chaos' });

const verdictOf = (delivery: (typeof plan)[number]) => {
  const { query, ...request } = wireRequest(delivery, { secrets: BUILT_IN_SECRETS, now: NOW });
  const { verify } = providers[delivery.event.provider].verifier;
  const secret = BUILT_IN_SECRETS[delivery.event.provider];
  return verify({ ...request, query: Object.fromEntries(new URLSearchParams(query)) }, secret ?? {}, NOW);
};

describe.each(PROVIDER_IDS)('requests of %s', (provider) => {
  const deliveries = plan.filter(({ event }) => event.provider === provider);

  it('hold when they are genuine', () => {
    const verdicts = deliveries.filter(({ corrupt }) => corrupt === undefined).map(verdictOf);
    expect(verdicts.length).toBeGreaterThan(10);
    expect(verdicts.filter(({ verified }) => !verified)).toEqual([]);
  });

  it.each<Corruption>(['wrong_secret', 'no_proof'])('do not hold with %s', (corrupt) => {
    expect(deliveries.filter((delivery) => verdictOf({ ...delivery, corrupt }).verified)).toEqual([]);
  });

  it('do not hold as the plan forges them', () => {
    expect(deliveries.filter((delivery) => delivery.corrupt !== undefined && verdictOf(delivery).verified)).toEqual([]);
  });
});
