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
  const stages: (Stage | undefined)[] = [{ ledger: createMemoryLedger(), work: [] }];
  const splits: string[] = [];
  const last = (1 << size) - 1;
  for (let told = 0; told < 1 << size; told += 1) {
    const stage = stages[told];
    if (stage === undefined) throw new Error('A smaller set comes before every larger one');
    for (const [bit, step] of set.steps.entries()) {
      const larger = told | (1 << bit);
      const after = await playStep(set, stage, step, { pace: 'at once', repeat: larger === told });
      const other = stages[larger];
      const stateIn = (one: Stage) => (larger === last ? sweptStateOf(set, one) : stateOf(one));
      if (other !== undefined && (await stateIn(other)) !== (await stateIn(after))) splits.push(`event ${bit + 1} after those of ${told.toString(2)}`);
      stages[larger] ??= after;
    }
  }
  const end = stages.at(-1);
  if (end === undefined) throw new Error('A set has at least one event');
  return { deliveries: size << size, splits, end: await shownOn(end) };
};
