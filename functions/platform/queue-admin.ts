import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** How many messages a queue holds, about: SQS counts them apart and a little late. */
export type QueueDepth = { readonly visible: number; readonly inFlight: number; readonly delayed: number };

/** A message that the processor gave up, as it lies in the dead-letter queue. Its body may hold a person's data. */
export type DeadLetter = {
  readonly id: string;
  readonly body: string;
  /** When it was sent to the queue, in milliseconds. */
  readonly sentAt: number;
  /** Also counts each look at it. */
  readonly receives: number;
  /** Names this receive: by it the message is deleted or put back. */
  readonly receipt: string;
};

/** What an operator may do with the queues. The queue itself is never looked into: a look would count as a try of the processor. */
export type QueueAdmin = {
  readonly depths: () => Promise<{ readonly queue: QueueDepth; readonly deadLetters: QueueDepth }>;
  /** At most 10 dead letters, which nobody else sees for so long. None: there are none left to see. */
  readonly take: (hiddenSeconds: number) => Promise<readonly DeadLetter[]>;
  /** Lets everybody see them again at once. */
  readonly putBack: (letters: readonly DeadLetter[]) => Promise<void>;
  /** Sends one to the queue and then deletes it. When it ends in between there are two of it, which is as good as one. */
  readonly redrive: (letter: DeadLetter) => Promise<void>;
};

type AdminOptions = { readonly client: Pick<SQSClient, 'send'>; readonly queueUrl: string; readonly deadLetterQueueUrl: string };

/** The queues of SQS. */
export const createQueueAdmin = ({ client, queueUrl, deadLetterQueueUrl }: AdminOptions): QueueAdmin => {
  const remove = ({ receipt }: DeadLetter) =>
    client.send(new DeleteMessageCommand({ QueueUrl: deadLetterQueueUrl, ReceiptHandle: receipt }));
  return {
    depths: async () => ({ queue: await depthOf(client, queueUrl), deadLetters: await depthOf(client, deadLetterQueueUrl) }),
    take: (hiddenSeconds) => take(client, deadLetterQueueUrl, hiddenSeconds),
    putBack: async (letters) => {
      for (const { receipt } of letters) {
        const request = { QueueUrl: deadLetterQueueUrl, ReceiptHandle: receipt, VisibilityTimeout: 0 };
        await client.send(new ChangeMessageVisibilityCommand(request));
      }
    },
    redrive: async (letter) => {
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: letter.body }));
      await remove(letter);
    },
  };
};

const depthOf = async (client: AdminOptions['client'], queueUrl: string): Promise<QueueDepth> => {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({
      QueueUrl: queueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible', 'ApproximateNumberOfMessagesDelayed'],
    }),
  );
  return {
    visible: Number(Attributes.ApproximateNumberOfMessages ?? 0),
    inFlight: Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
    delayed: Number(Attributes.ApproximateNumberOfMessagesDelayed ?? 0),
  };
};

/** Waits a second, so that SQS asks all of its servers and not some of them. */
const take = async (client: AdminOptions['client'], queueUrl: string, hiddenSeconds: number): Promise<readonly DeadLetter[]> => {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: hiddenSeconds,
      WaitTimeSeconds: 1,
      MessageSystemAttributeNames: ['SentTimestamp', 'ApproximateReceiveCount'],
    }),
  );
  return Messages.map(({ MessageId = '', ReceiptHandle = '', Body = '', Attributes = {} }) => ({
    id: MessageId,
    body: Body,
    sentAt: Number(Attributes.SentTimestamp ?? 0),
    receives: Number(Attributes.ApproximateReceiveCount ?? 1),
    receipt: ReceiptHandle,
  }));
};
