import { Duration, Validations } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { metricsNamespace } from '../../functions/platform/metrics.ts';
import { AlarmTopic } from './constructs/alarm-topic.ts';
import { BundledFunction } from './constructs/bundled-function.ts';
import { BATCH_TIMEOUT } from './constructs/delivery-queue.ts';
import { HttpFront } from './constructs/http-front.ts';
import { LineMetrics } from './constructs/line-metrics.ts';
import type { ServiceContext } from './constructs/service-context.ts';
import { WebhookRoute } from './constructs/webhook-route.ts';
import type { HookledgerData } from './hookledger-data.ts';
import { LedgerAlarms } from './ledger-alarms.ts';
import { grantLedger } from './ledger-grants.ts';
import { createLedgerMetrics } from './metrics.ts';
import { OperationsDashboard } from './operations-dashboard.ts';
import type { Checked } from './read-config.ts';
import type { HookledgerConfig } from './stage-config.ts';

/** Batches that the processor works on at once: what the tables take on demand without warming up is far above it. */
const MAX_CONCURRENCY = 20;
/** The gateway gives an answer up after 30 s. */
const API_TIMEOUT = Duration.seconds(29);

const NEXT_RUN = 'A run that fails is left out: the next comes within a minute, and an alarm rings when none comes.';

export type HookledgerServiceProps = {
  readonly name: string;
  readonly config: Checked<HookledgerConfig>;
  readonly data: HookledgerData;
  readonly bundles: string;
};

/** What may be thrown away and deployed anew: the functions, the HTTP API before them, the schedule, alarms and the dashboard. */
export class HookledgerService extends Construct {
  readonly front: HttpFront;
  readonly webhooks: readonly WebhookRoute[];
  readonly api: BundledFunction;
  readonly processor: BundledFunction;
  readonly sweeper: BundledFunction;
  readonly alarmTopic: AlarmTopic;
  readonly dashboard: OperationsDashboard;
  private readonly data: HookledgerData;
  private readonly config: Checked<HookledgerConfig>;
  private readonly context: ServiceContext;
  private readonly metricsNamespace: string;

  constructor(scope: Construct, id: string, { name, config, data, bundles }: HookledgerServiceProps) {
    super(scope, id);
    this.data = data;
    this.config = config;
    this.metricsNamespace = metricsNamespace(name);
    const metrics = createLedgerMetrics(this.metricsNamespace);
    this.alarmTopic = new AlarmTopic(this, 'AlarmTopic', { email: config.alarms.email });
    const logRetention = config.logRetentionDays;
    this.context = { bundles, logRetention, tracing: config.tracing, metrics, topic: this.alarmTopic };
    this.front = new HttpFront(this, 'Http', { domain: config.domain, throttle: config.throttle.api, logRetention });
    this.webhooks = config.settings.providers.map((provider) => this.addWebhook(provider));
    this.api = this.addApi();
    this.processor = this.addProcessor();
    this.sweeper = this.addSweeper();
    const serverErrors = this.front.api.metricServerError({ statistic: Stats.SUM, period: Duration.minutes(5) });
    new LedgerAlarms(this, 'Alarms', { data, serverErrors, config: config.alarms, metrics, topic: this.alarmTopic });
    this.dashboard = new OperationsDashboard(this, 'Dashboard', {
      providers: config.settings.providers,
      functions: this.functionsByName(),
      currencies: Object.keys(config.alarms.waitingMoney),
      data,
      metrics,
    });
  }

  private addWebhook(provider: WebhookRoute['provider']): WebhookRoute {
    return new WebhookRoute(this, `Webhook-${provider}`, {
      provider,
      front: this.front,
      queue: this.data.queue,
      secret: this.data.secretOf(provider),
      environment: this.shared(),
      throttle: this.config.throttle.webhooks,
      reservedConcurrency: this.config.ingestConcurrency,
      context: this.context,
    });
  }

