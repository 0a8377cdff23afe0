import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDynamoLedger } from '../ledger/dynamo-ledger.ts';
import { createWorkQueue } from '../ledger/work-queue.ts';
import {
  deadLetterQueueUrlFrom,
  metricsNamespaceFrom,
  processEnvironment,
  queueUrlFrom,
  settingsFrom,
  tableNamesFrom,
} from '../platform/env.ts';
import { createLog, writeToStdout } from '../platform/log.ts';
import { createMetrics } from '../platform/metrics.ts';
import { createQueueAdmin } from '../platform/queue-admin.ts';
import { createSendText } from '../platform/sqs.ts';
import { providers } from '../providers/all.ts';
import type { ProcessDeps } from './deps.ts';
import { createProcessorHandler, type ProcessorHandler, type TimeLeft } from './handler.ts';
import { createSweep, type Sweep, type Swept } from './sweep.ts';

/** The processor's function: the handler over real clients, made at the first batch from the environment and kept. */
export const createProcessorLambda = (): ProcessorHandler => {
  let handler: ProcessorHandler | undefined;
  return async (event, context) => {
    handler ??= createProcessorHandler(depsFromEnvironment());
    return handler(event, context);
  };
};

/** The sweeper's function, which a schedule starts; it takes no event. */
export const createSweeperLambda = (): ((event: unknown, context: TimeLeft) => Promise<Swept>) => {
  let started: { readonly deps: ProcessDeps; readonly sweep: Sweep } | undefined;
  return async (_, context) => {
    started ??= startSweeper();
    const swept = await started.sweep(() => context.getRemainingTimeInMillis() > PAGE_MS);
    started.deps.log.info('swept', swept);
    return swept;
  };
};

/** A page of entries is not begun when less than this is left. */
const PAGE_MS = 15_000;

const startSweeper = () => {
  const deps = depsFromEnvironment();
  return { deps, sweep: createSweep(deps) };
};

const depsFromEnvironment = (): ProcessDeps => {
  const env = processEnvironment();
  const clock = () => new Date();
  const sqs = new SQSClient();
  const sink = { write: writeToStdout, clock };
  const [log, metrics] = [createLog(sink), createMetrics({ ...sink, namespace: metricsNamespaceFrom(env) })];
  return {
    ledger: createDynamoLedger({
      client: DynamoDBDocumentClient.from(new DynamoDBClient()),
      tables: tableNamesFrom(env),
      onLargeItem: ({ table, bytes }) => {
        log.warn('large item', { table, bytes });
        metrics.count('LargeItems', { table });
      },
    }),
    work: createWorkQueue(createSendText({ client: sqs, queueUrl: queueUrlFrom(env) })),
    queues: createQueueAdmin({ client: sqs, queueUrl: queueUrlFrom(env), deadLetterQueueUrl: deadLetterQueueUrlFrom(env) }),
    providers,
    settings: settingsFrom(env),
    clock,
    newToken: randomUUID,
    random: Math.random,
    log,
    metrics,
  };
};
