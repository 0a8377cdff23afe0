import { PROVIDER_IDS } from '../../../functions/domain/keys.ts';
import { ALL_SETS } from './all-sets.ts';
import { OFTEN_WRONG } from './event-set.ts';
import { walkLattice } from './lattice.ts';
import { completed } from './stated-ledger.ts';

let applied = 0;
afterAll(() => process.stdout.write(`orders: ${applied} deliveries on the lattices of ${ALL_SETS.length} sets of provider events\n`));

describe.each(PROVIDER_IDS)('%s', (provider) => {
  const sets = ALL_SETS.filter((set) => set.provider === provider);

  it.each(sets.map((set) => [set.name, set] as const))('%s: every order and any repeats end in the stated ledger', async (_, set) => {
    const { deliveries, splits, end } = await walkLattice(set);
    applied += deliveries;
    expect(splits).toEqual([]);
    expect(end).toEqual(completed(set.ledger));
  });

  it('has at least 12 sets of at most 6 events, each with a name of its own', () => {
    expect(new Set(sets.map(({ name }) => name)).size).toBeGreaterThanOrEqual(12);
    expect(sets.filter(({ steps }) => steps.length > 6)).toEqual([]);
  });
});

it.each(OFTEN_WRONG)('has the history that is often read wrong: %s', (oftenWrong) => {
  expect(ALL_SETS.filter((set) => set.oftenWrong === oftenWrong)).not.toEqual([]);
});
