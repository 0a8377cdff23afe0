import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { decodeDelivery } from '../ingest/delivery.ts';
import { decodeWork } from '../ledger/work.ts';
import { isRecord } from '../platform/record.ts';
import type { ProcessDeps } from './deps.ts';
import { failJob } from './jobs/job.ts';
import { createNoteLastEvent } from './note-last-event.ts';
import { createProcessDelivery, type ProcessDelivery, recordFailure } from './process-delivery.ts';
import { processWork } from './process-work.ts';

/** What the handler needs of Lambda's context. */
export type TimeLeft = { readonly getRemainingTimeInMillis: () => number };

export type ProcessorHandler = (event: SQSEvent, context: TimeLeft) => Promise<SQSBatchResponse>;

/** A message is not begun when less than this is left: it comes again, whole. */
const NEEDED_MS = 1_500;
/** Messages of one batch that are worked on at once. */
const AT_ONCE = 5;
/** The queue gives a message up after this many receives (see the delivery queue). */
export const MAX_RECEIVES = 5;

/** Takes a batch from the queue. One message that fails is reported and comes again; it holds up no other. */
export const createProcessorHandler = (deps: ProcessDeps): ProcessorHandler => {
  const noteLastEvent = createNoteLastEvent(deps);
  const processNew = createProcessDelivery(deps);
  const processDelivery: ProcessDelivery = async (delivery) => {
    const [outcome] = await Promise.all([processNew(delivery), noteLastEvent(delivery)]);
    return outcome;
  };
  return async (event, context) => {
    // Those that may be on their last receive first: there will be no other time for them.
    const records = event.Records.toSorted((a, b) => receivesOf(b) - receivesOf(a));
    const left = new Map(records.map((record) => [record.messageId, record]));
    const failed = new Set<string>();
    const worker = async (): Promise<void> => {
      for (const [messageId, record] of left) {
        left.delete(messageId);
        const hasTime = context.getRemainingTimeInMillis() >= NEEDED_MS;
        const done = hasTime ? await processRecord(deps, processDelivery, record) : await putOff(deps, record);
        if (!done) failed.add(messageId);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };
  };
};

const receivesOf = (record: SQSRecord): number => Number(record.attributes.ApproximateReceiveCount);

/** A message that is not begun has used up a receive all the same. */
const putOff = async (deps: ProcessDeps, record: SQSRecord): Promise<false> => {
  if (receivesOf(record) >= MAX_RECEIVES) await keepLast(deps, record, new Error('no time was left'));
  return false;
};

/** Whether the message is done with. Ends here whatever it throws: the next message is another story. */
const processRecord = async (deps: ProcessDeps, processDelivery: ProcessDelivery, record: SQSRecord): Promise<boolean> => {
  try {
    if (isDelivery(record.body)) await processDelivery(decodeDelivery(record.body));
    else await processWork(deps, decodeWork(record.body));
    return true;
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error';
    deps.log.error('message failed', { messageId: record.messageId, reason });
    deps.metrics.count('MessagesFailed');
    if (receivesOf(record) >= MAX_RECEIVES) await keepLast(deps, record, error);
    return false;
  }
};

/**
 * On its last receive a delivery is recorded as unreadable, and a job as failed, as far as the store answers, before the queue gives
 * the message up: nobody is to wait for what does not come.
 */
const keepLast = async (deps: ProcessDeps, record: SQSRecord, error: unknown): Promise<void> => {
  const name = error instanceof Error ? error.name : 'unknown error';
  const reason = `Processing failed ${MAX_RECEIVES} times, last with ${name}`;
  try {
    if (isDelivery(record.body)) return await recordFailure(deps, decodeDelivery(record.body), reason);
    const work = decodeWork(record.body);
    if (work.kind === 'job') await failJob(deps, work.id, reason);
  } catch {
    deps.log.error('message left to the dead-letter queue without a record', { messageId: record.messageId });
  }
};

/** Every message is JSON that names its kind. What is not is taken for a delivery, and fails when it is decoded. */
const isDelivery = (body: string): boolean => {
  try {
    const message: unknown = JSON.parse(body);
    return !isRecord(message) || message['kind'] === 'delivery';
  } catch {
    return true;
  }
};
