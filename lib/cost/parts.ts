import { ASSUMED } from './assumptions.ts';
import { type Line, perEvent, STORAGE } from './bill.ts';
import { ITEM_BYTES, type LogLines, type Units } from './measured.ts';
import { DAYS_PER_MONTH, MINUTES_PER_MONTH, type Workload } from './workload.ts';

const KB = 1024;
const GB = 1024 ** 3;
const MAX_BATCH = 10;
const SQS_CHUNK_BYTES = 64 * KB;

/** Deliveries in a batch of the processor. */
export const batchOf = ({ batch, eventsPerMonth }: Pick<Workload, 'batch' | 'eventsPerMonth'>): number => {
  const gathered = (eventsPerMonth / (MINUTES_PER_MONTH * 60)) * ASSUMED.gatherSeconds;
  return batch ?? Math.min(MAX_BATCH, Math.max(1, gathered));
};

/** A function that ran so often, so long each time. */
export const lambdaLines = (name: string, runs: number, ms: number, line = perEvent): readonly Line[] => [
  line('Lambda', `runs of ${name}`, 'lambdaRequest', runs),
  line('Lambda', `time of ${name}`, 'lambdaGbSecond', (runs * ms * ASSUMED.memoryGb) / 1000),
];

/** Each message is sent once; a batch is received and deleted by a request each. The body travels as base64. */
export const queueLines = (
  messages: number,
  { batch, bodyBytes }: { readonly batch: number; readonly bodyBytes: number },
): readonly Line[] => {
  const chunksOf = (bodies: number): number => Math.ceil((bodies * bodyBytes * 4) / 3 / SQS_CHUNK_BYTES);
  return [
    perEvent('SQS', 'sent', 'sqsRequest', messages * chunksOf(1)),
    perEvent('SQS', 'received', 'sqsRequest', (messages / batch) * chunksOf(batch)),
    perEvent('SQS', 'deleted', 'sqsRequest', messages / batch),
  ];
};

export const unitLines = (what: string, { write, read }: Units, line = perEvent): readonly Line[] => [
  line('DynamoDB requests', `written: ${what}`, 'writeUnit', write),
  line('DynamoDB requests', `read: ${what}`, 'readUnit', read),
];

/** Bytes of a record with its compressed body. */
export const recordBytes = (bodyBytes: number): number => ITEM_BYTES.record + ITEM_BYTES.ofBodyByte * bodyBytes;

/** Write units of a record. */
export const recordUnits = (bodyBytes: number): number => Math.ceil(recordBytes(bodyBytes) / KB);

/** Items that are kept, on disk and in the continuous backup. */
export const storageLines = (what: string, items: number, bytes: number): readonly Line[] => [
  ...indexLines(what, items, bytes),
  perEvent(STORAGE, `${what}, backed up`, 'recoveryGbMonth', gigabytes(items, bytes)),
];

/** Items of an index are kept, and not backed up. */
export const indexLines = (what: string, items: number, bytes: number): readonly Line[] => [
  perEvent(STORAGE, `${what}, kept`, 'tableGbMonth', gigabytes(items, bytes)),
];

const gigabytes = (items: number, bytes: number): number => (items * (bytes + ASSUMED.itemOverheadBytes)) / GB;

/** Logs that are written a month, and kept. */
export const logLines = (
  what: string,
  times: number,
  { lines, bytes }: LogLines,
  retentionDays: number,
  line = perEvent,
): readonly Line[] => {
  const gb = (times * (bytes + lines * ASSUMED.logLineBytes)) / GB;
  return [
    line('CloudWatch logs', `${what}, taken in`, 'logGb', gb),
    line('CloudWatch logs', `${what}, kept`, 'logGbMonth', (gb * ASSUMED.logCompression * retentionDays) / DAYS_PER_MONTH),
  ];
};
