import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { createDeliverySender, QueueUnavailableError } from '../../functions/ingest/delivery-sender.ts';
import { createAwsCall } from '../../functions/platform/aws-call.ts';
import { createSendMessage } from '../../functions/platform/send-message.ts';
import { createSendText } from '../../functions/platform/sqs.ts';
import { createQueues } from '../../lib/local/create-queues.ts';
import { createMemoryQueues } from '../support/queues.ts';
import { describeDeadLetters } from './queue/dead-letters.ts';
import { describeQueue, type OpenQueue } from './queue.ts';
import { openSimQueue } from './queues/sim-queue.ts';
import { startTestSqs } from './queues/sqs-queue.ts';

let sqs: Awaited<ReturnType<typeof startTestSqs>>;
beforeAll(async () => {
  sqs = await startTestSqs();
});
afterAll(() => sqs.stop());

const openSqs: OpenQueue = (options) => sqs.open(options);

describeQueue('an SQS', openSqs);
// It takes a text of any size.
describeQueue('the queue of the simulation', openSimQueue, { hasSizes: false });
describe('the queues in memory', () => {
  describeDeadLetters(async (texts) => createMemoryQueues(texts.map((body, index) => ({ id: `id-${index}`, body, sentAt: index }))).queues);
});

describe('the queues of an SQS', () => {
  it('are left as they are when they are there already', async () => {
    const queue = await openSqs();
    await queue.send('text');
    await queue.bury('dead');
    await createQueues(sqs.client, sqs.endpoint);
    const { queue: main, deadLetters } = await queue.admin.depths();
    expect([main.visible, deadLetters.visible]).toEqual([1, 1]);
    await queue.stop();
  });

  it('hold what an ingest function sends without the SDK, to the character', async () => {
    const queue = await openSqs();
    const queueUrl = `${sqs.endpoint}/000000000000/hookledger-deliveries`;
    const env = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
    const send = createSendMessage({ call: createAwsCall('sqs', new URL(sqs.endpoint), env), queueUrl });
    const text = `ü "quoted" ${'x'.repeat(1_000_000)}`;
    await send(text);
    const { Messages } = await sqs.client.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, WaitTimeSeconds: 5 }));
    expect(Messages?.map(({ Body }) => Body === text)).toEqual([true]);
    await queue.stop();
    await expect(send(text)).rejects.toMatchObject({ status: 400 });
  });

  it('do not take a delivery while they are not there', async () => {
    const queue = await openSqs();
    await queue.stop();
    const send = createSendText({ client: sqs.client, queueUrl: `${sqs.endpoint}/000000000000/hookledger-deliveries` });
    await expect(createDeliverySender(send)('text', AbortSignal.timeout(300))).rejects.toThrow(QueueUnavailableError);
  });
});
