import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** Puts a text on a queue. Resolves only when it is stored. `delaySeconds` is at most 900. */
export type SendText = (text: string, options?: SendOptions) => Promise<void>;

export type SendOptions = { readonly delaySeconds?: number; readonly signal?: AbortSignal };

/** Sends to a queue of SQS. How often a failure is tried again is the client's matter. */
export const createSendText =
  ({ client, queueUrl }: { readonly client: Pick<SQSClient, 'send'>; readonly queueUrl: string }): SendText =>
  async (text, { delaySeconds, signal } = {}) => {
    const command = new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: text, DelaySeconds: delaySeconds });
    await client.send(command, signal === undefined ? {} : { abortSignal: signal });
  };
