import { Aws, Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, Metric, PeriodOverride, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { ProviderId } from '../../functions/domain/keys.ts';
import type { BundledFunction } from './constructs/bundled-function.ts';
import type { HookledgerData } from './hookledger-data.ts';
import type { LedgerMetrics } from './metrics.ts';

export type OperationsDashboardProps = {
  readonly providers: readonly ProviderId[];
  /** By the name that the graph shows. */
  readonly functions: Readonly<Record<string, BundledFunction>>;
  /** Currencies whose waiting money is shown. */
  readonly currencies: readonly string[];
  readonly data: HookledgerData;
  readonly metrics: LedgerMetrics;
};

/** What is not answered 200, by the name of its counter. */
const REFUSALS = {
  VerificationFailed: '401 not verified',
  TimestampOutOfRange: '401 other time',
  SecretMissing: '401 no secret',
  RequestRefused: '404, 413, 415',
  IngestFailed: '503',
} as const;

const OUTCOMES = ['recorded', 'unchanged', 'duplicate', 'ignored', 'unreadable'] as const;

const WIDTH = 12;

/** One page that tells how it goes: from the door to the ledger, from left to right and from above. */
export class OperationsDashboard extends Construct {
  readonly dashboard: Dashboard;
  readonly url: string;

  constructor(scope: Construct, id: string, props: OperationsDashboardProps) {
    super(scope, id);
    this.dashboard = new Dashboard(this, 'Dashboard', { defaultInterval: Duration.days(1), periodOverride: PeriodOverride.AUTO });
    for (const row of rows(props)) this.dashboard.addWidgets(...row.map(([title, metrics]) => graph(title, metrics)));
    const { dashboardName } = this.dashboard;
    this.url = `https://${Aws.REGION}.console.aws.amazon.com/cloudwatch/home?region=${Aws.REGION}#dashboards:name=${dashboardName}`;
  }
}

type Graph = readonly [title: string, metrics: readonly IMetric[]];

const graph = (title: string, metrics: readonly IMetric[]): GraphWidget =>
  new GraphWidget({ title, left: [...metrics], width: WIDTH, leftYAxis: { min: 0 } });

const rows = ({ providers, functions, currencies, data, metrics }: OperationsDashboardProps): readonly (readonly Graph[])[] => [
  ...pairs(
    providers.map((provider) => [
      `Webhooks of ${provider}: all, and those not answered 200`,
      [...requestsOf(functions[provider]), ...refusalsOf(metrics, provider)],
    ]),
  ),
  [
    ['Messages', queueDepths(data)],
    ['Seconds that the oldest message has waited', [oldest(data)]],
  ],
  [
    ['Outcomes', providers.flatMap((provider) => OUTCOMES.map((outcome) => outcomeOf(metrics, { provider, outcome })))],
    ['Unreadable events', providers.map((provider) => labelled(metrics.counted('EventsUnreadable', { provider }), provider))],
  ],
  [
    ['Rows that wait', [metrics.measured('WaitingRows')]],
    ['Seconds that the oldest row has waited', [metrics.measured('WaitingOldestSeconds')]],
  ],
  [
    ['Money that waits, in minor units', currencies.map((currency) => labelled(metrics.measured('WaitingMoney', { currency }), currency))],
    ['Silence, in usual gaps', providers.map((provider) => labelled(metrics.measured('SilenceRatio', { provider }), provider))],
  ],
  [
    ['Milliseconds of a heartbeat through the queue', [metrics.measured('HeartbeatLagMs')]],
    ['Messages that failed, and come again', [metrics.counted('MessagesFailed')]],
  ],
  [
    ['Milliseconds of a run, half of them', latencies(functions, 'p50')],
    ['Milliseconds of a run, 99 of 100', latencies(functions, 'p99')],
  ],
  [
    ['Write units, which cost most', unitsOf(data, 'ConsumedWriteCapacityUnits')],
    ['Read units', unitsOf(data, 'ConsumedReadCapacityUnits')],
  ],
];

const pairs = (graphs: readonly Graph[]): readonly (readonly Graph[])[] =>
  graphs.flatMap((_, index) => (index % 2 === 0 ? [graphs.slice(index, index + 2)] : []));

const labelled = (metric: Metric, label: string): Metric => metric.with({ label });

/** Each request is a run of the function: Lambda counts them for nothing. */
const requestsOf = (ingest: BundledFunction | undefined): readonly IMetric[] =>
  ingest === undefined ? [] : [ingest.lambda.metricInvocations({ label: 'all' })];

const refusalsOf = ({ counted }: LedgerMetrics, provider: ProviderId): readonly IMetric[] =>
  Object.entries(REFUSALS).map(([name, label]) => labelled(counted(name, { provider }), label));

type Outcome = { readonly provider: ProviderId; readonly outcome: string };

const outcomeOf = ({ counted }: LedgerMetrics, { provider, outcome }: Outcome): IMetric =>
  labelled(counted('Outcomes', { provider, outcome }), `${provider} ${outcome}`);

const queueDepths = ({ queue, deadLetters }: HookledgerData): readonly IMetric[] => [
  queue.metricApproximateNumberOfMessagesVisible({ label: 'to be worked off', statistic: Stats.MAXIMUM }),
  queue.metricApproximateNumberOfMessagesNotVisible({ label: 'being worked off', statistic: Stats.MAXIMUM }),
  deadLetters.metricApproximateNumberOfMessagesVisible({ label: 'given up', statistic: Stats.MAXIMUM }),
];

const oldest = ({ queue }: HookledgerData): IMetric =>
  queue.metricApproximateAgeOfOldestMessage({ label: 'seconds', statistic: Stats.MAXIMUM });

const latencies = (functions: OperationsDashboardProps['functions'], statistic: string): readonly IMetric[] =>
  Object.entries(functions).map(([label, { lambda }]) => lambda.metricDuration({ label, statistic }));

const unitsOf = ({ tables }: HookledgerData, metricName: string): readonly IMetric[] =>
  Object.entries(tables).map(([label, { tableName }]) => {
    const dimensionsMap = { TableName: tableName };
    return new Metric({ namespace: 'AWS/DynamoDB', metricName, dimensionsMap, label, statistic: Stats.SUM, period: Duration.minutes(5) });
  });
