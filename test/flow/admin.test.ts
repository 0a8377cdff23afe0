import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { encodeDelivery } from '../../functions/ingest/delivery.ts';
import { createQueueAdmin } from '../../functions/platform/queue-admin.ts';
import { readingSettings } from '../../functions/platform/settings.ts';
import { LOCAL_DEFAULTS } from '../../functions/platform/settings-schema.ts';
import { testkit as stripe } from '../../functions/providers/stripe/testkit.ts';
import { DEAD_LETTER_QUEUE_NAME, QUEUE_NAME } from '../../lib/local/create-queues.ts';
import { createClient } from '../support/client.ts';
import { endAll, type LocalProcess, startLocalProgram } from '../support/local-process.ts';

/** What an operator does, on the running product. */
let server: LocalProcess;
let sqs: SQSClient;
beforeAll(async () => {
  server = await startLocalProgram();
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  sqs = new SQSClient({ region: 'us-east-1', credentials, endpoint: server.sqsEndpoint });
});
afterAll(() => {
  sqs.destroy();
  return endAll();
});

const at = new Date('2026-01-05T12:00:00Z');

/** A payment that says who paid. */
const paymentOf = (n: number, customerKey = 'acme'): Buffer => {
  const body = stripe.payment({ eventId: `evt_${n}`, paymentId: `ch_${n}`, minor: 1000, customerKey, at }).toString();
  const named = body.replace('"email":null', '"email":"ada@example.com"').replace('"email": null', '"email": "ada@example.com"');
  expect(named).toContain('ada@example.com');
  return Buffer.from(named);
};

const urlOf = (name: string) => `${server.sqsEndpoint}/000000000000/${name}`;
const urls = () => ({ queueUrl: urlOf(QUEUE_NAME), deadLetterQueueUrl: urlOf(DEAD_LETTER_QUEUE_NAME) });

it('puts a delivery that was given up back on the queue, and it is recorded', async () => {
  const { get, post, until } = createClient(server.url);
  const settings = readingSettings(LOCAL_DEFAULTS, 'stripe');
  const envelope = encodeDelivery({ provider: 'stripe', receivedAt: at, headers: {}, settings, body: paymentOf(1) });
  await sqs.send(new SendMessageCommand({ QueueUrl: urls().deadLetterQueueUrl, MessageBody: envelope }));
  const dead = { visible: 1, messages: [{ kind: 'delivery', provider: 'stripe', received_at: at.toISOString() }] };
  expect((await get('/v1/queue')).body.data).toMatchObject({ queue: { visible: 0 }, dead_letter_queue: dead });
  for (const [dryRun, done] of [
    [true, 0],
    [false, 1],
  ]) {
    const { status, body } = await post('/v1/queue/redrive', { dry_run: dryRun });
    expect(status).toBe(202);
    const job = await until(`/v1/jobs/${body.data['id']}`, (answer) => answer.body.data['state'] === 'done');
    expect(job.body.data).toMatchObject({ total: 1, done, money: [{ currency: 'USD', minor: 1000 }] });
  }
  await until('/v1/events/stripe/evt_1', ({ status }) => status === 200);
  expect((await get('/v1/queue')).body.data).toMatchObject({ dead_letter_queue: { visible: 0, messages: [] } });
});

it('erases a customer with the bodies of its events, and none comes back', async () => {
  const { send, get, post, until } = createClient(server.url);
  await post('/v1/customers', { key: 'acme', name: 'Ada', email: 'ada@example.com' });
  await send(stripe, paymentOf(2));
  await until('/v1/events/stripe/evt_2', ({ status }) => status === 200);
  const headers = { authorization: 'Bearer local-key' };
  const erasure = await fetch(`${server.url}/v1/customers/acme`, { method: 'DELETE', headers });
  expect(erasure.status).toBe(202);
  const { data: job } = (await erasure.json()) as { readonly data: { readonly id: string } };
  await until(`/v1/jobs/${job.id}`, ({ body }) => body.data['state'] === 'done');
  for (const n of [2, 3]) await send(stripe, paymentOf(n));
  await until('/v1/events/stripe/evt_3', ({ status }) => status === 200);
  for (const n of [2, 3]) expect((await post(`/v1/events/stripe/evt_${n}/replay`, {})).status).toBe(410);
  expect((await get('/v1/customers/acme')).body.data).toMatchObject({ name: null, email: null, deleted: true });
  const list = await get('/v1/customers/acme/transactions');
  expect(list.body.data.items.map(({ net_amount }) => net_amount)).toEqual(expect.arrayContaining([1000, 1000]));
});

it('hides what it takes, and shows it again when it is put back', async () => {
  const admin = createQueueAdmin({ client: sqs, ...urls() });
  await sqs.send(new SendMessageCommand({ QueueUrl: urls().deadLetterQueueUrl, MessageBody: 'a' }));
  const letters = await admin.take(60);
  expect(letters).toMatchObject([{ body: 'a', receives: 1 }]);
  expect((await admin.depths()).deadLetters).toMatchObject({ visible: 0, inFlight: 1 });
  await admin.putBack(letters);
  expect((await admin.depths()).deadLetters).toMatchObject({ visible: 1, inFlight: 0 });
});

it('tells where the providers post to, and that one did', async () => {
  const { items } = (await createClient(server.url).get('/v1/webhooks')).body.data;
  expect(items[0]).toMatchObject({ provider: 'stripe', url: `${server.url}/webhooks/stripe`, last_event_at: expect.any(String) });
});
