import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { inParallel } from '../../functions/platform/in-parallel.ts';
import { customerSchema, subscriptionSchema, transactionSchema } from '../cli/answers.ts';
import { type ApiClient, apiPath } from '../cli/api-client.ts';
import type { Terminal } from '../cli/terminal.ts';
import { listWaiting } from '../cli/waiting.ts';
import type { ToldLedger } from '../world/compare.ts';
import type { World } from '../world/world.ts';
import { homesOf, providerOf } from './homes.ts';
import { insist } from './insist.ts';
import { createProgress } from './progress.ts';

const TOGETHER = 6;

export type Reading = { readonly api: ApiClient; readonly terminal: Terminal; readonly signal: AbortSignal };

/** All that the ledger tells of a world's customers and events. What else it holds is left out. Throws when the signal is aborted. */
export const readLedger = async ({ api, terminal, signal }: Reading, world: World): Promise<ToldLedger> => {
  const { customers } = world.oracle;
  const progress = createProgress(terminal, { doing: 'comparing', total: customers.length });
  const parts = await inParallel(TOGETHER, customers, async ({ key }) => {
    signal.throwIfAborted();
    const part = await insist(signal, () => readCustomer(api, key));
    progress.step();
    return part;
  }).finally(progress.end);
  const homes = homesOf(world.oracle);
  // Who was simulated before with the same seed may have lived elsewhere as well.
  const isOfWorld = ({ key, customer_key }: { readonly key: string; readonly customer_key: string | null }): boolean => {
    const home = homes.get(customer_key ?? '');
    return home === undefined || home === providerOf(key);
  };
  return {
    customers: parts.flatMap(({ customers }) => customers),
    transactions: parts.flatMap(({ transactions }) => transactions).filter(isOfWorld),
    subscriptions: parts.flatMap(({ subscriptions }) => subscriptions).filter(isOfWorld),
    waiting: await insist(signal, () => readWaiting(api, world)),
  };
};

const readCustomer = async (api: ApiClient, key: string) => {
  const customer = await api.find(apiPath`/v1/customers/${key}`, customerSchema);
  if (customer === undefined) return { customers: [], transactions: [], subscriptions: [] };
  return {
    customers: [customer],
    transactions: await collect(api, apiPath`/v1/customers/${key}/transactions`, transactionSchema),
    subscriptions: await collect(api, apiPath`/v1/customers/${key}/subscriptions`, subscriptionSchema),
  };
};

const collect = async <T>(api: ApiClient, path: string, schema: z.ZodType<T>): Promise<readonly T[]> => {
  const items: T[] = [];
  for await (const item of api.list(path, schema)) items.push(item);
  return items;
};

/** Rows that an event of this world tells of, or that must be there. */
const readWaiting = async (api: ApiClient, { events, oracle }: World): Promise<readonly string[]> => {
  const ours = new Set(events.flatMap(({ provider, id, body }) => [`${provider}:${id}`, `${provider}:sha256-${sha256(body)}`]));
  const expected = new Set(oracle.waiting);
  const rows = await listWaiting(api);
  return rows.filter(({ key, event_keys }) => expected.has(key) || event_keys.some((event) => ours.has(event))).map(({ key }) => key);
};

const sha256 = (body: Buffer): string => createHash('sha256').update(body).digest('hex');
