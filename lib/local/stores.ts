import type { CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { createQueues, type QueueUrls } from './create-queues.ts';
import { createTables } from './create-tables.ts';
import { startDynamoDb } from './embedded-dynamodb.ts';
import type { LocalOptions } from './options.ts';
import { startSqsThread } from './sqs-thread.ts';
import { StartError } from './start-error.ts';

/** A store that answers at an endpoint, embedded or the developer's own. */
export type Store<Client> = {
  readonly client: Client;
  readonly endpoint: string;
  /** Resolves with the reason when an embedded store ends before it is stopped. */
  readonly died: Promise<string>;
  readonly stop: () => Promise<void>;
};

type Running = Pick<Store<unknown>, 'endpoint' | 'stop'> & { readonly died?: Promise<string> };

/** The stores take any credentials and any region: never a developer's real ones. */
const ANYBODY = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

const NEVER = new Promise<never>(() => {});

/** The queue and the dead-letter queue, ready for messages. */
export const openSqs = async (options: LocalOptions & { readonly projectRoot: string }): Promise<Store<SQSClient> & QueueUrls> => {
  const [{ SQSClient }, { endpoint, stop, died = NEVER }] = await Promise.all([
    import('@aws-sdk/client-sqs'),
    runningAt(options.sqsEndpoint, () => startSqsThread({ ...options, port: options.sqsPort })),
  ]);
  const client = new SQSClient({ ...ANYBODY, endpoint, maxAttempts: 1 });
  const urls = await prepare('SQS', endpoint, () => createQueues(client, endpoint));
  return { client, endpoint, died, stop, ...urls };
};

/** The tables, ready for items. */
export const openDynamoDb = async (
  options: LocalOptions & { readonly projectRoot: string },
  tables: Promise<readonly CreateTableCommandInput[]>,
): Promise<Store<DynamoDBClient>> => {
  const [{ DynamoDBClient }, { endpoint, stop, died = NEVER }] = await Promise.all([
    import('@aws-sdk/client-dynamodb'),
    runningAt(options.dynamoDbEndpoint, () => startDynamoDb({ ...options, port: options.dynamoDbPort })),
  ]);
  const client = new DynamoDBClient({ ...ANYBODY, endpoint });
  await prepare('DynamoDB', endpoint, async () => createTables(client, await tables));
  return { client, endpoint, died, stop };
};

const runningAt = async (endpoint: string | undefined, start: () => Promise<Running>): Promise<Running> =>
  endpoint === undefined ? start() : { endpoint, stop: async () => {} };

const prepare = async <Result>(what: string, endpoint: string, work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    throw new StartError(
      `The ${what} at ${endpoint} cannot be set up (${error instanceof Error ? error.message || error.name : 'unknown error'}).`,
    );
  }
};
