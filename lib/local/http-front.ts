import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { IngestHandler } from '../../functions/ingest/create-ingest-handler.ts';
import { splitUrl, toGatewayEvent } from './gateway-event.ts';
import { readBody } from './read-body.ts';

export type FrontDeps = {
  /** The handler of each provider, by the last part of its path. */
  readonly ingest: ReadonlyMap<string, IngestHandler>;
  readonly api: (request: Request) => Promise<Response>;
  readonly clock: () => Date;
  /** Told of every request, before it is answered. */
  readonly onRequest?: (request: IncomingMessage) => void;
};

/** The gateway's limits, in bytes: on a body, and on all headers together. */
export const MAX_REQUEST_BYTES = 10 * 1024 * 1024;
const MAX_HEADER_BYTES = 10 * 1024;

const WEBHOOKS = '/webhooks/';

/** The laptop's API Gateway: webhooks to the ingest handlers, the rest to the API. Not listening yet. */
export const createHttpFront = (deps: FrontDeps): Server => {
  const answerApi = getRequestListener((request) => deps.api(genuine(request)), { overrideGlobalObjects: false });
  return createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => {
    deps.onRequest?.(request);
    const answer = request.url?.startsWith(WEBHOOKS) ? answerWebhook(deps, request, response) : answerApi(request, response);
    // A client that hangs up half-way is not our failure; whatever else is thrown must not end the process.
    Promise.resolve(answer).catch(() => response.destroy());
  });
};

/** The listener's own request cannot be copied with another body, which is what a limit on bodies of untold length does. */
const genuine = (request: Request): Request => {
  const { url, method, headers, body } = request;
  return body === null ? request : new Request(url, { method, headers, body, duplex: 'half' });
};

const answerWebhook = async ({ ingest, clock }: FrontDeps, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { path } = splitUrl(request.url ?? '');
  const handler = ingest.get(path.slice(WEBHOOKS.length));
  if (handler === undefined) return refuse(request, response, 404);
  const body = await readBody(request, MAX_REQUEST_BYTES);
  if (body === undefined) return refuse(request, response, 413);
  const event = toGatewayEvent({
    method: request.method,
    url: request.url,
    rawHeaders: request.rawHeaders,
    body,
    receivedAt: clock(),
    requestId: randomUUID(),
  });
  const { statusCode = 500, headers = {}, body: text = '' } = await handler(event);
  const texts = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  response.writeHead(statusCode, Object.fromEntries([...texts, ['content-length', String(Buffer.byteLength(text))]])).end(text);
};

const HANG_UP_AFTER_MS = 1_000;

/** Answers without having read the body, and hangs up. What still comes is dropped for a second: a client that writes first can then read why. */
const refuse = (request: IncomingMessage, response: ServerResponse, status: number): void => {
  request.resume();
  response.writeHead(status, { connection: 'close' }).end();
  setTimeout(() => request.destroy(), HANG_UP_AFTER_MS).unref();
};