  private addApi(): BundledFunction {
    const secret = this.data.secretOf('api');
    const api = new BundledFunction(this, 'Api', {
      bundle: 'api',
      description: 'Serves the REST API',
      environment: { ...this.shared(), ...this.tableNames(), HOOKLEDGER_SECRET_ID: secret.secretArn },
      timeout: API_TIMEOUT,
      onFailure: 'The gateway calls it and tells the caller.',
      context: this.context,
    });
    grantLedger(this.data, api.lambda, 'api');
    secret.grantRead(api.lambda);
    this.data.queue.grant(api.lambda, 'sqs:SendMessage', 'sqs:GetQueueAttributes');
    // To look at what could not be worked off, without deleting it.
    this.data.deadLetters.grant(api.lambda, 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility');
    this.front.addRoute({ method: HttpMethod.ANY, path: '/{proxy+}', target: api.lambda, throttle: this.config.throttle.api });
    return api;
  }

  private addProcessor(): BundledFunction {
    const processor = new BundledFunction(this, 'Processor', {
      bundle: 'processor',
      description: 'Brings deliveries into the ledger',
      environment: { ...this.shared(), ...this.tableNames() },
      timeout: BATCH_TIMEOUT,
      onFailure: 'Messages that fail stay on the queue, and lie in its dead-letter queue after five receives.',
      context: this.context,
    });
    new LineMetrics(processor, 'LineMetrics', { logGroup: processor.logGroup, namespace: this.metricsNamespace });
    grantLedger(this.data, processor.lambda, 'processor');
    this.data.queue.grant(processor.lambda, 'sqs:SendMessage');
    this.data.deadLetters.grant(processor.lambda, 'sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility', 'sqs:DeleteMessage');
    processor.lambda.addEventSource(
      new SqsEventSource(this.data.queue, { batchSize: 10, reportBatchItemFailures: true, maxConcurrency: MAX_CONCURRENCY }),
    );
    Validations.of(processor.lambda).acknowledge({
      id: 'Serverless-LambdaEventSourceMappingDestination',
      reason: 'A queue needs none: its own dead-letter queue takes what fails.',
    });
    return processor;
  }

  private addSweeper(): BundledFunction {
    const sweeper = new BundledFunction(this, 'Sweeper', {
      bundle: 'sweeper',
      description: 'Takes up what a crash left lying',
      environment: { ...this.shared(), ...this.tableNames() },
      timeout: Duration.minutes(1),
      onFailure: NEXT_RUN,
      context: this.context,
    });
    grantLedger(this.data, sweeper.lambda, 'sweeper');
    this.data.queue.grant(sweeper.lambda, 'sqs:SendMessage');
    // A run that is late is left out: the next one comes within a minute.
    const target = new LambdaFunction(sweeper.lambda, { retryAttempts: 0 });
    const rule = new Rule(this, 'EveryMinute', { schedule: Schedule.rate(Duration.minutes(1)), targets: [target] });
    Validations.of(rule).acknowledge({ id: 'Serverless-EventBusDLQ', reason: NEXT_RUN });
    return sweeper;
  }

  private functionsByName(): Readonly<Record<string, BundledFunction>> {
    const ingests = this.webhooks.map(({ provider, ingest }) => [provider, ingest] as const);
    return { ...Object.fromEntries(ingests), processor: this.processor, api: this.api, sweeper: this.sweeper };
  }

  /** What every function is told. */
  private shared(): Readonly<Record<string, string>> {
    return {
      HOOKLEDGER_SETTINGS_JSON: JSON.stringify(this.config.settings),
      HOOKLEDGER_METRICS_NAMESPACE: this.metricsNamespace,
      HOOKLEDGER_QUEUE_URL: this.data.queue.queueUrl,
      HOOKLEDGER_DEAD_LETTER_QUEUE_URL: this.data.deadLetters.queueUrl,
    };
  }

  private tableNames(): Readonly<Record<string, string>> {
    const { customers, transactions, subscriptions, events } = this.data.tables;
    return {
      HOOKLEDGER_TABLE_CUSTOMERS: customers.tableName,
      HOOKLEDGER_TABLE_TRANSACTIONS: transactions.tableName,
      HOOKLEDGER_TABLE_SUBSCRIPTIONS: subscriptions.tableName,
      HOOKLEDGER_TABLE_EVENTS: events.tableName,
    };
  }
}
