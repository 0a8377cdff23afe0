import { setTimeout as sleep } from 'node:timers/promises';
import type { ProviderId } from '../../functions/domain/keys.ts';
import type { ApiClient } from '../cli/api-client.ts';
import type { Terminal } from '../cli/terminal.ts';
import { compareLedger, type Difference, differenceText, type ToldLedger } from '../world/compare.ts';
import type { World } from '../world/world.ts';
import { drained } from './drain.ts';
import { homesOf, providerOf } from './homes.ts';
import type { Problem } from './options.ts';
import { readLedger } from './read-ledger.ts';

/** What the ledger holds of a world, by provider, and what of it is not as it must be. */
export type Checked = {
  /** Payments and subscriptions under a customer. */
  readonly recorded: (provider: ProviderId) => number;
  readonly waiting: (provider: ProviderId) => number;
  readonly problems: readonly Problem[];
};

/** A list may lag a moment behind what was written. */
const LOOKS = 3;
const BETWEEN_LOOKS_MS = 2_000;

/** Waits until all is worked off, and compares the ledger with the one that must result. */
export const check = async (api: ApiClient, terminal: Terminal, world: World, signal: AbortSignal): Promise<Checked> => {
  const isDrained = await drained(api, terminal, signal);
  let told = await readLedger(api, world, signal);
  let differences = differencesIn(world, told);
  for (let look = 1; look < LOOKS && differences.length > 0 && !signal.aborted; look += 1) {
    await sleep(BETWEEN_LOOKS_MS, undefined, { signal }).catch(() => {});
    told = await readLedger(api, world, signal);
    differences = differencesIn(world, told);
  }
  const { transactions, subscriptions, waiting } = told;
  const rows = [...transactions, ...subscriptions];
  return {
    recorded: (provider) => rows.filter(({ key }) => providerOf(key) === provider).length,
    waiting: (provider) => waiting.filter((key) => providerOf(key) === provider).length,
    problems: [...(isDrained ? [] : [NOT_DRAINED]), ...problemsOf(world, differences)],
  };
};

const NOT_DRAINED: Problem = { of: 'team', sentence: 'the queue did not become empty' };

const differencesIn = ({ oracle }: World, told: ToldLedger): readonly Difference[] => compareLedger(oracle, told, { others: 'differ' });

const problemsOf = ({ oracle }: World, differences: readonly Difference[]): readonly Problem[] => {
  const homes = homesOf(oracle);
  return differences.map((difference) => ({
    of: providerOf(difference.key) ?? homes.get(difference.key) ?? 'team',
    sentence: differenceText(difference),
  }));
};
