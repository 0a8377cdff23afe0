import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import type { Work } from '../../functions/ledger/work.ts';
import { processWork } from '../../functions/process/process-work.ts';
import { HISTORIES } from '../support/histories.ts';
import { createTestProcessor, eventOf, ledgerAfter } from '../support/processor.ts';
import { interleaved, seeded } from '../support/unreliable.ts';

const SEEDS = 60;

/** All deliveries at once, twice each, and then all work that they left at once, with every call in some order of its own. */
const runAtOnce = async (deliveries: ReturnType<typeof eventOf>[], seed: number) => {
  const random = seeded(seed);
  const memory = createMemoryLedger();
  let left: Work[] = [];
  const work = { send: async (item: Work) => void left.push(item) };
  const { deps, processDelivery } = createTestProcessor(interleaved(memory, random), { work, random });
  await Promise.all([...deliveries, ...deliveries].map((delivery) => processDelivery(delivery)));
  while (left.length > 0) {
    const now = left;
    left = [];
    await Promise.all(now.map((item) => processWork(deps, item)));
  }
  return memory;
};

describe.each(Object.entries(HISTORIES))('%s', (_, events) => {
  const deliveries = events.map((event) => eventOf(...event));

  it(`ends in the same ledger when all is processed at once, in ${SEEDS} interleavings`, async () => {
    const expected = (await ledgerAfter(deliveries)).snapshot().state;
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const memory = await runAtOnce(deliveries, seed);
      expect({ seed, state: memory.snapshot().state }).toEqual({ seed, state: expected });
    }
  });
});
