// A program: the laptop's stack with next to nothing on it. Deliveries are remembered, and told at GET /processed.
import type { IngestHandler } from '../../functions/ingest/create-ingest-handler.ts';
import { createIngestHandler } from '../../functions/ingest/create-ingest-handler.ts';
import { decodeDelivery } from '../../functions/ingest/delivery.ts';
import { createDeliverySender } from '../../functions/ingest/delivery-sender.ts';
import type { Product, Stack } from '../../lib/local/product.ts';
import { runLocal } from '../../lib/local/run-local.ts';
import { fakeVerifier } from './ingest.ts';

const stubHandlers: Product['createHandlers'] = (stack) => {
  const processed: string[] = [];
  const failing = new Set(['fail']);
  return {
    ingest: { stripe: door(stack), chargebee: door(stack), recurly: door(stack), chargify: door(stack), chargily: door(stack) },
    api: async (request) => (new URL(request.url).pathname === '/processed' ? Response.json(processed) : new Response('ok')),
    processor: async ({ Records }) => {
      const bodies = Records.map(({ messageId, body }) => ({ messageId, text: decodeDelivery(body).body.toString() }));
      // One that is to fail does so once.
      const failed = bodies.filter(({ text }) => failing.delete(text));
      processed.push(...bodies.filter((body) => !failed.includes(body)).map(({ text }) => text));
      return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    },
    sweep: async () => {},
  };
};

const door = ({ sqs, queueUrl, settings, log, clock }: Stack): IngestHandler =>
  createIngestHandler({
    verifier: fakeVerifier({ verify: () => ({ verified: true, secretIndex: 0 }) }),
    secrets: { read: async () => ({}), refresh: async () => ({}) },
    sender: createDeliverySender({ client: sqs, queueUrl }),
    settings,
    log,
    clock,
  });

await runLocal(process.cwd(), Promise.resolve({ tables: [], createHandlers: stubHandlers }));
