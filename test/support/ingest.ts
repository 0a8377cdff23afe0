import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { createIngestHandler, type IngestDeps } from '../../functions/ingest/create-ingest-handler.ts';
import { createLog } from '../../functions/platform/log.ts';
import { createMetrics } from '../../functions/platform/metrics.ts';
import { type ProviderSecret, secretTexts } from '../../functions/platform/secret-values.ts';
import { createSecretSource, type SecretLoader } from '../../functions/platform/secrets.ts';
import { LOCAL_DEFAULTS } from '../../functions/platform/settings-schema.ts';
import type { Verifier } from '../../functions/providers/provider.ts';

export const NOW = new Date('2026-03-01T12:00:00.000Z');
export const SECRET: ProviderSecret = { passwords: ['open'] };

/** A verifier in place of a provider's: the header `x-pass` holds a live password, `x-time` is right or not. */
export const fakeVerifier = (over: Partial<Verifier> = {}): Verifier => ({
  provider: 'stripe',
  keepHeaders: ['x-kept'],
  verify: ({ headers }, secret) => {
    const live = secretTexts(secret, 'passwords');
    if (live.length === 0) return { verified: false, reason: 'no_secret_configured' };
    if (headers['x-pass'] === undefined) return { verified: false, reason: 'signature_missing' };
    const secretIndex = live.indexOf(headers['x-pass']);
    if (secretIndex === -1) return { verified: false, reason: 'signature_wrong' };
    return headers['x-time'] === 'wrong' ? { verified: false, reason: 'timestamp_out_of_range' } : { verified: true, secretIndex };
  },
  ...over,
});

type EventParts = {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly base64?: boolean;
};

/** A webhook request as API Gateway hands it to a function (payload format 2.0); with the right password unless headers are given. */
export const anEvent = (parts: EventParts = {}): APIGatewayProxyEventV2 => {
  const { method = 'POST', path = '/webhooks/stripe', headers = { 'x-pass': 'open' }, body = '{}', base64 = false } = parts;
  const bytes = Buffer.from(body);
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: '',
    headers,
    ...(parts.query === undefined ? {} : { queryStringParameters: parts.query }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: 'hooks.example.com',
      domainPrefix: 'hooks',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'request-1',
      routeKey: `${method} ${path}`,
      stage: '$default',
      time: '01/Mar/2026:12:00:00 +0000',
      timeEpoch: NOW.getTime(),
    },
    isBase64Encoded: base64,
    body: base64 ? bytes.toString('base64') : bytes.toString('utf8'),
  };
};

export type Door = ReturnType<typeof aDoor>;

/** An ingest handler over memory: what it queued, what it wrote to its log, how often it fetched secrets; a clock to turn. */
export const aDoor = (over: Partial<IngestDeps> & { readonly load?: SecretLoader } = {}) => {
  const queued: string[] = [];
  const lines: string[] = [];
  const fetches: string[] = [];
  const time = { now: NOW.getTime() };
  const clock = () => new Date(time.now);
  const sink = { write: (line: string) => void lines.push(line), clock };
  const load: SecretLoader = async (name, signal) => {
    fetches.push(name);
    return over.load === undefined ? SECRET : over.load(name, signal);
  };
  const handler = createIngestHandler({
    verifier: fakeVerifier(),
    secrets: createSecretSource({ load, clock }),
    sender: async (envelope) => void queued.push(envelope),
    settings: LOCAL_DEFAULTS,
    clock,
    log: createLog(sink),
    metrics: createMetrics({ ...sink, namespace: 'Hookledger' }),
    ...over,
  });
  return { handler, queued, lines, fetches, time };
};
