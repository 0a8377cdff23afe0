import type { ProviderId } from '../../functions/domain/keys.ts';
import type { Luck } from './luck.ts';
import type { Person } from './person.ts';
import type { Millis, WorldOptions } from './world.ts';

export type Resident = { readonly person: Person; readonly provider: ProviderId };

const DAY_MS = 86_400_000;
const SHARE_OF_TIME_TO_COME = 0.6;

/** The people of the world, dealt out over its providers in turn. */
export const peopleOf = (options: WorldOptions, luck: Luck): readonly Resident[] =>
  Array.from({ length: options.customers }, (_, index) => {
    const provider = options.providers[index % options.providers.length];
    if (provider === undefined) throw new Error('A world needs a provider');
    return { provider, person: personOf(index + 1, options, luck.fork(`${index + 1}`)) };
  });

/** The end of the world's months, which are of thirty days. */
export const endOf = ({ begin, months }: WorldOptions): Millis => begin.getTime() + months * 30 * DAY_MS;

const personOf = (number: number, options: WorldOptions, luck: Luck): Person => {
  const begin = options.begin.getTime();
  const seconds = Math.floor(((endOf(options) - begin) * SHARE_OF_TIME_TO_COME) / 1000);
  return {
    number,
    // The seed is in it: several worlds fit into one ledger.
    customerKey: `customer-${options.seed}-${number}${luck.percent(12) ? '-Zoë' : ''}`,
    partnerKey: luck.percent(70) ? `partner-${luck.integer(1, 9)}` : null,
    knownBy: knownByOf(luck.integer(0, 99)),
    begins: begin + luck.integer(0, seconds) * 1000,
  };
};

const knownByOf = (dice: number): Person['knownBy'] => {
  if (dice < 45) return 'event';
  if (dice < 70) return 'payment';
  return dice < 90 ? 'team_late' : 'never';
};
