// A program: the laptop's stack with next to nothing on it. Deliveries are remembered, and told at GET /processed; with
// STUB_HANGS=1 the processor takes them and never comes back.
import { createIngestHandler, type IngestHandler } from '../../functions/ingest/create-ingest-handler.ts';
import { decodeDelivery } from '../../functions/ingest/delivery.ts';
import { createDeliverySender } from '../../functions/ingest/delivery-sender.ts';
import { processEnvironment } from '../../functions/platform/env.ts';
import { createSendText } from '../../functions/platform/sqs.ts';
import type { Product, Stack } from '../../lib/local/product.ts';
import { runLocal } from '../../lib/local/run-local.ts';
import { fakeVerifier } from './ingest.ts';

const stubHandlers: Product['createHandlers'] = (stack) => {
  const processed: string[] = [];
  return {
    ingest: new Map([['stripe', door(stack)]]),
    api: async (request) => (new URL(request.url).pathname === '/processed' ? Response.json(processed) : new Response('ok')),
    processor: async ({ Records }) => {
      if (processEnvironment()['STUB_HANGS'] === '1') await new Promise(() => {});
      processed.push(...Records.map(({ body }) => decodeDelivery(body).body.toString()));
      return { batchItemFailures: [] };
    },
    sweep: async () => {},
  };
};

const door = ({ sqs, queueUrl, settings, log, clock }: Stack): IngestHandler =>
  createIngestHandler({
    verifier: fakeVerifier({ verify: () => ({ verified: true, secretIndex: 0 }) }),
    secrets: { read: async () => ({}), refresh: async () => ({}) },
    sender: createDeliverySender(createSendText({ client: sqs, queueUrl })),
    settings,
    log,
    clock,
  });

await runLocal(process.cwd(), Promise.resolve({ tables: [], createHandlers: stubHandlers }));
