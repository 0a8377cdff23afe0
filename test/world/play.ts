import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { readingSettings, type Settings } from '../../functions/platform/settings.ts';
import { LOCAL_DEFAULTS } from '../../functions/platform/settings-schema.ts';
import { providers } from '../../functions/providers/all.ts';
import type { ToldLedger } from '../../lib/world/compare.ts';
import { createLuck } from '../../lib/world/luck.ts';
import type { TeamAct, WireEvent, World, WorldOptions } from '../../lib/world/world.ts';
import { type Answer, anApi } from '../api/an-api.ts';
import { createTestProcessor } from '../support/processor.ts';

export type Happening = WireEvent | TeamAct;

/** All that happens in a world, in order of time. */
export const inOrder = ({ events, acts }: World): readonly Happening[] => [...events, ...acts].sort((a, b) => a.at - b.at);

/** The same things in another order, by the seed. */
export const shuffled = <T>(things: readonly T[], seed: number): readonly T[] => {
  const luck = createLuck(seed);
  return things
    .map((thing) => ({ thing, place: luck.integer(0, 2_000_000_000) }))
    .sort((a, b) => a.place - b.place)
    .map(({ thing }) => thing);
};

/** The settings under which a world of these options comes out as its oracle says. */
export const settingsFor = ({ recordFrom, testMode, chargifySite }: WorldOptions): Settings => ({
  ...LOCAL_DEFAULTS,
  stripe: { recordFrom },
  chargify: { ...LOCAL_DEFAULTS.chargify, site: chargifySite ?? null },
  testMode,
});

/**
 * Brings everything through the real parsers, processor and API into a ledger, and answers what the API tells of it then, and
 * the outcome of each event. What comes later is received later.
 */
export const play = async (order: readonly Happening[], options: WorldOptions) => {
  const settings = settingsFor(options);
  const { ledger, deps, processDelivery, drain } = createTestProcessor(createMemoryLedger(), { providers, settings });
  const { call, post } = anApi({ ledger, work: deps.work });
  const outcomes = new Map<string, string>();
  for (const [index, happening] of order.entries()) {
    if ('kind' in happening) await act(post, happening);
    else {
      const { provider, body } = happening;
      const receivedAt = new Date(Date.UTC(2031, 0, 1) + index * 1000);
      const outcome = await processDelivery({ provider, receivedAt, headers: {}, settings: readingSettings(settings, provider), body });
      outcomes.set(happening.id, outcome);
    }
    await drain();
  }
  return { ledger, outcomes, told: await tellLedger(call) };
};

const act = async (post: ReturnType<typeof anApi>['post'], { key, partnerKey, providerKeys }: TeamAct): Promise<void> => {
  const said = { key, ...(partnerKey !== null && { partner_key: partnerKey }), provider_keys: providerKeys };
  const { status, json } = await post('/v1/customers', said);
  if (status !== 200 && status !== 201) throw new Error(`The team was refused: ${JSON.stringify(json)}`);
};

type Call = (path: string) => Promise<Pick<Answer, 'json'>>;

/** The ledger as the API tells it. */
export const tellLedger = async (call: Call): Promise<ToldLedger> => {
  const customers = await listOf(call, '/v1/customers');
  const under = async (name: string) =>
    (await Promise.all(customers.map(({ key }) => listOf(call, `/v1/customers/${encodeURIComponent(key)}/${name}`)))).flat();
  return {
    customers,
    transactions: await under('transactions'),
    subscriptions: await under('subscriptions'),
    waiting: (await listOf(call, '/v1/waiting')).map(({ key }) => key),
  };
};

const listOf = async (call: Call, path: string): Promise<readonly Answer['json'][]> => {
  const items: Answer['json'][] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { json } = await call(`${path}?limit=250${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
    items.push(...json.data.items);
    cursor = json.data.has_more ? json.data.next_cursor : null;
  }
  return items;
};
