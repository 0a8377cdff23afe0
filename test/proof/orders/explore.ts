import { createHash } from 'node:crypto';
import { createMemoryLedger } from '../../../functions/ledger/memory-ledger.ts';
import type { EventSet } from './event-set.ts';
import { contentOf, finish, type Pace, playStep, type Stage, shownOn, stateOf, sweptStateOf, unsweptOf } from './stage.ts';
import type { StatedLedger } from './stated-ledger.ts';

/** One stage: which events were told (as bits), and which stage each event of the set leads to. */
export type Node = { readonly told: number; readonly next: number[] };

/** Everything that happens when the events of a set come in any order and any number of times. */
export type Explored = {
  readonly nodes: readonly Node[];
  readonly deliveries: number;
  /** Repeats after which a byte of the store was another; the state is compared all the same. */
  readonly repeatsThatWrote: number;
  /** Events that, told in two orders, ended in two states. */
  readonly splits: readonly string[];
  /** The ledgers in which the whole set ended: one, unless there is a split. */
  readonly ends: readonly StatedLedger[];
};

const MOST_NODES = 20_000;

/**
 * Walks every order to its end without walking each alone: orders that lead to one stage, the same in every byte that is stored and
 * in all work that is left, go on from there together. From each stage every event is played, those too that were played before.
 */
export const explore = async (set: EventSet, { pace, repeats }: { readonly pace: Pace; readonly repeats: boolean }): Promise<Explored> => {
  const first: Stage = { ledger: createMemoryLedger(), work: [] };
  const nodes: Node[] = [{ told: 0, next: [] }];
  const stages: Stage[] = [first];
  const known = new Map([[hashOf(contentOf(first)), 0]]);
  let deliveries = 0;
  let repeatsThatWrote = 0;
  for (const [index, node] of nodes.entries()) {
    const stage = stages[index];
    if (stage === undefined || nodes.length > MOST_NODES) throw new Error(`${set.name} has no end`);
    for (const [bit, step] of set.steps.entries()) {
      const repeat = (node.told & (1 << bit)) !== 0;
      if (repeat && !repeats) continue;
      const after = await playStep(set, stage, step, { pace, repeat });
      deliveries += 1;
      const hash = hashOf(contentOf(after));
      const next = known.get(hash) ?? nodes.length;
      node.next[bit] = next;
      if (repeat && next !== index) repeatsThatWrote += 1;
      if (next < nodes.length) continue;
      known.set(hash, next);
      nodes.push({ told: node.told | (1 << bit), next: [] });
      stages.push(after);
    }
  }
  return { nodes, deliveries, repeatsThatWrote, ...(await judge(set, nodes, stages)) };
};

/** Looks for events that ended in two states, and reads the ledgers of the whole set. */
const judge = async (set: EventSet, nodes: readonly Node[], stages: readonly Stage[]): Promise<Pick<Explored, 'splits' | 'ends'>> => {
  const states = new Map<number, string>();
  const ends = new Map<string, Stage>();
  const splits = new Set<string>();
  for (const [index, { told }] of nodes.entries()) {
    const stage = stages[index];
    const isWhole = told === wholeOf(set);
    // With work left to do, only the end is one.
    if (stage === undefined || (stage.work.length > 0 && !isWhole)) continue;
    const settled = stage.work.length > 0 ? await finish(set, stage) : stage;
    const state = stateOf(settled);
    if ((states.get(told) ?? state) !== state) splits.add(namesOf(set, told));
    states.set(told, state);
    if (isWhole) ends.set(unsweptOf(settled), settled);
  }
  const swept = new Map<string, Stage>();
  for (const end of ends.values()) swept.set(await sweptStateOf(set, end), end);
  if (swept.size > 1) splits.add(`${namesOf(set, wholeOf(set))} and the sweeper`);
  return { splits: [...splits], ends: await Promise.all([...swept.values()].map(shownOn)) };
};

export const wholeOf = ({ steps }: EventSet): number => (1 << steps.length) - 1;

/** The numbers of the events that were told. */
const namesOf = ({ steps }: EventSet, told: number): string =>
  `events ${steps.flatMap((_, bit) => ((told & (1 << bit)) === 0 ? [] : [bit + 1])).join(', ')}`;

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64');
