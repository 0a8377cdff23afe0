import { decodeDelivery, encodeDelivery } from '../../functions/ingest/delivery.ts';
import { createDeliverySender } from '../../functions/ingest/delivery-sender.ts';
import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { createSendText } from '../../functions/platform/sqs.ts';
import { MAX_RECEIVES } from '../../functions/process/handler.ts';
import { toSqsEvent } from '../../lib/local/sqs-event.ts';
import { DEAD_LETTER_URL, QUEUE_URL, type SendFate } from '../support/fake-sqs.ts';
import { HISTORIES } from '../support/histories.ts';
import { aDoor, anEvent } from '../support/ingest.ts';
import { aCustomer, aPayment } from '../support/ledger-events.ts';
import { eventOf, ledgerAfter } from '../support/processor.ts';
import { fc } from '../support/properties.ts';
import { AMPLE, aQueueOver } from './a-queue.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const histories = Object.entries(HISTORIES).map(([name, events]) => [name, events.map((event) => eventOf(...event))] as const);
const charge = (n: number | string) => eventOf(aPayment({ key: `stripe:charge:ch_${n}`, id: `evt_${n}` }));
const POISON = '{"v":99,"kind":"delivery"}';

describe.each(histories)('%s', (_, deliveries) => {
  it('[F 25] has one effect when each message is seen again while its first run still goes on', async () => {
    const memory = createMemoryLedger();
    const { fake, handler, receive, drain, send } = aQueueOver(memory, { sqs: { visibilitySeconds: 1 } });
    send(...deliveries);
    const first = await receive();
    fake.pass(1_001);
    const second = await receive();
    expect(second.map(({ MessageId }) => MessageId)).toEqual(first.map(({ MessageId }) => MessageId));
    await Promise.all([handler(toSqsEvent(first), AMPLE), handler(toSqsEvent(second), AMPLE)]);
    await drain(HOUR_MS);
    expect(memory.snapshot().state).toEqual((await ledgerAfter(deliveries)).snapshot().state);
  });

  it('[F 39] is one ledger after all dead letters were put back twice', async () => {
    const memory = createMemoryLedger();
    let down = true;
    const broken = {
      ...memory,
      write: (puts: Parameters<typeof memory.write>[0]) => (down ? Promise.reject(new Error('down')) : memory.write(puts)),
    };
    const { fake, drain, send, deps } = aQueueOver(broken);
    send(...deliveries);
    await drain(HOUR_MS);
    expect(fake.texts(DEAD_LETTER_URL).length).toBeGreaterThan(0);
    down = false;
    const letters = fake.texts(DEAD_LETTER_URL);
    for (const text of [...letters, ...letters]) fake.bury(text);
    for (let left = await deps.queues.take(60); left.length > 0; left = await deps.queues.take(60)) {
      for (const letter of left) await deps.queues.redrive(letter);
    }
    await drain(HOUR_MS);
    expect(fake.texts(DEAD_LETTER_URL)).toEqual([]);
    expect(memory.snapshot().state).toEqual((await ledgerAfter(deliveries)).snapshot().state);
  });

  it('[F 40] is caught up with in any order after the processor was away for two days', async () => {
    const memory = createMemoryLedger();
    const { fake, drain, send } = aQueueOver(memory);
    send(...deliveries.toReversed());
    fake.pass(2 * DAY_MS);
    await drain(HOUR_MS);
    expect(fake.texts()).toEqual([]);
    expect(memory.snapshot().state).toEqual((await ledgerAfter(deliveries)).snapshot().state);
  });
});

it.each<[string, readonly SendFate[]]>([
  ['[F 6] throttles', ['refused', 'refused', 'done']],
  ['[F 7] stores it and loses the answer', ['ack lost', 'done']],
  ['[F 8] stores it late, when nobody waits any more', ['late', 'done']],
  ['[F 7] [F 8] does both', ['ack lost', 'late', 'refused', 'done']],
])('ends in one transaction when the queue %s', async (_, fates) => {
  const left = [...fates];
  const memory = createMemoryLedger();
  const { fake, drain } = aQueueOver(memory, { sqs: { fate: () => left.shift() ?? 'done' } });
  const sendText = createSendText({ client: fake.client, queueUrl: QUEUE_URL });
  const door = aDoor({ sender: createDeliverySender(sendText, { random: () => 0 }) });
  const body = charge(1).body;
  expect(await door.handler(anEvent({ body }))).toMatchObject({ statusCode: 200 });
  expect(fake.texts()).toHaveLength(fates.filter((fate) => fate !== 'refused').length);
  await drain(HOUR_MS);
  expect(memory.snapshot().story['transactions']).toMatchObject({ 'stripe:charge:ch_1': { version: 1 } });
  expect(Object.keys(memory.snapshot().state['transactions'] ?? {})).toHaveLength(1);
});

it('[F 30] leaves a poison message to the dead letters after five receives, and its neighbours are recorded', async () => {
  const memory = createMemoryLedger();
  const { fake, drain, send } = aQueueOver(memory);
  send(...Array.from({ length: 9 }, (_, n) => charge(n)));
  fake.put(POISON);
  await drain(HOUR_MS);
  expect(fake.texts(DEAD_LETTER_URL)).toEqual([POISON]);
  expect(Object.keys(memory.snapshot().state['transactions'] ?? {})).toHaveLength(9);
});

