import { Duration } from 'aws-cdk-lib';
import { type IMetric, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { TABLES } from '../../functions/ledger/tables.ts';
import { RunbookAlarm, type RunbookAlarmProps } from './constructs/runbook-alarm.ts';
import type { HookledgerData } from './hookledger-data.ts';
import type { LedgerMetrics } from './metrics.ts';
import type { HookledgerConfig } from './stage-config.ts';

export type LedgerAlarmsProps = {
  readonly data: HookledgerData;
  /** The count of 5xx answers of the HTTP API. */
  readonly serverErrors: IMetric;
  readonly config: HookledgerConfig['alarms'];
  readonly metrics: LedgerMetrics;
  readonly topic: ITopic;
};

type AlarmsById = Readonly<Record<string, Omit<RunbookAlarmProps, 'topic'>>>;

const FIVE_MINUTES = Duration.minutes(5);
const HOUR_SECONDS = 3_600;

/** The alarms that are about no provider and no function in particular: the queue, what waits, what the ledger finds odd. */
export class LedgerAlarms extends Construct {
  constructor(scope: Construct, id: string, props: LedgerAlarmsProps) {
    super(scope, id);
    const alarms = { ...flowAlarms(props), ...waitingAlarms(props), ...oddityAlarms(props), ...tableAlarms(props) };
    for (const [alarmId, alarm] of Object.entries(alarms)) new RunbookAlarm(this, alarmId, { ...alarm, topic: props.topic });
  }
}

const flowAlarms = ({ data: { queue, deadLetters }, serverErrors, metrics: { measured } }: LedgerAlarmsProps): AlarmsById => ({
  DeadLetters: {
    section: 'dead-letters',
    tells: 'The processor gave a message up; it lies in the dead-letter queue for 14 days.',
    metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: Stats.MAXIMUM }),
    threshold: 1,
  },
  OldestMessage: {
    section: 'oldest-message',
    // Five tries of a message that always fails take a quarter of an hour.
    tells: 'The oldest delivery has been on the queue for 20 minutes.',
    metric: queue.metricApproximateAgeOfOldestMessage({ period: FIVE_MINUTES, statistic: Stats.MAXIMUM }),
    threshold: 20 * 60,
  },
  HeartbeatMissing: {
    section: 'heartbeat-missing',
    tells: 'No heartbeat has come through the queue into the ledger for a quarter of an hour: nothing is worked off.',
    metric: measured('HeartbeatLagMs'),
    // Any figure will do, but for one that the next alarm tells of: what rings here is that there is none.
    threshold: HOUR_SECONDS * 1_000,
    periods: 3,
    ringsWhenMissing: true,
  },
  HeartbeatLate: {
    section: 'heartbeat-late',
    tells: 'A heartbeat took five minutes from the sweeper into the ledger: the processor does not keep up.',
    metric: measured('HeartbeatLagMs'),
    threshold: 5 * 60 * 1_000,
    periods: 2,
  },
  HttpErrors: {
    section: 'http-errors',
    tells: 'The HTTP API answered 5xx three times or more within five minutes.',
    metric: serverErrors,
    threshold: 3,
  },
});

const waitingAlarms = ({ config: { waitingHours, waitingMoney }, metrics: { measured } }: LedgerAlarmsProps): AlarmsById => ({
  WaitingAge: {
    section: 'waiting-age',
    tells: `A row has waited for its customer or payment for ${waitingHours} hours; it counts nothing.`,
    metric: measured('WaitingOldestSeconds'),
    threshold: waitingHours * HOUR_SECONDS,
  },
  ...Object.fromEntries(
    Object.entries(waitingMoney).map(([currency, minor]) => [
      `WaitingMoney-${currency}`,
      {
        section: 'waiting-money',
        tells: `${minor} minor units of ${currency} or more wait for their customer or payment and count nothing.`,
        metric: measured('WaitingMoney', { currency }),
        threshold: minor,
      } as const,
    ]),
  ),
});

const oddityAlarms = ({ metrics: { counted } }: LedgerAlarmsProps): AlarmsById => ({
  ContestedLinks: {
    section: 'contested-links',
    tells: 'One key of a provider was claimed for two customers.',
    metric: counted('ContestedLinks'),
    threshold: 1,
  },
  CurrencyConflicts: {
    section: 'currency-conflicts',
    tells: 'A transaction was told of in a second currency, whose amounts count nothing.',
    metric: counted('CurrencyConflicts'),
    threshold: 1,
  },
  ...Object.fromEntries(
    Object.keys(TABLES).map((table) => [
      `LargeItems-${table}`,
      {
        section: 'large-items',
        tells: `An item of over 300 KB was written into the table of ${table}; at 400 KB no more can be.`,
        metric: counted('LargeItems', { table }),
        threshold: 1,
      } as const,
    ]),
  ),
});

const tableAlarms = ({ data: { tables } }: LedgerAlarmsProps): AlarmsById =>
  Object.fromEntries(
    Object.entries(tables).map(([name, { tableName }]) => [
      `ThrottledWrites-${name}`,
      {
        section: 'throttled-tables',
        tells: `Writes into the table of ${name} were throttled for a quarter of an hour.`,
        metric: new Metric({
          namespace: 'AWS/DynamoDB',
          metricName: 'WriteThrottleEvents',
          dimensionsMap: { TableName: tableName },
          statistic: Stats.SUM,
          period: FIVE_MINUTES,
        }),
        threshold: 1,
        periods: 3,
      } as const,
    ]),
  );
