import { customerKey } from '../../../functions/domain/keys.ts';
import { type Job, newJob } from '../../../functions/ledger/job.ts';
import { createMemoryLedger, type MemoryLedger } from '../../../functions/ledger/memory-ledger.ts';
import type { ProcessDeps } from '../../../functions/process/deps.ts';
import { workOffJob } from '../../../functions/process/jobs/job.ts';
import { replayEvent } from '../../../functions/process/replay/replay-event.ts';
import { aCustomer, aPayment, aRefund } from '../../support/ledger-events.ts';
import { brokenProvider, mendedProvider, processorWith } from '../../support/mended-provider.ts';
import { plainProvider } from '../../support/plain-provider.ts';
import { aDelivery, eventOf, ledgerAfter, NOW } from '../../support/processor.ts';
import { Crash, createCrashSite } from '../../support/unreliable.ts';

const acme = customerKey('acme');
const PAYMENTS = 60;

const payment = (n: number) => eventOf(aPayment({ key: `stripe:charge:ch_${n}`, id: `evt_${n}`, second: n, paidAt: NOW.getTime() + n }));
const refund = (n: number) =>
  eventOf(aRefund({ target: { transaction: `stripe:charge:ch_${n}` }, refundId: `re_${n}`, minor: 300, second: 100 + n }));
/** Sixty payments of ten dollars, every tenth with three dollars refunded. */
const HISTORY = [
  eventOf(aCustomer()),
  ...Array.from({ length: PAYMENTS }, (_, n) => (n % 10 === 0 ? [payment(n), refund(n)] : [payment(n)])).flat(),
];

const written = async (provider = brokenProvider): Promise<MemoryLedger> => {
  const ledger = createMemoryLedger();
  const { processDelivery } = processorWith(provider, ledger);
  for (const delivery of HISTORY) await processDelivery(delivery);
  return ledger;
};

const REQUEST = { from: null, to: NOW.getTime() + 1, settings: 'then' };

/** Starts a replay and works it off to its end. */
const replay = async (ledger: MemoryLedger, request: object = {}, over: Partial<Job> = {}): Promise<Job | undefined> => {
  const job = newJob({ id: 'job-1', kind: 'replay', dryRun: false, request: { ...REQUEST, ...request }, createdAt: 0 });
  await ledger.write([{ kind: 'job', item: { ...job, ...over } }]);
  const { deps, drain } = processorWith(mendedProvider, ledger);
  await workOffJob(deps, 'job-1');
  await drain();
  return ledger.readJob('job-1');
};

const netOf = async (ledger: MemoryLedger): Promise<number> => {
  const { items } = await ledger.listTransactions(acme, { limit: 250 });
  return items.reduce((sum, { view }) => sum + view.netAmount, 0);
};

