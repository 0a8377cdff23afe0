import { PROVIDER_IDS } from '../../functions/domain/keys.ts';
import { ASSUMED } from './assumptions.ts';
import { type Bill, type Line, perEvent, standing } from './bill.ts';
import { ITEM_BYTES, LOG_LINES, POSITION_EVERY_MINUTES, UNITS, type Units } from './measured.ts';
import { batchOf, indexLines, lambdaLines, logLines, queueLines, recordBytes, recordUnits, storageLines, unitLines } from './parts.ts';
import { DAYS_PER_MONTH, MINUTES_PER_MONTH, type Workload } from './workload.ts';

/** The bill of what lib/aws deploys. */
export const hookledgerBill = (load: Workload): Bill => ({
  name: 'Hookledger',
  lines: [...flowLines(load), ...ledgerLines(load), ...archiveLines(load), ...flowLogLines(load), ...watchLines(load)],
});

const flowLines = (load: Workload): readonly Line[] => {
  const { eventsPerMonth: events, bodyBytes } = load;
  const batch = batchOf(load);
  return [
    perEvent('HTTP API', 'webhook requests', 'httpRequest', events * Math.ceil(bodyBytes / (512 * 1024))),
    ...lambdaLines('ingest', events, ASSUMED.ingestMs),
    ...queueLines(events, { batch, bodyBytes }),
    ...lambdaLines('the processor', events / batch, ASSUMED.batchMs + batch * ASSUMED.deliveryMs),
  ];
};

/** Bodies of which the units were measured. */
const MEASURED_BODY_BYTES = 2_200;

const ledgerLines = (load: Workload): readonly Line[] => {
  const { eventsPerMonth: events, bodyBytes, payments, refunds, subscriptions, duplicates } = load;
  const more = recordUnits(bodyBytes) - recordUnits(MEASURED_BODY_BYTES);
  const recorded = ({ write, read }: Units, share: number): Units => ({
    write: (write + more) * share * events,
    read: read * share * events,
  });
  const readAgain = Math.ceil(recordBytes(bodyBytes) / 4096);
  return [
    ...unitLines('payments', recorded(UNITS.payment, payments)),
    ...unitLines('refunds', recorded(UNITS.refund, refunds)),
    ...unitLines('subscriptions', recorded(UNITS.subscription, subscriptions)),
    ...unitLines('recorded only', recorded(UNITS.ignored, ignoredShare(load))),
    ...unitLines('duplicates', { write: UNITS.duplicate.write, read: UNITS.duplicate.read * readAgain * duplicates * events }),
  ];
};

const ignoredShare = ({ payments, refunds, subscriptions, duplicates }: Workload): number =>
  Math.max(0, 1 - payments - refunds - subscriptions - duplicates);

const archiveLines = ({ eventsPerMonth: events, bodyBytes, payments, duplicates, retentionDays, months }: Workload): readonly Line[] => {
  const archived = Math.min(months, retentionDays / DAYS_PER_MONTH) * events * (1 - duplicates);
  const rows = events * payments * months;
  return [
    ...storageLines('archive', archived, recordBytes(bodyBytes)),
    ...storageLines('rows', rows, ITEM_BYTES.row),
    ...indexLines('index of rows', rows, ITEM_BYTES.rowInIndex),
  ];
};

const flowLogLines = (load: Workload): readonly Line[] => {
  const { eventsPerMonth: events, logRetentionDays: days } = load;
  const ignored = ignoredShare(load) * events;
  return [
    ...logLines('access log', events, LOG_LINES.access, days),
    ...logLines('ingest', positionsTold(load), LOG_LINES.position, days),
    ...logLines('processor', events - ignored, LOG_LINES.processed, days),
    ...logLines('processor, of what means nothing', ignored, LOG_LINES.ignored, days),
  ];
};

/** One function of each provider, or as many as are busy at once, tells its secret's place every few minutes. */
const positionsTold = ({ eventsPerMonth: events, providers }: Workload): number => {
  const busyMinutes = (events * ASSUMED.ingestMs) / 60_000;
  return Math.min(events, Math.max(providers * MINUTES_PER_MONTH, busyMinutes) / POSITION_EVERY_MINUTES);
};

/** Alarms of each provider, and all others; test/cost/standing.test.ts counts them in the templates. */
export const ALARMS = { perProvider: 9, others: 23 } as const;

/** Of all providers, on or off, and of the API. */
export const SECRETS = PROVIDER_IDS.length + 1;

/** What is due without a single event: who watches, who keeps the secrets, and the pulse of the whole, once a minute. */
const watchLines = ({ providers, logRetentionDays }: Workload): readonly Line[] => {
  const fetches = (MINUTES_PER_MONTH / 5) * (providers + 1);
  return [
    standing('CloudWatch alarms', 'alarms', 'alarm', ALARMS.others + ALARMS.perProvider * providers),
    standing('CloudWatch metrics', 'our metrics', 'metric', ASSUMED.metricsOfAll + ASSUMED.metricsPerProvider * providers),
    standing('CloudWatch metrics', 'dashboard', 'dashboard', 1),
    standing('Secrets Manager', 'secrets', 'secret', SECRETS),
    standing('Secrets Manager', 'fetched every five minutes', 'secretRequest', fetches),
    standing('SQS', 'polls that find nothing', 'sqsRequest', (MINUTES_PER_MONTH * 60 * ASSUMED.pollers) / ASSUMED.pollSeconds),
    ...pulseLines(logRetentionDays),
  ];
};

const pulseLines = (days: number): readonly Line[] => {
  const runs = MINUTES_PER_MONTH;
  const { write, read } = ASSUMED.sweepUnits;
  return [
    ...lambdaLines('the sweeper', runs, ASSUMED.sweepMs, standing),
    ...lambdaLines('the processor, for its heartbeat', runs, ASSUMED.batchMs + ASSUMED.deliveryMs, standing),
    standing('SQS', 'heartbeats', 'sqsRequest', 3 * runs),
    ...unitLines('sweeper', { write: write * runs, read: read * runs }, standing),
    ...logLines('sweeper and heartbeat', runs, LOG_LINES.pulse, days, standing),
  ];
};
