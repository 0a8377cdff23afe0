import type { CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Log } from '../../functions/platform/log.ts';
import type { SecretSource } from '../../functions/platform/secrets.ts';
import type { Settings } from '../../functions/platform/settings.ts';
import type { QueueUrls } from './create-queues.ts';
import type { FrontDeps } from './http-front.ts';
import type { BatchHandler } from './queue-poller.ts';

/** What a stack offers to the product that runs on it. */
export type Stack = QueueUrls & {
  readonly dynamoDb: DynamoDBClient;
  readonly sqs: SQSClient;
  readonly secrets: SecretSource;
  readonly settings: Settings;
  readonly log: Log;
  readonly clock: () => Date;
};

/** What runs on a stack: the handlers, and the tables that they need. */
export type Product = {
  readonly tables: readonly CreateTableCommandInput[];
  readonly createHandlers: (stack: Stack) => Handlers;
};

export type Handlers = Pick<FrontDeps, 'ingest' | 'api'> & {
  readonly processor: BatchHandler;
  /** What a schedule starts in AWS once a minute. */
  readonly sweep: () => Promise<unknown>;
};
