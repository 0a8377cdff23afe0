import { type Spread, spreadOf } from '../stats.ts';
import type { Variant } from './variants.ts';

type RoundOptions = { readonly rounds: number; readonly runs: number };

/**
 * CPU microseconds that one run of each variant takes: user and system time of the whole process, the collection of its garbage
 * included. In every round all variants take their turn, each time another one first.
 */
export const cpuOfEach = async (variants: readonly Variant[], { rounds, runs }: RoundOptions): Promise<readonly Spread[]> => {
  const seen = variants.map((): number[] => []);
  for (const variant of variants) await cpuOf(variant, runs);
  for (let round = 0; round < rounds; round += 1)
    for (let turn = 0; turn < variants.length; turn += 1) {
      const index = (round + turn) % variants.length;
      const variant = variants[index];
      if (variant !== undefined) seen[index]?.push(await cpuOf(variant, runs));
    }
  return seen.map(spreadOf);
};

const cpuOf = async ({ run }: Variant, runs: number): Promise<number> => {
  const startedAt = process.cpuUsage();
  for (let left = runs; left > 0; left -= 1) {
    const result = run();
    // Awaiting what is no promise would cost more than a verification.
    if (result instanceof Promise) await result;
  }
  const { user, system } = process.cpuUsage(startedAt);
  return (user + system) / runs;
};
