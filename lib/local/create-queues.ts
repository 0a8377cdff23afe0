import { CreateQueueCommand, GetQueueAttributesCommand, SetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';

export const QUEUE_NAME = 'hookledger-deliveries';
export const DEAD_LETTER_QUEUE_NAME = 'hookledger-deliveries-dead';

/** As in AWS. */
export const MAX_RECEIVE_COUNT = 5;
/** Shorter than in AWS, so that a retry on a laptop can be watched; longer than a batch takes. */
const VISIBILITY_TIMEOUT_SECONDS = 10;

export type QueueUrls = { readonly queueUrl: string; readonly deadLetterQueueUrl: string };

/** Makes sure that the queue and the dead-letter queue behind it are there and set up so. */
export const createQueues = async (client: SQSClient, endpoint: string): Promise<QueueUrls> => {
  const deadLetterQueueUrl = await createQueue(client, endpoint, DEAD_LETTER_QUEUE_NAME);
  const queueUrl = await createQueue(client, endpoint, QUEUE_NAME);
  const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl: deadLetterQueueUrl, AttributeNames: ['QueueArn'] }));
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: Attributes?.QueueArn, maxReceiveCount: MAX_RECEIVE_COUNT });
  await client.send(
    new SetQueueAttributesCommand({
      QueueUrl: queueUrl,
      Attributes: { RedrivePolicy, VisibilityTimeout: String(VISIBILITY_TIMEOUT_SECONDS) },
    }),
  );
  return { queueUrl, deadLetterQueueUrl };
};

/** The attributes are set afterwards: creating a queue that exists with other ones is an error. */
const createQueue = async (client: SQSClient, endpoint: string, name: string): Promise<string> => {
  const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: name }));
  // The SDK talks to the host of the queue URL, and emulators name hosts there that do not resolve.
  return new URL(new URL(QueueUrl).pathname, endpoint).href;
};
