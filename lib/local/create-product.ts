import { randomUUID } from 'node:crypto';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { apiKeySource } from '../../functions/api/api-keys.ts';
import { createApi } from '../../functions/api/create-api.ts';
import { createIngestHandler } from '../../functions/ingest/create-ingest-handler.ts';
import { createDeliverySender, SEND_BUDGET_MS } from '../../functions/ingest/delivery-sender.ts';
import { createTableInputs } from '../../functions/ledger/create-table-inputs.ts';
import { createDynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { LOCAL_TABLE_NAMES } from '../../functions/ledger/tables.ts';
import { encodeWork, type WorkQueue } from '../../functions/ledger/work.ts';
import { NO_METRICS } from '../../functions/platform/metrics.ts';
import { createQueueAdmin } from '../../functions/platform/queue-admin.ts';
import { createSendText } from '../../functions/platform/sqs.ts';
import { createProcessorHandler } from '../../functions/process/handler.ts';
import { createSweep } from '../../functions/process/sweep.ts';
import { providers } from '../../functions/providers/all.ts';
import { createBatchedSendText } from './batched-send.ts';
import type { Handlers, Product, Stack } from './product.ts';

/** The real handlers, wired as in AWS. */
export const createProduct = (): Product => ({ tables: createTableInputs(LOCAL_TABLE_NAMES), createHandlers });

const createHandlers = (stack: Stack): Handlers => {
  const { settings, secrets, log, clock } = stack;
  const ledger = createDynamoLedger({ client: DynamoDBDocumentClient.from(stack.dynamoDb), tables: LOCAL_TABLE_NAMES });
  const sendText = createSendText({ client: stack.sqs, queueUrl: stack.queueUrl });
  const work: WorkQueue = { send: (item, options) => sendText(encodeWork(item), options) };
  const queues = createQueueAdmin({ client: stack.sqs, queueUrl: stack.queueUrl, deadLetterQueueUrl: stack.deadLetterQueueUrl });
  const shared = { ledger, work, queues, settings, clock, log };
  const processing = { ...shared, providers, newToken: randomUUID, random: Math.random, metrics: NO_METRICS };
  const api = createApi({ ...shared, ...apiKeySource(secrets), newId: randomUUID });
  // Many requests at once share this process: in a burst an impatient second try would only double the work.
  const sendBatched = createBatchedSendText({ client: stack.sqs, queueUrl: stack.queueUrl, withinMs: SEND_BUDGET_MS });
  const sender = createDeliverySender(sendBatched, { attemptMs: SEND_BUDGET_MS });
  const doors = Object.values(providers).map(({ id, verifier }) => {
    return [id, createIngestHandler({ verifier, secrets, sender, settings, clock, log })] as const;
  });
  return {
    ingest: new Map(doors),
    processor: createProcessorHandler(processing),
    api: async (request) => api.fetch(request),
    sweep: createSweep(processing),
  };
};
