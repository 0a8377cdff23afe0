import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { createAwsCall } from '../../functions/platform/aws-call.ts';
import { createSendMessage } from '../../functions/platform/send-message.ts';
import { type AwsReply, refusal, startFakeAws, stored } from '../support/fake-aws.ts';

const ENV = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example' };
const { signal } = new AbortController();

let fake: Awaited<ReturnType<typeof startFakeAws>>;
let reply: AwsReply | typeof stored;
beforeEach(async () => {
  reply = stored;
  fake = await startFakeAws((request) => (typeof reply === 'function' ? reply(request) : reply));
});
afterEach(() => fake.stop());

const aCall = (env: Readonly<Record<string, string>> = ENV) => createAwsCall('sqs', new URL(fake.endpoint), env);
const aSender = () => createSendMessage({ call: aCall(), queueUrl: `${fake.endpoint}/000000000000/q` });

it('asks SQS for what the SDK asks it for', async () => {
  const queueUrl = `${fake.endpoint}/000000000000/q`;
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' };
  const sdk = new SQSClient({ endpoint: fake.endpoint, region: 'eu-central-1', credentials });
  await sdk.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'ü "quoted"', DelaySeconds: 3 }));
  await aSender()('ü "quoted"', { delaySeconds: 3 });
  const [theirs, ours] = fake.heard;
  expect(JSON.parse(ours?.text ?? '')).toEqual(JSON.parse(theirs?.text ?? ''));
  for (const name of ['x-amz-target', 'content-type', 'host'] as const)
    expect([name, ours?.headers[name]]).toEqual([name, theirs?.headers[name]]);
  sdk.destroy();
});

it('signs for the service and the region, with the session', async () => {
  await aCall({ ...ENV, AWS_SESSION_TOKEN: 'session-example' })('SendMessage', { MessageBody: '' }, signal);
  expect(fake.heard[0]?.headers).toMatchObject({
    authorization: expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/sqs\/aws4_request, /),
    'x-amz-security-token': 'session-example',
  });
});

it('hands the trace of the request on as it is at the time of the call', async () => {
  const env: Record<string, string> = { ...ENV };
  const call = aCall(env);
  await call('SendMessage', { MessageBody: '' }, signal);
  env['_X_AMZN_TRACE_ID'] = 'Root=1-2-3';
  await call('SendMessage', { MessageBody: '' }, signal);
  expect(fake.heard.map(({ headers }) => headers['x-amzn-trace-id'])).toEqual([undefined, 'Root=1-2-3']);
});

it.each<[string, AwsReply, object]>([
  ['a refusal', refusal('AccessDeniedException'), { name: 'AccessDeniedException', status: 400 }],
  ['a failure without words', { status: 503, body: '<html>' }, { name: 'UnknownError', status: 503 }],
  ['an answer that is no JSON', { status: 200, body: 'ok' }, { name: 'UnreadableAnswer', status: 200 }],
  ['a connection that breaks', 'hang up', { code: 'ECONNRESET' }],
])('throws on %s', async (_, answer, error) => {
  reply = answer;
  await expect(aCall()('SendMessage', {}, signal)).rejects.toMatchObject(error);
});

it('never quotes what the service says', async () => {
  reply = { status: 400, body: JSON.stringify({ __type: 'X', message: 'arn:aws:iam::123456789012:role/named' }) };
  await expect(aCall()('SendMessage', {}, signal)).rejects.toThrow(/^AWS answered 400$/);
});

it('stops waiting when the signal aborts', async () => {
  reply = 'hang';
  await expect(aCall()('SendMessage', {}, AbortSignal.timeout(20))).rejects.toMatchObject({ name: 'AbortError' });
});

it('throws without credentials, and sends nothing', async () => {
  await expect(aCall({ AWS_REGION: 'eu-central-1' })('SendMessage', {}, signal)).rejects.toThrow('AWS_ACCESS_KEY_ID');
  expect(fake.heard).toEqual([]);
});

it('throws when the queue stored another text', async () => {
  reply = { status: 200, body: JSON.stringify({ MD5OfMessageBody: '0'.repeat(32) }) };
  await expect(aSender()('text')).rejects.toMatchObject({ name: 'MessageDamagedError' });
});

it('begins with the handshake of TLS where the endpoint has it, naming the host', async () => {
  const first = Promise.withResolvers<Buffer>();
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (bytes) => {
      first.resolve(bytes);
      socket.destroy();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = new URL(`https://localhost:${(server.address() as AddressInfo).port}`);
  await expect(createAwsCall('sqs', endpoint, ENV)('SendMessage', {}, signal)).rejects.toThrow();
  const bytes = await first.promise;
  expect(bytes[0]).toBe(0x16);
  expect(bytes.includes('localhost')).toBe(true);
  expect(bytes.includes('SendMessage')).toBe(false);
  server.close();
});
