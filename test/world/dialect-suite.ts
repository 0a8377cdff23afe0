import type { ProviderId } from '../../functions/domain/keys.ts';
import { compareLedger } from '../../lib/world/compare.ts';
import { createWorld } from '../../lib/world/create-world.ts';
import type { WorldOptions } from '../../lib/world/world.ts';
import { inOrder, play, shuffled } from './play.ts';

/** What must happen to somebody in a world of a few hundred people, so that no story is told to nobody. */
type Expectations = {
  readonly options?: Partial<WorldOptions>;
  /** How many people are brought through the product, where each has many events. */
  readonly few?: number;
  readonly eventTypes: readonly string[];
  readonly ignoredTypes: readonly string[];
  readonly statuses: readonly string[];
  readonly subscriptionStatuses: readonly string[];
};

const SEEDS = [1, 2];
/** Enough for every story, and fast: nothing is processed. */
const MANY = 400;
const FEW = 10;

/** The one suite of every dialect: its events, brought through the real product in any order, make the ledger that its books say. */
export const describeDialect = (provider: ProviderId, wanted: Expectations): void => {
  const worldOf = (seed: number, customers: number) => {
    const options: WorldOptions = {
      seed,
      customers,
      providers: [provider],
      recordFrom: 'charges',
      testMode: seed % 2 === 1 ? 'ignore' : 'accept',
      begin: new Date('2026-01-31T10:00:00Z'),
      months: 6,
      ...wanted.options,
    };
    return { options, world: createWorld(options) };
  };

  describe(`people at ${provider}`, () => {
    it.each(SEEDS)('make the ledger of their books, in order, backwards and in any order (seed %i)', async (seed) => {
      const { options, world } = worldOf(seed, wanted.few ?? FEW);
      const all = inOrder(world);
      for (const order of [all, all.toReversed(), shuffled(all, seed)]) {
        const { told, outcomes } = await play(order, options);
        expect(compareLedger(world.oracle, told, { others: 'differ' })).toEqual([]);
        const ignored = world.events.filter(({ means }) => means === 'ignored').map(({ id }) => id);
        expect(
          [...outcomes]
            .filter(([, outcome]) => outcome === 'ignored')
            .map(([id]) => id)
            .sort(),
        ).toEqual([...ignored].sort());
        expect([...outcomes.values()]).not.toContain('unreadable');
      }
    });

    it('send the same bytes for the same seed, and others for another', () => {
      const textOf = (seed: number) => JSON.stringify(worldOf(seed, FEW).world);
      const [first, again, other] = [5, 5, 6].map(textOf);
      expect(first === again).toBe(true);
      expect(first === other).toBe(false);
    });

    it('never send one id, or one body, for two events', () => {
      const { events } = worldOf(7, MANY).world;
      expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
      expect(new Set(events.map(({ body }) => body.toString())).size).toBe(events.length);
    });

    it('live all that a life may hold', () => {
      const { events, oracle } = worldOf(9, MANY).world;
      const typesOf = (means: string) => new Set(events.filter((event) => event.means === means).map(({ type }) => type));
      expect([...typesOf('something')].sort()).toEqual([...wanted.eventTypes].sort());
      expect([...typesOf('ignored')].sort()).toEqual([...wanted.ignoredTypes].sort());
      expect(new Set(oracle.transactions.map(({ status }) => status))).toEqual(new Set(wanted.statuses));
      expect(new Set(oracle.subscriptions.map(({ status }) => status))).toEqual(new Set(wanted.subscriptionStatuses));
      expect(oracle.waiting.length).toBeGreaterThan(0);
    });
  });
};
