import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { decodeDelivery } from '../ingest/delivery.ts';
import { decodeWork } from '../ledger/work.ts';
import type { ProcessDeps } from './deps.ts';
import { failJob } from './jobs/job.ts';
import { isDelivery, type Message, openMessage } from './message.ts';
import { createNoteLastEvent } from './note-last-event.ts';
import { createProcessReading, type ProcessReading, recordFailure } from './process-delivery.ts';
import { takeTurns } from './take-turns.ts';
import { meet } from './touched.ts';

/** What the handler needs of Lambda's context. */
export type TimeLeft = { readonly getRemainingTimeInMillis: () => number };

export type ProcessorHandler = (event: SQSEvent, context: TimeLeft) => Promise<SQSBatchResponse>;

/** A message is not begun when less than this is left: it comes again, whole. */
const NEEDED_MS = 1_500;
/** Messages of one batch that are worked on at once: all of a usual batch. */
const AT_ONCE = 10;
/** The queue gives a message up after this many receives (see the delivery queue). */
export const MAX_RECEIVES = 5;

/**
 * Takes a batch from the queue. Messages that may write the same items are worked off one after the other, so that they never have to
 * begin again because of each other; all others at once. One message that fails is reported and comes again; it fails no other.
 */
export const createProcessorHandler = (deps: ProcessDeps): ProcessorHandler => {
  const noteLastEvent = createNoteLastEvent(deps);
  const processNew = createProcessReading(deps);
  const processReading: ProcessReading = async (delivery, reading) => {
    const [outcome] = await Promise.all([processNew(delivery, reading), noteLastEvent(delivery)]);
    return outcome;
  };
  return async (event, context) => {
    const records = new Map(event.Records.map((record) => [record.messageId, record]));
    const messages = [...records.values()].map((record) => openMessage(deps, processReading, record)).sort(byTurn);
    const failed: string[] = [];
    await takeTurns({ limit: AT_ONCE, meet: (a, b) => meet(a.touched, b.touched) }, messages, async (message) => {
      const hasTime = context.getRemainingTimeInMillis() >= NEEDED_MS;
      const done = hasTime ? await processMessage(deps, message) : await putOff(deps, message.record);
      if (!done) failed.push(message.record.messageId);
    });
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
};

/**
 * Those that may be on their last receive first: there will be no other time for them. Then those that name a customer: payments that
 * are worked off before them would have to wait in the ledger.
 */
const byTurn = (a: Message, b: Message): number =>
  receivesOf(b.record) - receivesOf(a.record) || Number(b.namesCustomer) - Number(a.namesCustomer);

const receivesOf = (record: SQSRecord): number => Number(record.attributes.ApproximateReceiveCount);

/** A message that is not begun has used up a receive all the same. */
const putOff = async (deps: ProcessDeps, record: SQSRecord): Promise<false> => {
  if (receivesOf(record) >= MAX_RECEIVES) await keepLast(deps, record, new Error('no time was left'));
  return false;
};

/** Whether the message is done with. Ends here whatever it throws: the next message is another story. */
const processMessage = async (deps: ProcessDeps, { record, process }: Message): Promise<boolean> => {
  try {
    await process();
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
