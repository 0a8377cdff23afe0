import { createMemoryLedger } from '../../../functions/ledger/memory-ledger.ts';
import type { EventSet } from './event-set.ts';
import { playStep, type Stage, shownOn, stateOf, sweptStateOf } from './stage.ts';
import type { StatedLedger } from './stated-ledger.ts';

export type Lattice = { readonly deliveries: number; readonly splits: readonly string[]; readonly end: StatedLedger };

/**
 * Each event of a set applied to one ledger of each smaller set. When it always leads to the one state of the larger set, every order
 * and any number of repeats does, as long as what an event does depends on the state alone.
 */
export const walkLattice = async (set: EventSet): Promise<Lattice> => {
  const size = set.steps.length;
  const whole = (1 << size) - 1;
  const first: Stage = { ledger: createMemoryLedger(), work: [] };
  const known: (Known | undefined)[] = [{ stage: first, state: stateOf(first) }];
  const splits: string[] = [];
  for (let told = 0; told <= whole; told += 1) {
    const stage = known[told]?.stage;
    if (stage === undefined) throw new Error('A smaller set comes before every larger one');
    for (const [bit, step] of set.steps.entries()) {
      const larger = told | (1 << bit);
      const after = await playStep(set, stage, step, { pace: 'at once', repeat: larger === told });
      const state = larger === whole ? await sweptStateOf(set, after) : stateOf(after);
      known[larger] ??= { stage: after, state };
      if (known[larger].state !== state) splits.push(`event ${bit + 1} after those of ${told.toString(2)}`);
    }
  }
  const end = known[whole];
  if (end === undefined) throw new Error('A set has at least one event');
  return { deliveries: size << size, splits, end: await shownOn(end.stage) };
};

type Known = { readonly stage: Stage; readonly state: string };
