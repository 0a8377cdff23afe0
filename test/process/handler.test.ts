import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { encodeDelivery } from '../../functions/ingest/delivery.ts';
import { newJob } from '../../functions/ledger/job.ts';
import { ConflictError, type Ledger } from '../../functions/ledger/ledger.ts';
import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { encodeWork } from '../../functions/ledger/work.ts';
import { createProcessorHandler, MAX_RECEIVES } from '../../functions/process/handler.ts';
import { aCustomer, aPayment, aRefund } from '../support/ledger-events.ts';
import { eventually } from '../support/local-process.ts';
import { plainBody } from '../support/plain-provider.ts';
import { aDelivery, createTestProcessor, eventOf } from '../support/processor.ts';
import { interleaved, seeded } from '../support/unreliable.ts';

const AMPLE = { getRemainingTimeInMillis: () => 30_000 };

const record = (messageId: string, body: string, receives = 1): SQSRecord => ({
  messageId,
  body,
  receiptHandle: '',
  attributes: { ApproximateReceiveCount: String(receives), SentTimestamp: '0', SenderId: '', ApproximateFirstReceiveTimestamp: '0' },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: '',
  awsRegion: '',
});

const batch = (...Records: readonly SQSRecord[]): SQSEvent => ({ Records: [...Records] });
const charge = (id: string) =>
  encodeDelivery(aDelivery(plainBody(`evt_${id}`, [aPayment({ key: `stripe:charge:${id}`, id: `evt_${id}` })])));
const failures = (ids: readonly string[]) => ({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) });

const createHandler = (over: Partial<Ledger> = {}) => {
  const memory = createMemoryLedger();
  const { deps, queue } = createTestProcessor({ ...memory, ...over });
  return { memory, queue, handler: createProcessorHandler(deps) };
};

