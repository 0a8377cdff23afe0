import { DeleteMessageBatchCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { Delivery } from '../../functions/ingest/delivery.ts';
import { encodeDelivery } from '../../functions/ingest/delivery.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import { encodeWork } from '../../functions/ledger/work.ts';
import { createQueueAdmin } from '../../functions/platform/queue-admin.ts';
import { createSendText } from '../../functions/platform/sqs.ts';
import type { ProcessDeps } from '../../functions/process/deps.ts';
import { createProcessorHandler, type ProcessorHandler } from '../../functions/process/handler.ts';
import { toSqsEvent } from '../../lib/local/sqs-event.ts';
import { createFakeSqs, DEAD_LETTER_URL, QUEUE_URL } from '../support/fake-sqs.ts';
import { createTestProcessor, NOW } from '../support/processor.ts';

export const AMPLE = { getRemainingTimeInMillis: () => 30_000 };

/** A processor behind a queue: real handlers and clients, over a fake of SQS on the same clock. */
export const aQueueOver = <L extends Ledger>(
  ledger: L,
  { sqs = {}, ...over }: Partial<ProcessDeps> & { readonly sqs?: Parameters<typeof createFakeSqs>[0] } = {},
) => {
  const fake = createFakeSqs(sqs);
  const { client } = fake;
  const start = fake.now();
  const clock = () => new Date(NOW.getTime() + fake.now() - start);
  const sendText = createSendText({ client, queueUrl: QUEUE_URL });
  const queues = createQueueAdmin({ client, queueUrl: QUEUE_URL, deadLetterQueueUrl: DEAD_LETTER_URL });
  const work: ProcessDeps['work'] = { send: (left, options) => sendText(encodeWork(left), options) };
  const { deps } = createTestProcessor(ledger, { clock, work, queues, ...over });
  const handler = createProcessorHandler(deps);

  const receive = async (most = 10) => {
    const request = { QueueUrl: QUEUE_URL, MaxNumberOfMessages: most, MessageSystemAttributeNames: ['All'] as const };
    return (await client.send(new ReceiveMessageCommand({ ...request, MessageSystemAttributeNames: ['All'] }))).Messages ?? [];
  };

  /** Hands over one batch as the event-source mapping does; whether there was one. */
  const handOver = async (to: ProcessorHandler = handler, most = 10): Promise<boolean> => {
    const messages = await receive(most);
    if (messages.length === 0) return false;
    const { batchItemFailures } = await to(toSqsEvent(messages), AMPLE);
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    const done = messages.filter(({ MessageId = '' }) => !failed.has(MessageId));
    const Entries = done.map(({ MessageId, ReceiptHandle }) => ({ Id: MessageId, ReceiptHandle }));
    if (Entries.length > 0) await client.send(new DeleteMessageBatchCommand({ QueueUrl: QUEUE_URL, Entries }));
    return true;
  };

  /** Hands over until nothing is left that can be seen, or will be within so long. */
  const drain = async (withinMs = 0): Promise<void> => {
    const end = fake.now() + withinMs;
    for (;;) {
      while (await handOver());
      if (fake.now() >= end) return;
      fake.pass(Math.min(60_000, end - fake.now()));
    }
  };

  const send = (...deliveries: readonly Delivery[]): void => {
    for (const delivery of deliveries) fake.put(encodeDelivery(delivery));
  };
  return { fake, deps, handler, receive, handOver, drain, send, clock };
};
