import { encodeDelivery } from '../../functions/ingest/delivery.ts';
import { newJob } from '../../functions/ledger/job.ts';
import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { encodeWork } from '../../functions/ledger/work.ts';
import { processWork } from '../../functions/process/process-work.ts';
import { aPayment } from '../support/ledger-events.ts';
import { createTestProcessor, eventOf, NOW } from '../support/processor.ts';
import { createMemoryQueues } from '../support/queues.ts';

const asked = NOW.getTime();
const charge = (n: number) => encodeDelivery(eventOf(aPayment({ key: `stripe:charge:ch_${n}`, id: `evt_${n}` })));
const dead = (count: number) => Array.from({ length: count }, (_, n) => ({ id: `m-${n}`, body: charge(n), sentAt: asked - 1 }));

const aRedrive = async (memory: ReturnType<typeof createMemoryQueues>, dryRun = false) => {
  const processor = createTestProcessor(createMemoryLedger(), { queues: memory.queues });
  const item = newJob({ id: 'job-1', kind: 'redrive', dryRun, request: {}, createdAt: asked });
  await processor.ledger.write([{ kind: 'job', item }]);
  await processWork(processor.deps, { kind: 'job', id: 'job-1' });
  return { ...processor, job: () => processor.ledger.readJob('job-1') };
};

it('puts every dead letter back on the queue, page by page, and tells how much money', async () => {
  const memory = createMemoryQueues([...dead(25), { id: 'work', body: encodeWork({ kind: 'release_job', id: 'r' }), sentAt: 0 }]);
  const { job, drain } = await aRedrive(memory);
  expect(await job()).toMatchObject({ state: 'running', done: 10 });
  await drain();
  expect(await job()).toMatchObject({ state: 'done', done: 26, total: 26, money: [{ currency: 'USD', minor: 25_000 }] });
  expect(memory.sent).toHaveLength(26);
  expect(memory.sent).toEqual(expect.arrayContaining([charge(0), charge(24)]));
  expect(memory.left()).toEqual([]);
});

it('leaves what failed again since it was asked for', async () => {
  const memory = createMemoryQueues([...dead(1), { id: 'again', body: charge(9), sentAt: asked + 1 }]);
  const { job, drain } = await aRedrive(memory);
  await drain();
  expect(await job()).toMatchObject({ state: 'done', done: 1 });
  expect(memory.left()).toEqual(['again']);
});

it('only counts when it is a dry run', async () => {
  const memory = createMemoryQueues(dead(12));
  const { job } = await aRedrive(memory, true);
  expect(await job()).toMatchObject({ state: 'done', done: 0, total: 12, money: [{ currency: 'USD', minor: 12_000 }] });
  expect(memory.sent).toEqual([]);
  expect((await memory.queues.depths()).deadLetters.visible).toBe(12);
});
