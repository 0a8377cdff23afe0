import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SendText } from '../../functions/platform/sqs.ts';

type BatchingDeps = {
  readonly client: Pick<SQSClient, 'send'>;
  readonly queueUrl: string;
  /** A batch that hangs is given up after this; whoever waits for its messages has long gone by then. */
  readonly withinMs: number;
};

/** A text that waits for its batch. */
type Sending = { readonly text: string; readonly delaySeconds: number | undefined; readonly signal: AbortSignal | undefined } & Pick<
  PromiseWithResolvers<void>,
  'resolve' | 'reject'
>;

/** What SQS takes in one request. Our texts are ASCII, a character of them is a byte. */
const MOST_MESSAGES = 10;
const MOST_BYTES = 1024 * 1024;

/** Batches on their way at once: with as many, the queue has enough to commit together. */
const AT_ONCE = 8;

/** The queue did not take a message, and says why by a code. */
export class NotSentError extends Error {
  override readonly name = 'NotSentError';
}

/**
 * Sends to a queue as the functions do, but what is to be sent while a batch is on its way goes together with the next one. A lone
 * text is sent at once. A function in AWS serves one request at a time and has nothing to gather; here all of them share a process.
 */
export const createBatchedSendText = (deps: BatchingDeps): SendText => {
  const waiting: Sending[] = [];
  let underWay = 0;
  /** A batch that is not full waits for one that comes back. */
  const sendWaiting = async (): Promise<void> => {
    if (waiting.length < (underWay === 0 ? 1 : MOST_MESSAGES) || underWay === AT_ONCE) return;
    underWay += 1;
    while (waiting.length > 0) await sendBatch(deps, takeBatch(waiting));
    underWay -= 1;
  };
  return (text, { delaySeconds, signal } = {}) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    waiting.push({ text, delaySeconds, signal, resolve, reject });
    void sendWaiting();
    return promise;
  };
};

/** As many as go together, the longest waiting first. At least one, however long it is: the queue itself is to refuse it. */
const takeBatch = (waiting: Sending[]): readonly Sending[] => {
  let count = 0;
  for (let bytes = 0; count < Math.min(waiting.length, MOST_MESSAGES); count += 1) {
    bytes += waiting[count]?.text.length ?? 0;
    if (count > 0 && bytes > MOST_BYTES) break;
  }
  return waiting.splice(0, count);
};

/** Ends each of them, and never throws. One that nobody waits for any more is not sent: it will be tried again. */
const sendBatch = async ({ client, queueUrl, withinMs }: BatchingDeps, taken: readonly Sending[]): Promise<void> => {
  const batch = taken.filter(({ signal }) => !signal?.aborted);
  if (batch.length === 0) return;
  const Entries = batch.map(({ text, delaySeconds }, index) => ({ Id: String(index), MessageBody: text, DelaySeconds: delaySeconds }));
  try {
    // The client holds what was stored against what was sent, and throws when they differ.
    const { Successful = [], Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }), {
      abortSignal: AbortSignal.timeout(withinMs),
    });
    for (const { Id } of Successful) batch[Number(Id)]?.resolve();
    for (const { Id, Code } of Failed) batch[Number(Id)]?.reject(new NotSentError(`The queue refused a message: ${Code}`));
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
};
