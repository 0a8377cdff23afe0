import { DeleteQueueCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { createQueueAdmin } from '../../../functions/platform/queue-admin.ts';
import { createSendText } from '../../../functions/platform/sqs.ts';
import { createQueues } from '../../../lib/local/create-queues.ts';
import { type QueuePoller, startQueuePoller } from '../../../lib/local/queue-poller.ts';
import type { OpenQueue } from '../queue.ts';
import { startSqsProcess } from './embedded-sqs-process.ts';

const log = { info: () => {}, warn: () => {}, error: () => {} };

/** An SQS for one test file: the embedded one, or the one at `AWS_ENDPOINT_URL_SQS` (ElasticMQ, for one). */
export const startTestSqs = async () => {
  const elsewhere = process.env['AWS_ENDPOINT_URL_SQS'];
  const embedded = elsewhere === undefined ? await startSqsProcess() : undefined;
  const endpoint = elsewhere ?? embedded?.endpoint ?? '';
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SQSClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  return {
    client,
    endpoint,
    open: openOver(client, endpoint),
    stop: async () => {
      client.destroy();
      await embedded?.stop();
    },
  };
};

/** The queues of the product's own making, used by the product's own code. Their names are fixed, so that one test has them at a time. */
const openOver =
  (client: SQSClient, endpoint: string): OpenQueue =>
  async ({ hiddenSeconds } = {}) => {
    const urls = await createQueues(client, endpoint);
    const { queueUrl, deadLetterQueueUrl } = urls;
    if (hiddenSeconds !== undefined) {
      const Attributes = { VisibilityTimeout: String(hiddenSeconds) };
      await client.send(new SetQueueAttributesCommand({ QueueUrl: queueUrl, Attributes }));
    }
    const pollers: QueuePoller[] = [];
    return {
      send: createSendText({ client, queueUrl }),
      admin: createQueueAdmin({ client, ...urls }),
      poll: (handler) => {
        const poller = startQueuePoller({ client, queueUrl, handler, log });
        pollers.push(poller);
        return poller;
      },
      bury: createSendText({ client, queueUrl: deadLetterQueueUrl }),
      pass: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      stop: async () => {
        for (const poller of pollers) await poller.stop();
        for (const QueueUrl of [queueUrl, deadLetterQueueUrl]) await client.send(new DeleteQueueCommand({ QueueUrl }));
      },
    };
  };
