import { newJob } from '../../../functions/ledger/job.ts';
import { createMemoryLedger, type MemoryLedger } from '../../../functions/ledger/memory-ledger.ts';
import type { ProcessDeps } from '../../../functions/process/deps.ts';
import { workOffJob } from '../../../functions/process/jobs/job.ts';
import { createSweep } from '../../../functions/process/sweep.ts';
import { aPayment } from '../../support/ledger-events.ts';
import { createTestProcessor, eventOf, NOW } from '../../support/processor.ts';
import { Crash, createCrashSite } from '../../support/unreliable.ts';

const MINUTE_MS = 60_000;
const EVENTS = 30;

/** A replay of thirty events, written at NOW: one page that counts them and two that replay them. */
const JOB = newJob({
  id: 'job-1',
  kind: 'replay',
  dryRun: false,
  request: { from: null, to: NOW.getTime() + 1, settings: 'then' },
  createdAt: NOW.getTime(),
});

const written = createMemoryLedger();
beforeAll(async () => {
  const { processDelivery } = createTestProcessor(written);
  for (let n = 0; n < EVENTS; n += 1) {
    await processDelivery(eventOf(aPayment({ key: `stripe:charge:ch_${n}`, id: `evt_${n}`, second: n })));
  }
  await written.write([{ kind: 'job', item: JOB }]);
});

const aStage = (over: (ledger: MemoryLedger) => Partial<ProcessDeps> = () => ({})) => {
  const ledger = written.fork();
  const time = { now: NOW.getTime() };
  const processor = createTestProcessor(ledger, { clock: () => new Date(time.now), ...over(ledger) });
  const jobsInQueue = () => processor.queue.filter(({ kind }) => kind === 'job').length;
  /** A run of the sweeper so many minutes after the job was written; how many jobs it sent again. */
  const sweepAt = async (minute: number) => {
    time.now = NOW.getTime() + minute * MINUTE_MS;
    return (await createSweep(processor.deps)()).jobsSentAgain;
  };
  return { ...processor, time, jobsInQueue, sweepAt };
};

it('sends the first message of a job that was written and never sent, once it is old', async () => {
  const { ledger, drain, sweepAt } = aStage();
  expect(await sweepAt(19)).toBe(0);
  expect(await sweepAt(20)).toBe(1);
  await drain();
  expect(await ledger.readJob('job-1')).toMatchObject({ state: 'done', total: EVENTS, done: EVENTS });
});

it('sends a message that nobody takes no more often than that', async () => {
  const { jobsInQueue, sweepAt } = aStage();
  for (let minute = 20; minute < 80; minute += 1) await sweepAt(minute);
  expect(jobsInQueue()).toBe(3);
});

it('lets a job alone that makes progress, and forgets one that is done', async () => {
  const { ledger, deps, time, drain, sweepAt } = aStage();
  time.now += 15 * MINUTE_MS;
  await workOffJob(deps, 'job-1');
  expect(await sweepAt(30)).toBe(0);
  await drain();
  expect(await ledger.openJobs({ limit: 9 })).toMatchObject({ items: [{ id: 'job-1' }] });
  expect(await sweepAt(99)).toBe(0);
  expect(await ledger.openJobs({ limit: 9 })).toEqual({ items: [], nextCursor: null });
});

it('does nothing twice when the message comes after all', async () => {
  const { ledger, deps, drain, sweepAt } = aStage();
  await sweepAt(20);
  await Promise.all([workOffJob(deps, 'job-1'), drain()]);
  await drain();
  expect(await ledger.readJob('job-1')).toMatchObject({ state: 'done', total: EVENTS, done: EVENTS });
});

it('takes up a job that failed and is worked off again from the dead-letter queue', async () => {
  const { ledger, deps, sweepAt, drain, queue } = aStage();
  await ledger.write([{ kind: 'job', item: { ...JOB, version: 1, state: 'failed' } }]);
  expect(await sweepAt(30)).toBe(0);
  await workOffJob(deps, 'job-1');
  queue.length = 0;
  expect(await sweepAt(51)).toBe(1);
  await drain();
  expect(await ledger.readJob('job-1')).toMatchObject({ state: 'done', done: EVENTS });
});

/** Works the job off with one crash; the message of the page in which it happens is lost. Later sweeps are to bring it back. */
const workWithLostMessage = async (crashAt: Parameters<typeof createCrashSite>[0]) => {
  const site = createCrashSite(crashAt);
  const queue: string[] = [];
  const stage = aStage((ledger) => ({
    ledger: site.ledger(ledger),
    work: site.work({ send: async (work) => void (work.kind === 'job' && queue.push(work.id)) }),
  }));
  const work = async () => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) await workOffJob(stage.deps, id);
  };
  const step = (run: () => Promise<unknown>) =>
    run().catch((error: unknown) => {
      if (!(error instanceof Crash)) throw error;
      site.restart();
    });
  for (const minute of [20, 41, 62, 83]) {
    await step(() => stage.sweepAt(minute));
    await step(work);
  }
  return { job: await stage.ledger.readJob('job-1'), state: stage.ledger.snapshot().state, calls: site.calls() };
};

it('brings a job to its end whose message was lost in a crash, at any call', async () => {
  const { calls, state } = await workWithLostMessage(undefined);
  expect(calls).toBeGreaterThan(100);
  // All at the beginning and at the end of the job, and some within the replay of events.
  const tried = Array.from({ length: calls }, (_, call) => call + 1).filter((call) => call < 9 || call > calls - 9 || call % 25 === 0);
  for (const call of tried) {
    for (const when of ['before', 'after'] as const) {
      const ended = await workWithLostMessage({ call, when });
      expect([call, when, ended.job]).toEqual([call, when, expect.objectContaining({ state: 'done', total: EVENTS, done: EVENTS })]);
      expect(ended.state).toEqual(state);
    }
  }
});
