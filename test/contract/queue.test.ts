import { createDeliverySender, QueueUnavailableError } from '../../functions/ingest/delivery-sender.ts';
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

  it('do not take a delivery while they are not there', async () => {
    const queue = await openSqs();
    await queue.stop();
    const send = createSendText({ client: sqs.client, queueUrl: `${sqs.endpoint}/000000000000/hookledger-deliveries` });
    await expect(createDeliverySender(send)('text', AbortSignal.timeout(300))).rejects.toThrow(QueueUnavailableError);
  });
});