describe('a replay by filter, after a parser was mended that read amounts a hundred times too large', () => {
  it('ends with the ledger that a right parser would have written', async () => {
    const ledger = await written();
    expect(await netOf(ledger)).toBe(5_820_000);
    expect(await replay(ledger)).toMatchObject({ state: 'done', total: 67, done: 67, notes: [], cursor: null });
    expect(await netOf(ledger)).toBe(58_200);
    expect(ledger.snapshot().state).toEqual((await ledgerAfter(HISTORY)).snapshot().state);
    expect(await ledger.readRecord('stripe:evt_0')).toMatchObject({ adapterVersion: 2 });
  });

  it('says which rows it could not rebuild, and why, and rebuilds all others', async () => {
    const ledger = await written();
    const record = await ledger.readRecord('stripe:evt_10');
    if (record !== undefined) await ledger.writeRecord({ ...record, erased: true }, null);
    const many = Array.from({ length: 100 }, (_, n) =>
      aRefund({ target: { transaction: 'stripe:charge:ch_1' }, refundId: `r${n}`, minor: 1, id: `m${n}` }),
    );
    const { processDelivery } = processorWith(brokenProvider, ledger);
    for (const event of many) await processDelivery(eventOf(event));
    const job = await replay(ledger);
    expect(job).toMatchObject({ state: 'done', total: 167, done: 167 });
    expect(job?.notes).toEqual(
      expect.arrayContaining([
        { key: 'stripe:charge:ch_1', reason: 'Not rebuilt: more than 99 events name it' },
        { key: 'stripe:charge:ch_10', reason: 'Not rebuilt: the body of stripe:evt_10 was erased with its customer' },
        { key: 'stripe:evt_10', reason: 'Not replayed: the body of stripe:evt_10 was erased with its customer' },
      ]),
    );
    expect(job?.notes).toHaveLength(3);
    expect((await ledger.readTransaction('stripe:charge:ch_1'))?.facts.payments['USD']?.captured).toBe(100_000);
    expect((await ledger.readTransaction('stripe:charge:ch_2'))?.facts.payments['USD']?.captured).toBe(1_000);
  });

  it('goes on where it stopped after a crash before or after any call', async () => {
    const expected = (await ledgerAfter(HISTORY)).snapshot().state;
    const { calls } = await replayWithCrash(undefined);
    // Every call would take minutes; a prime walks through all kinds of them.
    for (let call = 1; call <= calls; call += 193) {
      for (const when of ['before', 'after'] as const) {
        const { ledger } = await replayWithCrash({ call, when });
        expect(await ledger.readJob('job-1')).toMatchObject({ state: 'done', notes: [] });
        expect(ledger.snapshot().state).toEqual(expected);
      }
    }
  });

  it('counts nothing twice when two copies of its message run at once', async () => {
    const ledger = await written();
    const { deps, drain } = processorWith(mendedProvider, ledger);
    await ledger.write([{ kind: 'job', item: newJob({ id: 'job-1', kind: 'replay', dryRun: false, request: REQUEST, createdAt: 0 }) }]);
    await Promise.all([workOffJob(deps, 'job-1'), workOffJob(deps, 'job-1')]);
    await drain();
    expect(await ledger.readJob('job-1')).toMatchObject({ state: 'done', total: 67, done: 67 });
  });
});

const replayWithCrash = async (crashAt: Parameters<typeof createCrashSite>[0]) => {
  const ledger = await written();
  await ledger.write([{ kind: 'job', item: newJob({ id: 'job-1', kind: 'replay', dryRun: false, request: REQUEST, createdAt: 0 }) }]);
  const site = createCrashSite(crashAt);
  const queue = ['job-1'];
  const work: ProcessDeps['work'] = site.work({ send: async (left) => void (left.kind === 'job' && queue.push(left.id)) });
  const { deps } = processorWith(mendedProvider, ledger, { ledger: site.ledger(ledger), work });
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    try {
      await workOffJob(deps, id);
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      site.restart();
      queue.push(id);
    }
  }
  return { ledger, calls: site.calls() };
};

