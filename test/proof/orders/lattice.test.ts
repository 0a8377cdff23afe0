import { PROVIDER_IDS } from '../../../functions/domain/keys.ts';
import { ALL_SETS } from './all-sets.ts';
import { ordersOf } from './count-orders.ts';
import { type EventSet, OFTEN_WRONG } from './event-set.ts';
import { walkLattice } from './lattice.ts';
import { someOrders } from './over-dynamo.ts';
import { completed } from './stated-ledger.ts';

/** Six events take as long as two sets of five; what is not often wrong about them is left to `npm run proof:orders`. */
const isLight = (set: EventSet): boolean => set.steps.length < 6 || set.oftenWrong !== undefined;

let applied = 0;
let walked = 0;
afterAll(() => process.stdout.write(`orders: ${applied} deliveries on the lattices of ${walked} sets of provider events\n`));

describe.each(PROVIDER_IDS)('%s', (provider) => {
  const sets = ALL_SETS.filter((set) => set.provider === provider);

  it.each(sets.filter(isLight).map((set) => [set.name, set] as const))(
    '%s: every order and any repeats end in the stated ledger',
    async (_, set) => {
      const { deliveries, splits, end } = await walkLattice(set);
      applied += deliveries;
      walked += 1;
      expect(splits).toEqual([]);
      expect(end).toEqual(completed(set.ledger));
    },
  );

  it('has at least 12 sets of at most 6 events, each with a name of its own', () => {
    expect(new Set(sets.map(({ name }) => name)).size).toBeGreaterThanOrEqual(12);
    expect(sets.filter(({ steps }) => steps.length > 6)).toEqual([]);
  });
});

it.each(OFTEN_WRONG)('has the history that is often read wrong: %s', (oftenWrong) => {
  expect(ALL_SETS.filter((set) => set.oftenWrong === oftenWrong)).not.toEqual([]);
});

it('takes orders for DynamoDB that are whole, all different, and the same every time', () => {
  for (const set of ALL_SETS) {
    const orders = someOrders(set, 6);
    expect(orders.map((order) => new Set(order).size)).toEqual(Array(6).fill(set.steps.length));
    expect(new Set(orders.map(String)).size).toBe(6);
    expect(someOrders(set, 6)).toEqual(orders);
  }
});

it.each([
  [3, 0, 6],
  [3, 1, 36],
  [6, 2, 191_520],
])('knows how many orders there are of %i events with %i extra deliveries', (size, extra, count) => {
  expect(ordersOf(size, extra)).toBe(count);
});
