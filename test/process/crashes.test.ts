import type { Delivery } from '../../functions/ingest/delivery.ts';
import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import type { Work } from '../../functions/ledger/work.ts';
import { processWork } from '../../functions/process/process-work.ts';
import { HISTORIES } from '../support/histories.ts';
import { createTestProcessor, eventOf, ledgerAfter } from '../support/processor.ts';
import { Crash, createCrashSite } from '../support/unreliable.ts';

type Message = { readonly delivery: Delivery } | { readonly work: Work };

/** A queue that gives a message again when its run crashed, as SQS does, in a world that crashes once. */
const runWithCrash = async (
  deliveries: readonly Delivery[],
  crashAt: Parameters<typeof createCrashSite>[0],
  again: 'at once' | 'last' = 'last',
) => {
  const site = createCrashSite(crashAt);
  const memory = createMemoryLedger();
  const queue: Message[] = deliveries.map((delivery) => ({ delivery }));
  const work = site.work({ send: async (left) => void queue.push({ work: left }) });
  const { deps, processDelivery } = createTestProcessor(site.ledger(memory), { work });
  for (let message = queue.shift(); message !== undefined; message = queue.shift()) {
    try {
      if ('delivery' in message) await processDelivery(message.delivery);
      else await processWork(deps, message.work);
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      site.restart();
      if (again === 'at once') queue.unshift(message);
      else queue.push(message);
    }
  }
  return { memory, calls: site.calls() };
};

let runs = 0;
afterAll(() => process.stdout.write(`crashes: ${runs} runs with one crash each\n`));

describe.each(Object.entries(HISTORIES))('%s', (_, events) => {
  const deliveries = events.map((event) => eventOf(...event));

  it('[F 36] ends in the same ledger after a crash before or after any call, and with every outcome told', async () => {
    const expected = (await ledgerAfter(deliveries)).snapshot().state;
    const { calls } = await runWithCrash(deliveries, undefined);
    for (let call = 1; call <= calls; call += 1) {
      for (const when of ['before', 'after'] as const) {
        const { memory } = await runWithCrash(deliveries, { call, when });
        expect(memory.snapshot().state).toEqual(expected);
        for (const { body } of deliveries) {
          const { eventId } = JSON.parse(body.toString('utf8'));
          expect((await memory.readRecord(`stripe:${eventId}`))?.outcome).toMatch(/^(recorded|unchanged)$/);
        }
        runs += 1;
      }
    }
  });
});

it('tells an event as recorded, with the money that it moved, although a crash made it come again', async () => {
  const deliveries = Object.values(HISTORIES)[0]?.map((event) => eventOf(...event)) ?? [];
  const { calls } = await runWithCrash(deliveries, undefined);
  for (let call = 1; call <= calls; call += 1) {
    const { memory } = await runWithCrash(deliveries, { call, when: 'after' }, 'at once');
    const record = await memory.readRecord('stripe:evt_2');
    expect(record?.outcome).toBe('recorded');
    expect(record?.changes).toContainEqual(expect.objectContaining({ key: 'stripe:charge:ch_1' }));
  }
});
