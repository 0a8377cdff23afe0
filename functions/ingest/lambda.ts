import { createAwsCall } from '../platform/aws-call.ts';
import { metricsNamespaceFrom, processEnvironment, queueUrlFrom, secretLocationFrom, settingsFrom } from '../platform/env.ts';
import { createLog, warningsOnly, writeToStdout } from '../platform/log.ts';
import { createMetrics } from '../platform/metrics.ts';
import { secretLoaderFor } from '../platform/secret-loaders.ts';
import { createSecretSource, type SecretSource } from '../platform/secrets.ts';
import { createSendMessage } from '../platform/send-message.ts';
import type { Verifier } from '../providers/provider.ts';
import { createIngestHandler, type IngestHandler } from './create-ingest-handler.ts';
import { createDeliverySender } from './delivery-sender.ts';

/**
 * A provider's ingest function: the handler over the real queue and secret, made from the environment and kept. The secret is fetched
 * before the function counts as started, so that the first request, for which a provider waits, finds it there.
 */
export const createIngestLambda = async (verifier: Verifier): Promise<IngestHandler> => {
  let started: Started | undefined;
  const start = (): Started => {
    started ??= startFromEnvironment(verifier);
    return started;
  };
  try {
    await start().secrets.read(verifier.provider);
  } catch {
    // A wrong environment or a store that is down is met again at the first request, which tells it.
  }
  return async (event) => start().handler(event);
};

type Started = { readonly handler: IngestHandler; readonly secrets: SecretSource };

const startFromEnvironment = (verifier: Verifier): Started => {
  const env = processEnvironment();
  const clock = () => new Date();
  const sink = { write: writeToStdout, clock };
  const queueUrl = queueUrlFrom(env);
  const call = createAwsCall('sqs', new URL('/', queueUrl), env);
  const secrets = createSecretSource({ load: secretLoaderFor(secretLocationFrom(env), env), clock });
  const handler = createIngestHandler({
    verifier,
    secrets,
    sender: createDeliverySender(createSendMessage({ call, queueUrl })),
    settings: settingsFrom(env),
    clock,
    // Of what was answered 200 the gateway's access log tells as much.
    log: warningsOnly(createLog(sink)),
    metrics: createMetrics({ ...sink, namespace: metricsNamespaceFrom(env) }),
  });
  return { handler, secrets };
};
