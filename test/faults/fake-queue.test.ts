import { createQueueAdmin } from '../../functions/platform/queue-admin.ts';
import { createSendText } from '../../functions/platform/sqs.ts';
import { type QueuePoller, startQueuePoller } from '../../lib/local/queue-poller.ts';
import { describeQueue, type OpenQueue } from '../contract/queue.ts';
import { createFakeSqs, DEAD_LETTER_URL, QUEUE_URL } from '../support/fake-sqs.ts';

const SILENT = { info: () => {}, warn: () => {}, error: () => {} };

const openFake: OpenQueue = async ({ hiddenSeconds = 10 } = {}) => {
  const fake = createFakeSqs({ visibilitySeconds: hiddenSeconds });
  const { client } = fake;
  const pollers: QueuePoller[] = [];
  return {
    send: createSendText({ client, queueUrl: QUEUE_URL }),
    admin: createQueueAdmin({ client, queueUrl: QUEUE_URL, deadLetterQueueUrl: DEAD_LETTER_URL }),
    poll: (handler) => {
      const poller = startQueuePoller({ client, queueUrl: QUEUE_URL, handler, log: SILENT });
      pollers.push(poller);
      return poller;
    },
    bury: async (text) => fake.bury(text),
    pass: async (milliseconds) => fake.pass(milliseconds),
    stop: async () => void (await Promise.all(pollers.map((poller) => poller.stop()))),
  };
};

describeQueue('the fake of SQS that faults are injected with', openFake);
