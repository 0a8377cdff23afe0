import type { Message, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse } from 'aws-lambda';
import { type BatchHandler, startQueuePoller } from '../../lib/local/queue-poller.ts';
import { eventually } from '../support/local-process.ts';

const aMessage = (id: string): Message => ({
  MessageId: id,
  ReceiptHandle: `handle-${id}`,
  Body: `body-${id}`,
  Attributes: { ApproximateReceiveCount: '3', SentTimestamp: '1' },
});

/** SQS as far as the poller sees it: gives each batch once, then waits as a long poll does. */
const aQueue = (...batches: readonly (readonly Message[])[]) => {
  const deleted: string[] = [];
  const waiting = [...batches];
  const receive = async (signal: AbortSignal) => {
    const Messages = waiting.shift();
    if (Messages !== undefined) return { Messages };
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  };
  const send = async (
    { input }: { readonly input: { readonly Entries?: readonly { readonly ReceiptHandle: string }[] } },
    options?: { readonly abortSignal: AbortSignal },
  ) => {
    if (input.Entries === undefined) return receive(options?.abortSignal ?? new AbortController().signal);
    deleted.push(...input.Entries.map(({ ReceiptHandle }) => ReceiptHandle));
    return {};
  };
  return { deleted, waiting, client: { send } as unknown as SQSClient };
};

const failing = (...ids: readonly string[]): SQSBatchResponse => ({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) });

const log = { info: () => {}, warn: () => {}, error: () => {} };

/** Runs until every batch was handled. */
const run = async (queue: ReturnType<typeof aQueue>, handle: BatchHandler): Promise<void> => {
  const poller = startQueuePoller({ client: queue.client, queueUrl: 'http://127.0.0.1/q', handler: handle, log });
  await eventually(() => queue.waiting.length === 0);
  await poller.stop();
};

it('deletes what succeeded and leaves what failed', async () => {
  const queue = aQueue([aMessage('1'), aMessage('2'), aMessage('3')]);
  await run(queue, async () => failing('2'));
  expect(queue.deleted).toEqual(['handle-1', 'handle-3']);
});

it('hands messages over as Lambda does', async () => {
  const handler = jest.fn<ReturnType<BatchHandler>, Parameters<BatchHandler>>(async () => failing());
  await run(aQueue([aMessage('1')]), handler);
  const [event, context] = handler.mock.calls[0] ?? [];
  expect(event?.Records).toMatchObject([
    { messageId: '1', body: 'body-1', attributes: { ApproximateReceiveCount: '3' }, eventSource: 'aws:sqs' },
  ]);
  expect(context?.getRemainingTimeInMillis()).toBeGreaterThan(20_000);
});

it('[F 33] leaves the whole batch when the response names a message that is not in it', async () => {
  const queue = aQueue([aMessage('1'), aMessage('2')]);
  await run(queue, async () => failing('9'));
  expect(queue.deleted).toEqual([]);
});

it('leaves a batch whose handler throws, pauses, and goes on with the next', async () => {
  const queue = aQueue([aMessage('1')], [aMessage('2')]);
  await run(queue, async ({ Records }) => (Records[0]?.messageId === '1' ? Promise.reject(new Error('broken')) : failing()));
  expect(queue.deleted).toEqual(['handle-2']);
});

it('takes no batch before its turn', async () => {
  const queue = aQueue([aMessage('1')]);
  const turn = Promise.withResolvers<void>();
  const handler: BatchHandler = async () => failing();
  const poller = startQueuePoller({ client: queue.client, queueUrl: 'http://127.0.0.1/q', handler, turn: () => turn.promise, log });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(queue.waiting).toHaveLength(1);
  turn.resolve();
  await eventually(() => queue.deleted.length === 1);
  await poller.stop();
});

it('lets the batch under way end when it is stopped', async () => {
  const queue = aQueue([aMessage('1')]);
  let finish = (): void => {};
  const handled = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const handler: BatchHandler = async () => {
    await handled;
    return failing();
  };
  const poller = startQueuePoller({ client: queue.client, queueUrl: 'http://127.0.0.1/q', handler, log });
  await eventually(() => queue.waiting.length === 0);
  const stopped = poller.stop();
  finish();
  await stopped;
  expect(queue.deleted).toEqual(['handle-1']);
});
