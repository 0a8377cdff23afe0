import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { withDeadline } from '../platform/deadline.ts';
import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { SecretSource } from '../platform/secrets.ts';
import { readingSettings, type Settings } from '../platform/settings.ts';
import type { RejectionReason, Verdict, Verifier, WebhookRequest } from '../providers/provider.ts';
import { createEncodeDelivery, MAX_BODY_BYTES, MAX_ENVELOPE_BYTES } from './delivery.ts';
import type { DeliverySender } from './delivery-sender.ts';
import { bodyLength, readHeaders, readRequest } from './read-request.ts';
import { createTellAnswer } from './tell-answer.ts';

export type IngestDeps = {
  readonly verifier: Verifier;
  readonly secrets: SecretSource;
  readonly sender: DeliverySender;
  readonly settings: Settings;
  readonly clock: () => Date;
  readonly log: Log;
  readonly metrics?: Metrics;
};

/** What a provider is told, and why: the reason is for us alone. */
export type Answer =
  | { readonly status: 200; readonly reason: 'queued'; readonly secretIndex: number }
  | { readonly status: 401; readonly reason: RejectionReason | 'body_not_base64' }
  | { readonly status: 404; readonly reason: 'unknown_route' | 'provider_off' }
  | { readonly status: 413; readonly reason: 'body_too_large' | 'envelope_too_large' }
  | { readonly status: 415; readonly reason: 'content_encoding' }
  /** The names of the error and of what caused it: their messages are not ours, and may tell too much. */
  | { readonly status: 503; readonly reason: string; readonly cause?: string };

/** Every request is answered within this, whatever hangs: Recurly gives up after 5 s. */
export const ANSWER_WITHIN_MS = 4_000;

export type IngestHandler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/**
 * The door for one provider: verifies the raw bytes, queues them, answers; it never parses. Every answer has an empty body. 200
 * means that the delivery is stored; a provider sends again after anything else.
 */
export const createIngestHandler = (deps: IngestDeps): IngestHandler => {
  const { provider, challenge } = deps.verifier;
  const door = { ...deps, encode: createEncodeDelivery({ provider, settings: readingSettings(deps.settings, provider) }) };
  const tellAnswer = createTellAnswer(deps);
  return async (event) => {
    const answer = await answerInTime(door, event);
    tellAnswer(answer);
    const headers = answer.status === 401 && challenge !== undefined ? { headers: { 'www-authenticate': challenge } } : {};
    return { statusCode: answer.status, ...headers, body: '' };
  };
};

type Door = IngestDeps & { readonly encode: ReturnType<typeof createEncodeDelivery> };

const answerInTime = async (door: Door, event: APIGatewayProxyEventV2): Promise<Answer> => {
  try {
    return await withDeadline(ANSWER_WITHIN_MS, (signal) => answerRequest(door, event, signal));
  } catch (error) {
    return unavailable(error);
  }
};

const unavailable = (error: unknown): Answer => {
  if (!(error instanceof Error)) return { status: 503, reason: 'unknown' };
  const cause = error.cause instanceof Error ? { cause: error.cause.name } : {};
  return { status: 503, reason: error.name, ...cause };
};

/** The answers in the order that is promised: what is cheap to see first, nothing of the body looked at before the sender is known. */
const answerRequest = async (door: Door, event: APIGatewayProxyEventV2, signal: AbortSignal): Promise<Answer> => {
  const headers = readHeaders(event);
  const refusal = refuseUnread(door, event, headers);
  if (refusal !== undefined) return refusal;
  const request = readRequest(event, headers);
  if (request === undefined) return { status: 401, reason: 'body_not_base64' };
  const verdict = await verifyLive(door, request);
  if (!verdict.verified) return { status: 401, reason: verdict.reason };
  const envelope = door.encode({
    receivedAt: door.clock(),
    headers: keepHeaders(headers, door.verifier.keepHeaders),
    body: request.body,
    // Canonical, or the request would not have been read.
    base64: event.isBase64Encoded ? event.body : undefined,
  });
  // It is ASCII: as many bytes as characters.
  if (envelope.length > MAX_ENVELOPE_BYTES) return { status: 413, reason: 'envelope_too_large' };
  await door.sender(envelope, signal);
  return { status: 200, reason: 'queued', secretIndex: verdict.secretIndex };
};

const refuseUnread = (
  { verifier, settings }: IngestDeps,
  event: APIGatewayProxyEventV2,
  headers: WebhookRequest['headers'],
): Answer | undefined => {
  const isOurs = event.requestContext?.http?.method === 'POST' && event.rawPath === `/webhooks/${verifier.provider}`;
  if (!isOurs) return { status: 404, reason: 'unknown_route' };
  if (!settings.providers.includes(verifier.provider)) return { status: 404, reason: 'provider_off' };
  if (bodyLength(event) > MAX_BODY_BYTES) return { status: 413, reason: 'body_too_large' };
  const encoding = headers['content-encoding']?.trim().toLowerCase() || 'identity';
  if (encoding !== 'identity') return { status: 415, reason: 'content_encoding' };
  return undefined;
};

/** Verifies by the cached secret, and once more by a fetched one: a secret that was rotated a moment ago works at once. */
const verifyLive = async ({ verifier, secrets, clock }: IngestDeps, request: WebhookRequest): Promise<Verdict> => {
  const cached = await secrets.read(verifier.provider);
  const verdict = verifier.verify(request, cached, clock());
  if (verdict.verified) return verdict;
  const fetched = await secrets.refresh(verifier.provider);
  return fetched === cached ? verdict : verifier.verify(request, fetched, clock());
};

const keepHeaders = (headers: WebhookRequest['headers'], names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));
