import { SQSClient } from '@aws-sdk/client-sqs';
import { metricsNamespaceFrom, processEnvironment, queueUrlFrom, secretLocationFrom, settingsFrom } from '../platform/env.ts';
import { secretLoaderFor } from '../platform/function-secret.ts';
import { createLog, warningsOnly, writeToStdout } from '../platform/log.ts';
import { createMetrics } from '../platform/metrics.ts';
import { createSecretSource } from '../platform/secrets.ts';
import { createSendText } from '../platform/sqs.ts';
import type { Verifier } from '../providers/provider.ts';
import { createIngestHandler, type IngestHandler } from './create-ingest-handler.ts';
import { createDeliverySender } from './delivery-sender.ts';

/** A provider's ingest function: the handler over real clients, made at the first request from the environment and kept. */
export const createIngestLambda = (verifier: Verifier): IngestHandler => {
  let handler: IngestHandler | undefined;
  return async (event) => {
    handler ??= createFromEnvironment(verifier);
    return handler(event);
  };
};

const createFromEnvironment = (verifier: Verifier): IngestHandler => {
  const env = processEnvironment();
  const clock = () => new Date();
  const sink = { write: writeToStdout, clock };
  return createIngestHandler({
    verifier,
    secrets: createSecretSource({ load: secretLoaderFor(secretLocationFrom(env)), clock }),
    sender: createDeliverySender(createSendText({ client: new SQSClient({ maxAttempts: 1 }), queueUrl: queueUrlFrom(env) })),
    settings: settingsFrom(env),
    clock,
    // Of what was answered 200 the gateway's access log tells as much.
    log: warningsOnly(createLog(sink)),
    metrics: createMetrics({ ...sink, namespace: metricsNamespaceFrom(env) }),
  });
};
