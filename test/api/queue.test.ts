import { encodeDelivery } from '../../functions/ingest/delivery.ts';
import { encodeWork } from '../../functions/ledger/work.ts';
import { aPayment, START } from '../support/ledger-events.ts';
import { eventOf } from '../support/processor.ts';
import { createMemoryQueues } from '../support/queues.ts';
import { anApi, READ_KEY } from './an-api.ts';

const BODY = encodeDelivery(eventOf(aPayment({ productKey: 'ada@example.com' })));
const DEAD = [
  { id: 'm-1', body: BODY, sentAt: START + 1000 },
  { id: 'm-2', body: encodeWork({ kind: 'job', id: 'job-1' }), sentAt: START },
  { id: 'm-3', body: 'no JSON', sentAt: START + 2000 },
];

describe('GET /v1/queue', () => {
  it('tells how much waits, and what was given up, without a body', async () => {
    const { call } = anApi({ queues: createMemoryQueues(DEAD).queues });
    const { status, json } = await call('/v1/queue', { key: READ_KEY });
    expect(status).toBe(200);
    expect(json.data).toMatchObject({
      queue: { visible: 0, in_flight: 0, delayed: 0, oldest_at: null },
      dead_letter_queue: { visible: 3, oldest_at: '2026-01-01T00:00:00.000Z' },
    });
    const { messages } = json.data.dead_letter_queue;
    expect(messages[0]).toEqual({
      id: 'm-1',
      kind: 'delivery',
      provider: 'stripe',
      received_at: '2026-02-03T04:05:06.000Z',
      sent_at: '2026-01-01T00:00:01.000Z',
      bytes: BODY.length,
      receive_count: 6,
    });
    expect(messages.slice(1)).toMatchObject([
      { kind: 'work', provider: null },
      { kind: 'work', received_at: null },
    ]);
    expect(JSON.stringify(json)).not.toContain(BODY.slice(-40, -10));
  });

  it('leaves everything where it was, but for a receive count', async () => {
    const many = Array.from({ length: 25 }, (_, n) => ({ id: `m-${n}`, body: BODY, sentAt: START }));
    const { call } = anApi({ queues: createMemoryQueues(many).queues });
    for (const count of [6, 7]) {
      const { messages, visible } = (await call('/v1/queue')).json.data.dead_letter_queue;
      expect([messages.length, visible, messages[24].receive_count]).toEqual([25, 25, count]);
    }
  });
});

describe('the age of the queue', () => {
  const oldestAfter = async (sinceSent: number, sent: readonly string[]) => {
    const memory = createMemoryQueues();
    memory.sent.push(...sent);
    const { call, ledger } = anApi({ queues: memory.queues });
    const sentAt = START - sinceSent;
    await ledger.noteHeartbeat({ sentAt, handledAt: sentAt + 5 });
    return (await call('/v1/queue')).json.data.queue.oldest_at;
  };

  it('is that of the heartbeat that is overdue', async () => {
    expect(await oldestAfter(300_000, [BODY])).toBe(new Date(START - 240_000).toISOString());
  });

  it('is not told while heartbeats come, of an empty queue, or before the first heartbeat', async () => {
    expect(await oldestAfter(30_000, [BODY])).toBeNull();
    expect(await oldestAfter(300_000, [])).toBeNull();
    expect((await anApi().call('/v1/queue')).json.data.queue.oldest_at).toBeNull();
  });
});

describe('POST /v1/queue/redrive', () => {
  it.each([
    [undefined, false],
    [{}, false],
    [{ dry_run: true }, true],
  ])('answers 202 to %j with a job', async (body, dryRun) => {
    const { call, sent } = anApi();
    const { status, json } = await call('/v1/queue/redrive', { method: 'POST', body });
    expect(status).toBe(202);
    expect(json.data).toMatchObject({ kind: 'redrive', state: 'queued', dry_run: dryRun });
    expect(sent).toEqual([{ work: { kind: 'job', id: json.data.id } }]);
  });

  it('refuses what it does not know', async () => {
    for (const body of [{ dry_run: 'yes' }, { limit: 5 }]) expect((await anApi().post('/v1/queue/redrive', body)).status).toBe(400);
    expect((await anApi().post('/v1/queue/redrive', {}, { key: READ_KEY })).status).toBe(403);
  });
});
