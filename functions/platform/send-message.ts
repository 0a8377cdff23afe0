import { createHash } from 'node:crypto';
import type { AwsCall } from './aws-call.ts';
import type { SendText } from './sqs.ts';

/** SQS stored another text than it was sent. */
export class MessageDamagedError extends Error {
  override readonly name = 'MessageDamagedError';
}

/** Sends to a queue of SQS, without the SDK and without trying again. `call` is one of the service `sqs` at the queue's host. */
export const createSendMessage =
  ({ call, queueUrl }: { readonly call: AwsCall; readonly queueUrl: string }): SendText =>
  async (text, { delaySeconds, signal = new AbortController().signal } = {}) => {
    const input = { QueueUrl: queueUrl, MessageBody: text, DelaySeconds: delaySeconds };
    const { MD5OfMessageBody } = await call('SendMessage', input, signal);
    if (MD5OfMessageBody !== md5(text)) throw new MessageDamagedError('SQS did not store the text that it was sent');
  };

/** Not for secrecy: SQS tells by it what it stored. */
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
