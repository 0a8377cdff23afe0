import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DEAD_LETTER_QUEUE_NAME } from '../../lib/local/create-queues.ts';
import { endAll, type LocalProcess, startLocalProgram } from '../support/local-process.ts';
import { aCli } from './a-cli.ts';

afterAll(endAll);

/** As the queue does with a message that was tried too often. */
const giveUp = async ({ sqsEndpoint }: LocalProcess, body: string): Promise<void> => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const sqs = new SQSClient({ region: 'us-east-1', credentials, endpoint: sqsEndpoint });
  const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName: DEAD_LETTER_QUEUE_NAME }));
  await sqs.send(new SendMessageCommand({ QueueUrl: new URL(new URL(QueueUrl).pathname, sqsEndpoint).href, MessageBody: body }));
};

it('shows what the processor gave up on, and puts it back when it is told to', async () => {
  const server = await startLocalProgram();
  const cli = aCli({ url: server.url });
  expect(await cli('redrive')).toEqual({ code: 0, stdout: '0 messages on the queue, 0 messages given up.\n', stderr: '' });
  await giveUp(server, JSON.stringify({ v: 1, kind: 'delivery', provider: 'stripe', receivedAt: '2026-01-05T00:00:00.000Z' }));
  const look = await cli('redrive', '--dry-run');
  expect(look.code).toBe(0);
  expect(look.stdout).toMatch(
    /^0 messages on the queue, 1 message given up\.\n\nRECEIVED +WHAT +BYTES +TRIES\n2026-01-05T00:00:00Z +delivery of stripe +\d+ +\d+\n/,
  );
  expect(look.stdout).toMatch(/Dry run: 1 message would be put back on the queue; nothing was changed\.\n$/);
  expect(await cli('doctor')).toMatchObject({ code: 1, stdout: expect.stringContaining('wrong  The processor gave up on 1 message.') });
  expect(JSON.parse((await cli('redrive', '--json')).stdout)).toMatchObject({ job: { state: 'done', done: 1 } });
  expect((await cli('redrive')).stdout).toContain(', 0 messages given up.\n');
});
