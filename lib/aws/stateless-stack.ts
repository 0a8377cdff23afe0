import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { ProviderId } from '../../functions/domain/keys.ts';
import type { Stage } from './config.ts';
import { BATCH_TIMEOUT } from './constructs/delivery-queue.ts';
import { HttpFront } from './constructs/http-front.ts';
import { NodeFunction } from './constructs/node-function.ts';
import { ENTRIES, ingestEntry } from './entries.ts';
import type { StatefulStack } from './stateful-stack.ts';

/** Batches that the processor works on at once: what the tables take on demand without warming up is far above it. */
const MAX_CONCURRENCY = 20;

/** What may be thrown away and deployed anew: the functions and the HTTP API before them. */
export class StatelessStack extends Stack {
  private readonly stateful: StatefulStack;
  /** What every function is told. */
  private readonly shared: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, { stage, stateful }: { readonly stage: Stage; readonly stateful: StatefulStack }) {
    super(scope, id, { description: 'Hookledger: functions and HTTP API' });
    this.stateful = stateful;
    this.shared = {
      HOOKLEDGER_SETTINGS_JSON: JSON.stringify(stage.settings),
      HOOKLEDGER_QUEUE_URL: stateful.queue.queueUrl,
      HOOKLEDGER_DEAD_LETTER_QUEUE_URL: stateful.deadLetters.queueUrl,
    };
    const front = new HttpFront(this, 'Http', stage);
    for (const { provider, secret } of stateful.providerSecrets) this.addIngest(front, provider, secret);
    this.addApi(front);
    this.addProcessor();
    this.addSweeper();
  }

  private addIngest(front: HttpFront, provider: ProviderId, secret: Secret): void {
    const path = `/webhooks/${provider}`;
    const ingest = new NodeFunction(this, `Ingest-${provider}`, {
      entry: ingestEntry(provider),
      description: `Takes webhooks of ${provider} in`,
      environment: { ...this.shared, HOOKLEDGER_SECRET_ID: secret.secretArn },
    });
    this.stateful.queue.grantSendMessages(ingest);
    secret.grantRead(ingest);
    front.addRoute({ method: HttpMethod.POST, path, target: ingest });
    new CfnOutput(this, `Webhook-${provider}`, { value: `${front.url}${path}`, description: `The URL to paste into ${provider}` });
  }

  private addApi(front: HttpFront): void {
    const { apiSecret } = this.stateful;
    const api = new NodeFunction(this, 'Api', {
      entry: ENTRIES.api,
      description: 'Serves the REST API',
      environment: { ...this.shared, ...this.tableNames(), HOOKLEDGER_SECRET_ID: apiSecret.secretArn },
    });
    this.grantLedger(api);
    apiSecret.grantRead(api);
    // To look at what could not be worked off, without deleting it.
    this.stateful.deadLetters.grant(api, 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility');
    front.addRoute({ method: HttpMethod.ANY, path: '/{proxy+}', target: api });
    new CfnOutput(this, 'ApiUrl', { value: front.url, description: 'The address of the REST API' });
  }

  private addProcessor(): void {
    const processor = new NodeFunction(this, 'Processor', {
      entry: ENTRIES.processor,
      description: 'Brings deliveries into the ledger',
      environment: { ...this.shared, ...this.tableNames() },
      timeout: BATCH_TIMEOUT,
    });
    this.grantLedger(processor);
    this.stateful.deadLetters.grant(processor, 'sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility', 'sqs:DeleteMessage');
    processor.addEventSource(
      new SqsEventSource(this.stateful.queue, { batchSize: 10, reportBatchItemFailures: true, maxConcurrency: MAX_CONCURRENCY }),
    );
  }

  private addSweeper(): void {
    const sweeper = new NodeFunction(this, 'Sweeper', {
      entry: ENTRIES.sweeper,
      description: 'Takes up what a crash left lying',
      environment: { ...this.shared, ...this.tableNames() },
      timeout: Duration.minutes(1),
    });
    this.grantLedger(sweeper);
    new Rule(this, 'EveryMinute', { schedule: Schedule.rate(Duration.minutes(1)), targets: [new LambdaFunction(sweeper)] });
  }

  private grantLedger(grantee: IFunction): void {
    for (const table of Object.values(this.stateful.tables)) table.grantReadWriteData(grantee);
    this.stateful.queue.grantSendMessages(grantee);
  }

  private tableNames(): Readonly<Record<string, string>> {
    const { customers, transactions, subscriptions, events } = this.stateful.tables;
    return {
      HOOKLEDGER_TABLE_CUSTOMERS: customers.tableName,
      HOOKLEDGER_TABLE_TRANSACTIONS: transactions.tableName,
      HOOKLEDGER_TABLE_SUBSCRIPTIONS: subscriptions.tableName,
      HOOKLEDGER_TABLE_EVENTS: events.tableName,
    };
  }
}
