import { PROVIDER_IDS } from '../../functions/domain/keys.ts';
import type { WorldOptions } from '../../lib/world/world.ts';

export const PROVIDERS_OF_WORLD = PROVIDER_IDS;

/** A world of all providers, half a year long. */
export const worldOptions = (given: Pick<WorldOptions, 'seed' | 'customers'> & Partial<WorldOptions>): WorldOptions => ({
  providers: PROVIDERS_OF_WORLD,
  recordFrom: 'charges',
  testMode: 'ignore',
  begin: new Date('2026-01-01T00:00:00Z'),
  months: 6,
  ...given,
});
