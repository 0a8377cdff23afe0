import { ASSUMED } from './assumptions.ts';
import { type Bill, type Line, perEvent, standing } from './bill.ts';
import { ITEM_BYTES, LOG_LINES, type LogLines } from './measured.ts';
import { batchOf, indexLines, lambdaLines, logLines, queueLines, storageLines, unitLines } from './parts.ts';
import { MINUTES_PER_MONTH, type Workload } from './workload.ts';

/** A function that verifies, and writes a note of the event id and the row without waiting for anything else. */
const DIRECT_MS = 40;
/** One line for each event and function, no metrics. */
const ONE_LINE: LogLines = { lines: 1, bytes: 150 };
/** The note by which a repeat is known. */
const NOTE_BYTES = 150;
/** Errors and throttles of each function, and 5xx of the API. */
const FEW_ALARMS = 5;

/** One function that verifies and writes: no queue, no archive. When the store does not answer, the provider has to send again. */
export const directBill = (load: Workload): Bill => {
  const { eventsPerMonth: events, payments, logRetentionDays: days } = load;
  return {
    name: 'One function that writes',
    lines: [
      perEvent('HTTP API', 'webhook requests', 'httpRequest', events),
      ...lambdaLines('the function', events, DIRECT_MS),
      // A note of the id, the row and its place in the index; the customer's link and the row are read.
      ...unitLines('payments', { write: 3 * payments * events, read: 2 * payments * events }),
      ...unitLines('notes of all others', { write: (1 - payments) * events, read: 0 }),
      ...keptLines(load),
      ...logLines('function', events, ONE_LINE, days),
      ...sharedLines(load),
    ],
  };
};

/** Ingest, queue and processor, where a payment's note and row are written in one transaction, which costs double; no archive. */
export const transactionalBill = (load: Workload): Bill => {
  const { eventsPerMonth: events, bodyBytes, payments, logRetentionDays: days } = load;
  const batch = batchOf(load);
  return {
    name: 'Transactions, no archive',
    lines: [
      perEvent('HTTP API', 'webhook requests', 'httpRequest', events),
      ...lambdaLines('ingest', events, ASSUMED.ingestMs),
      ...queueLines(events, { batch, bodyBytes }),
      ...lambdaLines('the processor', events / batch, ASSUMED.batchMs + batch * ASSUMED.deliveryMs),
      // Two items at two units each, and the place in the index; the customer's link and the row are read.
      ...unitLines('payments', { write: 5 * payments * events, read: 2 * payments * events }),
      ...unitLines('notes of all others', { write: (1 - payments) * events, read: 0 }),
      ...keptLines(load),
      ...logLines('functions', events, both(ONE_LINE, ONE_LINE), days),
      standing('SQS', 'polls that find nothing', 'sqsRequest', (MINUTES_PER_MONTH * 60 * ASSUMED.pollers) / ASSUMED.pollSeconds),
      ...sharedLines(load),
    ],
  };
};

const both = (one: LogLines, other: LogLines): LogLines => ({ lines: one.lines + other.lines, bytes: one.bytes + other.bytes });

const keptLines = ({ eventsPerMonth: events, payments, months }: Workload): readonly Line[] => [
  ...storageLines('notes', events * months, NOTE_BYTES),
  ...storageLines('rows', events * payments * months, ITEM_BYTES.row),
  ...indexLines('index of rows', events * payments * months, ITEM_BYTES.rowInIndex),
];

const sharedLines = ({ eventsPerMonth: events, providers, logRetentionDays: days }: Workload): readonly Line[] => [
  ...logLines('access log', events, LOG_LINES.access, days),
  standing('CloudWatch alarms', 'alarms', 'alarm', FEW_ALARMS),
  standing('Secrets Manager', 'secrets', 'secret', providers),
];