describe('the processor', () => {
  it('records a whole batch', async () => {
    const { memory, handler } = createHandler();
    expect(await handler(batch(...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => record(id, charge(id)))), AMPLE)).toEqual(failures([]));
    expect(await memory.readTransaction('stripe:charge:g')).toBeDefined();
  });

  it('[F 30] reports the one message that fails, and records its neighbours', async () => {
    const { memory, handler } = createHandler();
    const messages = [record('a', charge('a')), record('poison', '{"v":99,"kind":"delivery"}'), record('b', charge('b'))];
    expect(await handler(batch(...messages), AMPLE)).toEqual(failures(['poison']));
    expect(await memory.readTransaction('stripe:charge:b')).toBeDefined();
  });

  it('[F 31] reports every message of a batch that fails whole, and does not throw', async () => {
    const { handler } = createHandler({ readRecord: () => Promise.reject(new Error('down')) });
    expect(await handler(batch(record('a', charge('a')), record('b', charge('b'))), AMPLE)).toEqual(failures(['a', 'b']));
  });

  it('[F 34] processes a message once that stands twice in a batch', async () => {
    const memory = createMemoryLedger();
    const readRecord = jest.fn(memory.readRecord);
    const { handler } = createHandler({ ...memory, readRecord });
    const message = record('a', charge('a'));
    expect(await handler(batch(message, message), AMPLE)).toEqual(failures([]));
    expect(readRecord).toHaveBeenCalledTimes(1);
  });

  it('[F 35] begins nothing when less than a second and a half is left', async () => {
    const { memory, handler } = createHandler();
    expect(await handler(batch(record('a', charge('a'))), { getRemainingTimeInMillis: () => 1_400 })).toEqual(failures(['a']));
    expect(await memory.readTransaction('stripe:charge:a')).toBeUndefined();
  });

  it('records a body that cannot be read, and is done with the message', async () => {
    const { memory, handler } = createHandler();
    expect(await handler(batch(record('a', encodeDelivery(aDelivery(Buffer.from('not json'))))), AMPLE)).toEqual(failures([]));
    const unreadable = (await memory.listUnreadable({ limit: 10 })).items;
    expect(unreadable).toHaveLength(1);
    expect(unreadable[0]).toMatchObject({ outcome: 'unreadable', expiresAt: null });
  });

  it('records a delivery as unreadable on its last receive, keeps its body, and processes it like a first one after a redrive', async () => {
    let down = true;
    const memory = createMemoryLedger();
    const { handler } = createHandler({
      ...memory,
      readTransaction: (key) => (down ? Promise.reject(new Error('down')) : memory.readTransaction(key)),
    });
    expect(await handler(batch(record('a', charge('a'), MAX_RECEIVES - 1)), AMPLE)).toEqual(failures(['a']));
    expect(await memory.readRecord('stripe:evt_a')).toBeUndefined();
    expect(await handler(batch(record('a', charge('a'), MAX_RECEIVES)), AMPLE)).toEqual(failures(['a']));
    const kept = await memory.readRecord('stripe:evt_a');
    expect(kept).toMatchObject({ outcome: 'unreadable', reason: 'Processing failed 5 times, last with Error' });
    down = false;
    expect(await handler(batch(record('a', charge('a'))), AMPLE)).toEqual(failures([]));
    expect(await memory.readRecord('stripe:evt_a')).toMatchObject({ outcome: 'recorded', reason: null });
    expect((await memory.listUnreadable({ limit: 10 })).items).toEqual([]);
  });

  it('fails a job with the last receive of its message, and goes on with it when the message comes back', async () => {
    let down = true;
    const memory = createMemoryLedger();
    const request = { from: null, to: 1, settings: 'then' };
    await memory.write([{ kind: 'job', item: newJob({ id: 'job-1', kind: 'replay', dryRun: false, request, createdAt: 0 }) }]);
    const { handler } = createHandler({
      ...memory,
      scanRecords: (...asked) => (down ? Promise.reject(new Error('down')) : memory.scanRecords(...asked)),
    });
    const message = encodeWork({ kind: 'job', id: 'job-1' });
    expect(await handler(batch(record('a', message)), AMPLE)).toEqual(failures(['a']));
    expect(await memory.readJob('job-1')).toMatchObject({ state: 'queued', version: 1 });
    expect(await handler(batch(record('a', message, MAX_RECEIVES)), AMPLE)).toEqual(failures(['a']));
    const notes = [{ key: 'job-1', reason: 'Processing failed 5 times, last with Error' }];
    expect(await memory.readJob('job-1')).toMatchObject({ state: 'failed', notes });
    down = false;
    expect(await handler(batch(record('a', message)), AMPLE)).toEqual(failures([]));
    expect(await memory.readJob('job-1')).toMatchObject({ state: 'done', notes });
  });

  it('does the work that the queue carries beside deliveries', async () => {
    const { memory, handler, queue } = createHandler();
    await handler(batch(record('a', charge('a')), record('b', encodeDelivery(eventOf(aCustomer())))), AMPLE);
    const release = record('c', encodeWork({ kind: 'release', awaited: 'link:stripe:customer:cus_1' }));
    expect(await handler(batch(release), AMPLE)).toEqual(failures([]));
    expect((await memory.readTransaction('stripe:charge:a'))?.customerKey).toBe('acme');
    expect(queue.length).toBeLessThanOrEqual(1);
  });
});

