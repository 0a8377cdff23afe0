import type { Delivery } from '../../../functions/ingest/delivery.ts';
import type { MemoryLedger } from '../../../functions/ledger/memory-ledger.ts';
import { providers } from '../../../functions/providers/all.ts';
import { misplaced, triedTooOften, unkept, unverified } from '../../support/invariants.ts';
import { readingsOf } from '../../support/ledger-fold.ts';
import { plainProvider } from '../../support/plain-provider.ts';
import { createTestProcessor } from '../../support/processor.ts';
import { type Apply, changedByRepeat, otherThanFold, wrongSums } from '../../support/state-invariants.ts';
import { type CrashAt, contentOf, createPlant, type Plant } from './plant.ts';
import type { Scenario } from './scenarios.ts';

export type Proved = {
  /** Calls that leave the process in a calm run: the boundaries. */
  readonly boundaries: number;
  readonly runs: number;
  readonly problems: readonly string[];
};

const plainProviders = { ...providers, stripe: plainProvider };
const NOTHING_QUEUED = { queue: [], deadLetters: [] };

/**
 * One calm run to count the boundaries, then one run for each that stops before it and one that stops after it: each must end as the
 * calm one did, with every invariant held. `atMost` takes so many boundaries alone, spread evenly.
 */
export const proveScenario = async (scenario: Scenario, atMost = Number.POSITIVE_INFINITY): Promise<Proved> => {
  const calm = await play(scenario, undefined);
  const ends = [contentOf(calm.plant.memory)];
  if (scenario.unrepeated === true) ends.push(contentOf((await play({ ...scenario, acts: [] }, undefined)).plant.memory));
  const problems = [...calm.unswept, ...(await problemsOf(scenario, calm.plant))].map((problem) => `calm: ${problem}`);
  const every = Math.max(1, Math.ceil((calm.to - calm.from) / atMost));
  let runs = 0;
  for (let call = calm.from + 1; call <= calm.to; call += every) {
    for (const when of ['before', 'after'] as const) {
      const { plant, unswept, to } = await play(scenario, { call, when });
      const found = [...unswept, ...(await problemsOf(scenario, plant))];
      if (!ends.includes(contentOf(plant.memory))) found.push('the ledger is another one');
      // The process that comes after may do all again, and no more than that.
      if (to - calm.from > 2 * (calm.to - calm.from) + 20) found.push(`I8: ${to - calm.from} calls instead of ${calm.to - calm.from}`);
      problems.push(...found.map((problem) => `${when} call ${call - calm.from}: ${problem}`));
      runs += 1;
    }
  }
  return { boundaries: calm.to - calm.from, runs, problems };
};

const play = async ({ given, acts, unrepeated, team }: Scenario, crashAt: CrashAt | undefined) => {
  const plant = createPlant(crashAt);
  await given?.(plant);
  const from = plant.site.calls();
  for (const act of acts) {
    await plant.perform(act, unrepeated !== true);
    await plant.drain();
  }
  // What events bring is there without the sweeper: whoever tells them again finishes what a crash left.
  const unswept = team === true ? [] : otherThanFold(plant.memory, readingsOf(plainProviders, plant.answered));
  await plant.settle();
  return { plant, unswept, from, to: plant.site.calls() };
};

const problemsOf = async ({ team }: Scenario, { memory, answered, receives }: Plant): Promise<string[]> => {
  const accepted = readingsOf(plainProviders, answered);
  return [
    ...(await unkept(memory, accepted, NOTHING_QUEUED)),
    ...(await misplaced(memory, accepted, NOTHING_QUEUED)),
    ...(team === true ? [] : otherThanFold(memory, accepted)),
    ...(await changedByRepeat(memory, { deliveries: someOf(answered), apply })),
    ...(await wrongSums(memory)),
    ...(await unverified(memory, answered, accepted)),
    ...triedTooOften('a message', { receives: receives() }),
  ];
};

/** Each body once; of many the last ones, which the acts brought. */
const someOf = (deliveries: readonly Delivery[]): readonly Delivery[] =>
  [...new Map(deliveries.map((delivery) => [delivery.body.toString('latin1'), delivery])).values()].slice(-8);

const apply: Apply = async (ledger: MemoryLedger, delivery) => {
  const { processDelivery, drain } = createTestProcessor(ledger);
  await processDelivery(delivery);
  await drain();
};
