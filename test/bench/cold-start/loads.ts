import type { Table } from '../section.ts';
import { ratioText, type Spread, spreadOf, spreadText } from '../stats.ts';
import { type Bundle, USUAL } from './build-bundles.ts';
import { runFunction, type Start } from './run-function.ts';

/** The starts of each function, by its name. */
export type Loads = ReadonlyMap<string, readonly Start[]>;

/** What the peer looks at when it is loaded. Ours looks at its environment at the first request. */
const ENVIRONMENTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [USUAL]: {
    QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/0/q',
    STRIPE_SECRET_KEY: 'sk_test_bench',
    STRIPE_WEBHOOK_SECRET: 'whsec_local',
  },
};

/** Loads every function in fresh processes, in turns. */
export const loads = async (bundles: readonly Bundle[], rounds: number): Promise<Loads> => {
  const starts = new Map(bundles.map(({ name }): [string, Start[]] => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const { name, file } of bundles) starts.get(name)?.push(await runFunction(file, ENVIRONMENTS[name] ?? {}));
  return starts;
};

const spread = (starts: Loads, name: string, of: (start: Start) => number): Spread => spreadOf((starts.get(name) ?? []).map(of));
const importOf = (starts: Loads, name: string): Spread => spread(starts, name, ({ importMs }) => importMs);

export const ratioOfLoads = (starts: Loads, ours: string, theirs: string): number =>
  importOf(starts, ours).median / importOf(starts, theirs).median;

/** Size, load and start of each, beside those of the usual handler; the start is less what an empty function takes. */
export const loadsTable = (bundles: readonly Bundle[], starts: Loads, peers: { readonly empty: string; readonly usual: string }) => {
  const emptyMs = spread(starts, peers.empty, ({ readyMs }) => readyMs).median;
  const rows = bundles.map(({ name, bytes }) => [
    name,
    `${(bytes / 1_000).toFixed(1)}`,
    spreadText(importOf(starts, name)),
    ratioText(importOf(starts, name), importOf(starts, peers.usual)),
    spreadText(spread(starts, name, ({ importCpuMs }) => importCpuMs)),
    spreadText(spread(starts, name, ({ readyMs }) => readyMs - emptyMs)),
  ]);
  return {
    caption:
      'Size in KB; time to load it in a fresh process in ms, its ratio to that of the usual handler, and its CPU; from the start of the ' +
      'process until it is ready, by an outer clock, less the median of an empty function. No function calls anybody here.',
    head: ['function', 'KB', 'load, ms', 'ratio', 'load, CPU ms', 'start, ms'],
    rows,
  } satisfies Table & { caption: string };
};