describe('messages of one batch', () => {
  /** A handler whose ledger answers in some order, and how many of its writes met another. */
  const createMeeting = (seed: number) => {
    const memory = createMemoryLedger();
    let conflicts = 0;
    const counted = async <T>(write: Promise<T>): Promise<T> => {
      try {
        return await write;
      } catch (error) {
        conflicts += error instanceof ConflictError ? 1 : 0;
        throw error;
      }
    };
    const putWaitingEntry = jest.fn(memory.putWaitingEntry);
    const ledger: Ledger = {
      ...memory,
      putWaitingEntry,
      write: (puts) => counted(memory.write(puts)),
      writeRecord: (written, body) => counted(memory.writeRecord(written, body)),
    };
    const { deps, queue } = createTestProcessor(interleaved(ledger, seeded(seed)));
    return { memory, handler: createProcessorHandler(deps), queue, putWaitingEntry, conflicts: () => conflicts };
  };
  const refund = (id: number) => encodeDelivery(eventOf(aRefund({ id: `evt_re_${id}`, refundId: `re_${id}`, second: id })));
  const payment = encodeDelivery(eventOf(aPayment()));
  const seeds = [1, 2, 3, 4, 5];

  it.each(seeds)('that are about one payment never meet each other (%d)', async (seed) => {
    const { memory, handler, conflicts } = createMeeting(seed);
    const told = [refund(1), refund(2), payment, refund(3), refund(4)];
    expect(await handler(batch(...told.map((body, at) => record(`${at}`, body))), AMPLE)).toEqual(failures([]));
    expect((await memory.readTransaction('stripe:charge:ch_1'))?.eventKeys).toHaveLength(5);
    expect(conflicts()).toBe(0);
  });

  it.each(seeds)('that are copies of one event are one event and duplicates (%d)', async (seed) => {
    const { handler, conflicts } = createMeeting(seed);
    expect(await handler(batch(...[1, 2, 3].map((at) => record(`${at}`, payment))), AMPLE)).toEqual(failures([]));
    expect(conflicts()).toBe(0);
  });

  it.each(seeds)('that are payments wait for nobody whom another message of the batch names (%d)', async (seed) => {
    const { memory, handler, queue, putWaitingEntry } = createMeeting(seed);
    const customer = encodeDelivery(eventOf(aCustomer()));
    const bodies = [charge('a'), charge('b'), customer, charge('c')];
    expect(await handler(batch(...bodies.map((body, at) => record(`${at}`, body))), AMPLE)).toEqual(failures([]));
    expect((await memory.readTransaction('stripe:charge:a'))?.customerKey).toBe('acme');
    expect([putWaitingEntry.mock.calls, queue]).toEqual([[], []]);
  });

  it('are held up by none that they do not meet', async () => {
    const memory = createMemoryLedger();
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const { handler } = createHandler({
      ...memory,
      readTransaction: async (key) => {
        if (key === 'stripe:charge:a') await released;
        return memory.readTransaction(key);
      },
    });
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
    const done = handler(batch(...ids.map((id) => record(id, charge(id)))), AMPLE);
    for (const id of ids.slice(1)) await eventually(async () => (await memory.readRecord(`stripe:evt_${id}`)) !== undefined);
    expect(await memory.readRecord('stripe:evt_a')).toBeUndefined();
    release();
    expect(await done).toEqual(failures([]));
  });

  it('come to their turn when one before them fails', async () => {
    const memory = createMemoryLedger();
    const { handler } = createHandler({
      ...memory,
      readRecord: (key) => (key === 'stripe:evt_re_1' ? Promise.reject(new Error('down')) : memory.readRecord(key)),
    });
    const result = await handler(batch(record('a', refund(1)), record('b', refund(2)), record('c', payment)), AMPLE);
    expect(result).toEqual(failures(['a']));
    expect((await memory.readTransaction('stripe:charge:ch_1'))?.eventKeys).toEqual(['stripe:evt_re_2', 'stripe:evt_0']);
  });

  it('that may be on their last receive come first', async () => {
    const { memory, handler } = createHandler();
    await handler(batch(record('a', refund(1)), record('b', refund(2), 3), record('c', payment, 2)), AMPLE);
    const row = await memory.readTransaction('stripe:charge:ch_1');
    expect(row?.eventKeys).toEqual(['stripe:evt_re_2', 'stripe:evt_0', 'stripe:evt_re_1']);
  });
});
