import { setTimeout as sleep } from 'node:timers/promises';
import type { ProviderId } from '../../functions/domain/keys.ts';
import { compareLedger, type Difference, differenceText, type ToldLedger } from '../world/compare.ts';
import type { World } from '../world/world.ts';
import { drained } from './drain.ts';
import { homesOf, providerOf } from './homes.ts';
import type { Problem } from './options.ts';
import { type Reading, readLedger } from './read-ledger.ts';

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

/**
 * Waits until all is worked off, and compares the ledger with the one that must result. Undefined when the signal is aborted before:
 * half of a ledger proves nothing.
 */
export const check = async (reading: Reading, world: World): Promise<Checked | undefined> => {
  try {
    return await compared(reading, world);
  } catch (error) {
    if (reading.signal.aborted) return undefined;
    throw error;
  }
};

const compared = async (reading: Reading, world: World): Promise<Checked> => {
  const { api, terminal, signal } = reading;
  const isDrained = await drained(api, terminal, signal);
  let told = await readLedger(reading, world);
  let differences = differencesIn(world, told);
  for (let look = 1; look < LOOKS && differences.length > 0; look += 1) {
    await sleep(BETWEEN_LOOKS_MS, undefined, { signal });
    told = await readLedger(reading, world);
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