describe('the filter', () => {
  it.each<[string, object, number, number]>([
    ['a provider', { provider: 'stripe' }, 67, 58_200],
    ['another provider', { provider: 'recurly' }, 0, 0],
    ['a type', { type: 'plain' }, 67, 58_200],
    ['a type that there is not', { type: 'charge.succeeded' }, 0, 0],
    ['what is recorded', { outcome: 'recorded' }, 67, 58_200],
    ['what waits', { outcome: 'waiting' }, 0, 0],
    ['what could not be read', { outcome: 'unreadable' }, 0, 0],
    ['a time before all', { to: NOW.getTime() }, 0, 0],
    ['a time after all', { from: NOW.getTime() + 1, to: NOW.getTime() + 9 }, 0, 0],
  ])('by %s counts in a dry run, and changes nothing', async (_, request, total, minor) => {
    const ledger = await written(plainProvider);
    const before = ledger.snapshot();
    const job = await replay(ledger, request, { dryRun: true });
    expect(job).toMatchObject({ state: 'done', total, done: total, money: minor === 0 ? [] : [{ currency: 'USD', minor }] });
    expect(ledger.snapshot().state).toEqual(before.state);
  });

  it('counts each payment once, whether it waits or not, and what was never read as it would be read', async () => {
    const ledger = createMemoryLedger();
    const { processDelivery } = processorWith(plainProvider, ledger);
    await processDelivery(eventOf(aPayment()));
    await processDelivery(eventOf(aRefund({ minor: 300, second: 10 })));
    expect(await replay(ledger, { outcome: 'waiting' }, { dryRun: true })).toMatchObject({
      total: 2,
      money: [{ currency: 'USD', minor: 700 }],
    });
    const blind = { ...plainProvider, parse: () => JSON.parse('no') };
    await processorWith(blind, ledger).processDelivery(payment(7));
    expect(
      await replay(
        ledger,
        { outcome: 'unreadable' },
        { dryRun: true, id: 'job-1', version: (await ledger.readJob('job-1'))?.version ?? 0 },
      ),
    ).toMatchObject({
      total: 1,
      money: [{ currency: 'USD', minor: 1000 }],
    });
  });
});

describe('a job that cannot go on', () => {
  it.each<[string, Partial<Job>]>([
    ['a request of another version', { request: {} }],
    ['a cursor of another version', { cursor: '{}' }],
    ['nobody who works it off', { kind: 'other' as Job['kind'], request: {} }],
  ])('for %s is failed, and says so', async (_, over) => {
    const job = await replay(await written(plainProvider), {}, over);
    expect(job).toMatchObject({ state: 'failed', notes: [{ key: 'job-1' }] });
  });

  it('is not begun again once it is over', async () => {
    const ledger = await written(plainProvider);
    const job = await replay(ledger, {}, { state: 'done', done: 3 });
    expect(job).toMatchObject({ state: 'done', done: 3, version: 1 });
  });

  it('goes on past an event that fails, and names it', async () => {
    const ledger = await written(brokenProvider);
    const failing = {
      ...ledger,
      readBodies: async (record: Parameters<typeof ledger.readBodies>[0]) =>
        record.key === 'stripe:evt_5' ? Promise.reject(new TypeError('x')) : ledger.readBodies(record),
    };
    const job = newJob({ id: 'job-1', kind: 'replay', dryRun: false, request: REQUEST, createdAt: 0 });
    await ledger.write([{ kind: 'job', item: job }]);
    const { deps, drain } = processorWith(mendedProvider, ledger, { ledger: failing });
    await workOffJob(deps, 'job-1');
    await drain();
    expect(await ledger.readJob('job-1')).toMatchObject({
      state: 'done',
      done: 67,
      notes: [{ key: 'stripe:evt_5', reason: 'Not replayed: it failed with TypeError' }],
    });
  });
});

it('reads what Recurly numbers in a header under the id that it had', async () => {
  const ledger = createMemoryLedger();
  const byHeader = {
    ...plainProvider,
    parse: ({ headers }: { readonly headers: Readonly<Record<string, string | undefined>> }) => {
      const eventId = headers['recurly-notification-id'] ?? 'none';
      return { eventId, type: 'plain', occurredAt: null, ledgerEvents: [aPayment({ id: eventId })] };
    },
  };
  const delivery = aDelivery(Buffer.from('<xml/>'), { provider: 'recurly', headers: { 'recurly-notification-id': 'n_1' } });
  await processorWith(byHeader, ledger).processDelivery(delivery);
  const { deps } = processorWith({ ...byHeader, adapterVersion: 2 }, ledger);
  expect(await replayEvent(deps, 'recurly:n_1', 'then')).toEqual([]);
  expect(await ledger.readRecord('recurly:n_1')).toMatchObject({ adapterVersion: 2 });
  expect(await ledger.readRecord('recurly:none')).toBeUndefined();
});
