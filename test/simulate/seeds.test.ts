import { createWorld } from '../../lib/world/create-world.ts';
import { MOST_SEEDS } from '../../lib/world/ids.ts';
import { worldOptions } from '../world/options.ts';

/** All that the ledger keeps apart by key, and the invoices by which Recurly's refunds find their payments. */
const keysOf = (seed: number): readonly string[] => {
  const { events, oracle } = createWorld(worldOptions({ seed, customers: 60 }));
  const rows = [...oracle.customers, ...oracle.transactions, ...oracle.subscriptions].map(({ key }) => key);
  const invoices = events.flatMap(({ provider, body }) =>
    provider === 'recurly' ? [...body.toString().matchAll(/<invoice_number[^>]*>(\d+)</g)].map(([, number]) => `invoice ${number}`) : [],
  );
  return [...new Set([...events.map(({ provider, id }) => `${provider} ${id}`), ...rows, ...oracle.waiting, ...invoices])];
};

it.each([5, 1004, 8004, 9004, 100_004, MOST_SEEDS - 1])('worlds of the seeds 4 and %i have no key in common', (seed) => {
  const others = new Set(keysOf(seed));
  expect(keysOf(4).filter((key) => others.has(key))).toEqual([]);
});

it('has whole numbers for ids up to the last seed', () => {
  const { events } = createWorld(worldOptions({ seed: MOST_SEEDS - 1, customers: 60 }));
  const ids = events.filter(({ provider }) => provider === 'chargify').map(({ id }) => Number(id));
  expect(ids.filter((id) => !Number.isSafeInteger(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});
