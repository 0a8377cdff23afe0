import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Log } from '../../functions/platform/log.ts';
import { toSqsEvent } from './sqs-event.ts';

/** The part of a Lambda context that a processor may look at. */
export type BatchContext = Pick<Context, 'getRemainingTimeInMillis'>;
export type BatchHandler = (event: SQSEvent, context: BatchContext) => Promise<SQSBatchResponse>;

export type QueuePoller = {
  /** Takes no further batch, lets the one under way end, and resolves. */
  readonly stop: () => Promise<void>;
};

type PollerDeps = {
  readonly client: SQSClient;
  readonly queueUrl: string;
  readonly handler: BatchHandler;
  /** Waited for before each batch, told how long the last one took: who else needs the process goes first. */
  readonly turn?: (signal: AbortSignal, tookMs: number) => Promise<void>;
  readonly log: Log;
};

const BATCH_SIZE = 10;
const LONG_POLL_SECONDS = 20;
/** As long as the function may take in AWS. */
const BATCH_TIMEOUT_MS = 30_000;
const PAUSE_AFTER_FAILURE_MS = 1_000;

/** What the event-source mapping does in AWS: waits for messages, hands them over in batches, deletes those that succeeded. */
export const startQueuePoller = (deps: PollerDeps): QueuePoller => {
  const stopping = new AbortController();
  const done = pollUntil(deps, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
};

const pollUntil = async (deps: PollerDeps, signal: AbortSignal): Promise<void> => {
  let tookMs = 0;
  while (!signal.aborted) {
    try {
      await deps.turn?.(signal, tookMs);
      const messages = await receive(deps, signal);
      const startedAt = performance.now();
      await handleBatch(deps, messages);
      tookMs = performance.now() - startedAt;
    } catch (error) {
      if (signal.aborted) return;
      deps.log.error('batch failed', { error: error instanceof Error ? error.name : 'unknown' });
      await sleep(PAUSE_AFTER_FAILURE_MS, undefined, { signal }).catch(() => {});
    }
  }
};

const receive = async ({ client, queueUrl }: PollerDeps, abortSignal: AbortSignal): Promise<readonly Message[]> => {
  const command = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: BATCH_SIZE,
    WaitTimeSeconds: LONG_POLL_SECONDS,
    MessageSystemAttributeNames: ['All'],
  });
  return (await client.send(command, { abortSignal })).Messages ?? [];
};

/** Failures are left on the queue: they come again after the visibility timeout, in the end to the dead-letter queue. */
const handleBatch = async ({ client, queueUrl, handler }: PollerDeps, messages: readonly Message[]): Promise<void> => {
  if (messages.length === 0) return;
  const endsAt = Date.now() + BATCH_TIMEOUT_MS;
  const response = await handler(toSqsEvent(messages), { getRemainingTimeInMillis: () => endsAt - Date.now() });
  const succeeded = succeededOf(messages, response);
  if (succeeded.length === 0) return;
  const Entries = succeeded.map(({ MessageId, ReceiptHandle }) => ({ Id: MessageId, ReceiptHandle }));
  await client.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
};

/** As in AWS, a response that names a message which is not in the batch fails the whole batch. */
const succeededOf = (messages: readonly Message[], { batchItemFailures }: SQSBatchResponse): readonly Message[] => {
  const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  const known = new Set(messages.map(({ MessageId }) => MessageId));
  return [...failed].every((id) => known.has(id)) ? messages.filter(({ MessageId = '' }) => !failed.has(MessageId)) : [];
};
