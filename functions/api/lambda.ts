import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { handle } from 'hono/aws-lambda';
import { createDynamoLedger } from '../ledger/dynamo-ledger.ts';
import { createWorkQueue } from '../ledger/work-queue.ts';
import {
  deadLetterQueueUrlFrom,
  processEnvironment,
  queueUrlFrom,
  secretLocationFrom,
  settingsFrom,
  tableNamesFrom,
} from '../platform/env.ts';
import { secretLoaderFor } from '../platform/function-secret.ts';
import { createLog, writeToStdout } from '../platform/log.ts';
import { createQueueAdmin } from '../platform/queue-admin.ts';
import { createSecretSource } from '../platform/secrets.ts';
import { createSendText } from '../platform/sqs.ts';
import { apiKeySource } from './api-keys.ts';
import { createApi } from './create-api.ts';

export type ApiHandler = ReturnType<typeof handle>;

/** The API function: the app over real clients, made at the first request from the environment and kept. */
export const createApiLambda = (): ApiHandler => {
  let handler: ApiHandler | undefined;
  return async (event, context) => {
    handler ??= createFromEnvironment();
    return handler(event, context);
  };
};

const createFromEnvironment = (): ApiHandler => {
  const env = processEnvironment();
  const clock = () => new Date();
  const sqs = new SQSClient();
  const app = createApi({
    ledger: createDynamoLedger({ client: DynamoDBDocumentClient.from(new DynamoDBClient()), tables: tableNamesFrom(env) }),
    work: createWorkQueue(createSendText({ client: sqs, queueUrl: queueUrlFrom(env) })),
    queues: createQueueAdmin({ client: sqs, queueUrl: queueUrlFrom(env), deadLetterQueueUrl: deadLetterQueueUrlFrom(env) }),
    ...apiKeySource(createSecretSource({ load: secretLoaderFor(secretLocationFrom(env)), clock })),
    settings: settingsFrom(env),
    clock,
    newId: randomUUID,
    log: createLog({ write: writeToStdout, clock }),
  });
  return handle(app);
};
