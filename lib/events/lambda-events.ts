import { createHash, randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2, SQSEvent } from 'aws-lambda';
import type { ProviderId } from '../../functions/domain/keys.ts';
import { encodeDelivery } from '../../functions/ingest/delivery.ts';
import { readingSettings } from '../../functions/platform/settings.ts';
import { LOCAL_DEFAULTS } from '../../functions/platform/settings-schema.ts';
import { toGatewayEvent } from '../local/gateway-event.ts';
import { toSqsEvent } from '../local/sqs-event.ts';
import type { SignedRequest } from './signed-request.ts';
import { testkits } from './testkits.ts';

/** What API Gateway hands to an ingest function. */
export const ingestEvent = ({ path, query, headers, body }: SignedRequest, now: Date): APIGatewayProxyEventV2 =>
  toGatewayEvent({
    method: 'POST',
    url: query === '' ? path : `${path}?${query}`,
    rawHeaders: Object.entries({ host: 'localhost', ...headers }).flat(),
    body,
    receivedAt: now,
    requestId: randomUUID(),
  });

export type ApiCall = { readonly url: string; readonly apiKey: string /** JSON to send; a read without it. */; readonly data?: string };

/** What API Gateway hands to the API's function. */
export const apiEvent = ({ url, apiKey, data }: ApiCall, now: Date): APIGatewayProxyEventV2 =>
  toGatewayEvent({
    method: data === undefined ? 'GET' : 'POST',
    url,
    rawHeaders: [
      'host',
      'localhost',
      'authorization',
      `Bearer ${apiKey}`,
      ...(data === undefined ? [] : ['content-type', 'application/json']),
    ],
    body: Buffer.from(data ?? ''),
    receivedAt: now,
    requestId: randomUUID(),
  });

/** What SQS hands to the processor: a batch of one delivery, as the ingest function queues it under the settings of a laptop. */
export const processorEvent = ({ headers, body }: SignedRequest, provider: ProviderId, now: Date): SQSEvent => {
  const kept = testkits[provider].provider.verifier.keepHeaders.filter((name) => name in headers);
  const Body = encodeDelivery({
    provider,
    receivedAt: now,
    headers: Object.fromEntries(kept.map((name) => [name, headers[name] ?? ''])),
    settings: readingSettings(LOCAL_DEFAULTS, provider),
    body,
  });
  const SentTimestamp = String(now.getTime());
  return toSqsEvent([
    {
      MessageId: randomUUID(),
      ReceiptHandle: randomUUID(),
      Body,
      MD5OfBody: createHash('md5').update(Body).digest('hex'),
      Attributes: { ApproximateReceiveCount: '1', SentTimestamp, ApproximateFirstReceiveTimestamp: SentTimestamp },
    },
  ]);
};
