import type { Delivery } from '../../functions/ingest/delivery.ts';
import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import type { Work } from '../../functions/ledger/work.ts';
import { processWork } from '../../functions/process/process-work.ts';
import { HISTORIES } from '../support/histories.ts';
import { createTestProcessor, eventOf, ledgerAfter } from '../support/processor.ts';
import { interleaved, seeded } from '../support/unreliable.ts';

/**
 * All deliveries at once, and the work that they leave begun as soon as it is sent, with every call to the ledger in some order of
 * its own. Each delivery comes once: a second copy would repair what the first one missed.
 */
const runAtOnce = async (deliveries: readonly Delivery[], seed: number) => {
  const random = seeded(seed);
  const memory = createMemoryLedger();
  const running: Promise<unknown>[] = [];
  const work = { send: async (item: Work) => void running.push(Promise.resolve().then(() => processWork(deps, item))) };
  const { deps, processDelivery } = createTestProcessor(interleaved(memory, random), { work, random });
  running.push(...deliveries.map((delivery) => processDelivery(delivery)));
  for (let done = 0; done < running.length; done += 1) await running[done];
  return memory;
};

describe.each(Object.entries(HISTORIES))('%s', (_, events) => {
  const deliveries = events.map((event) => eventOf(...event));

  it.each([
    ['[F 52] once', 60, deliveries],
    ['[F 24] twice', 10, [...deliveries, ...deliveries]],
  ])('ends in the same ledger when all comes %s and at once, in %d interleavings', async (_, seeds, sent) => {
    const expected = (await ledgerAfter(deliveries)).snapshot().state;
    for (let seed = 1; seed <= seeds; seed += 1) {
      const memory = await runAtOnce(sent, seed);
      expect({ seed, state: memory.snapshot().state }).toEqual({ seed, state: expected });
    }
  });
});