it('[F 33] names in its answer ids of the batch alone, whatever the batch holds', async () => {
  const text = fc.oneof(
    fc.string(),
    fc.constant(POISON),
    fc.nat(99).map((n) => encodeDelivery(charge(n))),
  );
  const batches = fc.uniqueArray(fc.record({ MessageId: fc.uuid(), Body: text }), {
    maxLength: 10,
    selector: ({ MessageId }) => MessageId,
  });
  await fc.assert(
    fc.asyncProperty(batches, async (messages) => {
      const { handler } = aQueueOver(createMemoryLedger());
      const { batchItemFailures } = await handler(toSqsEvent(messages), AMPLE);
      const ids = new Set(messages.map(({ MessageId }) => MessageId));
      const failed = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
      expect(failed.filter((id) => !ids.has(id))).toEqual([]);
      const unreadable = messages.filter(({ Body }) => !isDelivery(Body)).map(({ MessageId }) => MessageId);
      expect(failed.toSorted()).toEqual(unreadable.toSorted());
    }),
    { numRuns: 30 },
  );
});

const isDelivery = (text: string): boolean => {
  try {
    return decodeDelivery(text) !== undefined;
  } catch {
    return false;
  }
};

it('[F 37] outlives four receives that nobody took up, as those of a throttled function', async () => {
  const memory = createMemoryLedger();
  const { fake, receive, drain, send } = aQueueOver(memory);
  send(charge(1));
  for (let receives = 1; receives < MAX_RECEIVES; receives += 1) {
    expect(await receive()).toHaveLength(1);
    fake.pass(HOUR_MS);
  }
  await drain();
  expect(fake.texts(DEAD_LETTER_URL)).toEqual([]);
  expect(await memory.readTransaction('stripe:charge:ch_1')).toBeDefined();
});

it('[F 38] keeps dead letters for two weeks from when they were sent, and what was recorded of them for good', async () => {
  const memory = createMemoryLedger();
  const { fake, drain, send, deps } = aQueueOver({ ...memory, write: () => Promise.reject(new Error('down')) });
  send(charge(1));
  await drain(HOUR_MS);
  fake.pass(13 * DAY_MS);
  expect((await deps.queues.depths()).deadLetters.visible).toBe(1);
  fake.pass(DAY_MS);
  expect((await deps.queues.depths()).deadLetters.visible).toBe(0);
  const kept = await memory.readRecord('stripe:evt_1');
  expect(kept).toMatchObject({ outcome: 'unreadable', expiresAt: null });
  if (kept !== undefined) expect(await memory.readBodies(kept)).toEqual([charge(1).body]);
});

it('[F 42] works off messages in the order of the queue, whoever sent how many', async () => {
  const order: string[] = [];
  const memory = createMemoryLedger();
  const readRecord: typeof memory.readRecord = async (key) => {
    order.push(key);
    return memory.readRecord(key);
  };
  const ledger = { ...memory, readRecord };
  const { handOver, send } = aQueueOver(ledger);
  const flood = Array.from({ length: 40 }, (_, n) => charge(n));
  const other = eventOf(aPayment({ key: 'stripe:charge:other', id: 'evt_other', candidates: { links: ['stripe:customer:cus_2'] } }));
  send(...flood.slice(0, 15), other, ...flood.slice(15));
  await handOver();
  await handOver();
  expect(order).toContain('stripe:evt_other');
  expect(order.length).toBeLessThanOrEqual(2 * 20);
});

/** The envelope of the next version, which an ingest function that was deployed first may write. */
const ofNextVersion = (text: string): string => text.replace('{"v":1,', '{"v":2,');

it('[F 41] keeps an envelope of a version that it does not know until a processor knows it, and reads its own meanwhile', async () => {
  const memory = createMemoryLedger();
  const { fake, drain, send } = aQueueOver(memory);
  send(charge('mine'));
  fake.put(ofNextVersion(encodeDelivery(charge('next'))));
  await drain(HOUR_MS);
  expect(await memory.readTransaction('stripe:charge:ch_mine')).toBeDefined();
  expect(fake.texts(DEAD_LETTER_URL)).toHaveLength(1);
  const [text = ''] = fake.texts(DEAD_LETTER_URL);
  fake.put(text.replace('{"v":2,', '{"v":1,'));
  await drain();
  expect(await memory.readTransaction('stripe:charge:ch_next')).toBeDefined();
});

it('[F 65] lets an older and a newer processor work off one queue together: their envelopes and their rows are the same', async () => {
  const deliveries = Object.values(HISTORIES)[0]?.map((event) => eventOf(...event)) ?? [];
  const memory = createMemoryLedger();
  const { handOver, send, deps } = aQueueOver(memory);
  const newer = aQueueOver(memory, { providers: { ...deps.providers, stripe: { ...deps.providers.stripe, adapterVersion: 2 } } });
  send(...deliveries, ...deliveries);
  for (let turn = 0; await handOver(turn % 2 === 0 ? undefined : newer.handler, 1); turn += 1);
  await newer.drain(HOUR_MS);
  expect(memory.snapshot().state).toEqual((await ledgerAfter(deliveries)).snapshot().state);
});

it('[F 68] ends with the one message whose work breaks off in an unexpected place', async () => {
  const memory = createMemoryLedger();
  const ledger = {
    ...memory,
    readTransaction: (key: Parameters<typeof memory.readTransaction>[0]) => {
      if (key === 'stripe:charge:ch_3') throw new TypeError('not a promise at all');
      return memory.readTransaction(key);
    },
  };
  const { handler, receive, send } = aQueueOver(ledger);
  send(...Array.from({ length: 5 }, (_, n) => charge(n)), eventOf(aCustomer()));
  const messages = await receive();
  const { batchItemFailures } = await handler(toSqsEvent(messages), AMPLE);
  expect(batchItemFailures).toEqual([{ itemIdentifier: messages[3]?.MessageId }]);
  expect(await memory.readTransaction('stripe:charge:ch_4')).toBeDefined();
});
