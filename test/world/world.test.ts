import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { PROVIDER_IDS } from '../../functions/domain/keys.ts';
import { compareLedger, differenceText } from '../../lib/world/compare.ts';
import { createWorld } from '../../lib/world/create-world.ts';
import { planDeliveries } from '../../lib/world/plan.ts';
import type { WorldOptions } from '../../lib/world/world.ts';
import { TEST_WITHIN_MS } from '../support/limits.ts';
import { worldOptions } from './options.ts';
import { type Happening, inOrder, play, shuffled } from './play.ts';

/** More of all this: `WORLD_CUSTOMERS=500 WORLD_SEEDS=1,2,3 npx jest test/world/world.test.ts`. */
const CUSTOMERS = Number(process.env['WORLD_CUSTOMERS'] ?? 15);
const SEEDS = (process.env['WORLD_SEEDS'] ?? '31').split(',').map(Number);
const WITHIN_MS = TEST_WITHIN_MS + CUSTOMERS * 10_000;

const hashOf = ({ events, acts, oracle }: ReturnType<typeof createWorld>): string => {
  const hash = createHash('sha256');
  for (const { body, ...event } of events) hash.update(JSON.stringify(event)).update(body);
  return hash.update(JSON.stringify({ acts, oracle })).digest('hex');
};

const HASH_ELSEWHERE = `
  import { createHash } from 'node:crypto';
  const { createWorld } = await import(process.argv[1]);
  const given = JSON.parse(process.argv[2]);
  const { events, acts, oracle } = createWorld({ ...given, begin: new Date(given.begin) });
  const hash = createHash('sha256');
  for (const { body, ...event } of events) hash.update(JSON.stringify(event)).update(body);
  console.log(hash.update(JSON.stringify({ acts, oracle })).digest('hex'));
`;

const inAnotherProcess = (options: WorldOptions): string => {
  const world = new URL('../../lib/world/create-world.ts', `file://${__dirname}/`).href;
  const args = ['--input-type=module', '--eval', HASH_ELSEWHERE, world, JSON.stringify(options)];
  return execFileSync('node', args, { encoding: 'utf8', env: { ...process.env, TZ: 'Asia/Kathmandu', LANG: 'ar_DZ.UTF-8' } }).trim();
};

describe('the same seed', () => {
  const options = worldOptions({ seed: 5, customers: 60 });

  it('gives the same bytes and the same oracle, here and in another process, in another time zone', () => {
    const first = hashOf(createWorld(options));
    expect(hashOf(createWorld(options))).toBe(first);
    expect(inAnotherProcess(options)).toBe(first);
  });

  it('is another world with another seed', () => {
    expect(hashOf(createWorld({ ...options, seed: 6 }))).not.toBe(hashOf(createWorld(options)));
  });

  it('gives people the same lives whatever the others do', () => {
    const bodies = (customers: number) => createWorld({ ...options, customers }).events.map(({ id }) => id);
    const many = new Set(bodies(60));
    expect(bodies(20).filter((id) => !many.has(id))).toEqual([]);
  });
});

describe('a world without a dialect for its provider', () => {
  it('is refused', () => {
    expect(() => createWorld({ ...worldOptions({ seed: 1, customers: 1 }), providers: [] })).toThrow('needs a provider');
  });
});

type Order = (given: {
  readonly all: readonly Happening[];
  readonly world: ReturnType<typeof createWorld>;
  readonly seed: number;
}) => readonly Happening[];

/** As providers deliver it in bad weather; the team speaks first. What is forged never gets in. */
const inChaos: Order = ({ world, seed }) => [
  ...world.acts,
  ...planDeliveries(world, { seed, weather: 'chaos' }).flatMap(({ event, corrupt }) => (corrupt === undefined ? [event] : [])),
];

const ORDERS: Readonly<Record<string, Order>> = {
  'in order': ({ all }) => all,
  backwards: ({ all }) => all.toReversed(),
  shuffled: ({ all, seed }) => shuffled(all, seed),
  'as delivered in chaos': inChaos,
};

const MODES = ['charges', 'invoices'] as const;
const CASES = SEEDS.flatMap((seed) => MODES.flatMap((recordFrom) => Object.keys(ORDERS).map((order) => ({ seed, recordFrom, order }))));

describe('all five providers in one ledger', () => {
  it.each(CASES)(
    'come out as the world says: seed $seed, $recordFrom, $order',
    async ({ seed, recordFrom, order }) => {
      const options = worldOptions({
        seed,
        customers: CUSTOMERS,
        recordFrom,
        testMode: seed % 2 === 0 ? 'ignore' : 'accept',
        providers: PROVIDER_IDS,
      });
      const world = createWorld(options);
      const happenings = ORDERS[order]?.({ all: inOrder(world), world, seed }) ?? [];
      const { told } = await play(happenings, options);
      expect(compareLedger(world.oracle, told, { others: 'differ' }).map(differenceText)).toEqual([]);
      expect(told.transactions.length).toBeGreaterThan(CUSTOMERS);
    },
    WITHIN_MS,
  );
});
