import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

export type GatewayRequest = Pick<IncomingMessage, 'method' | 'url' | 'rawHeaders'> & {
  readonly body: Buffer;
  readonly receivedAt: Date;
  readonly requestId: string;
};

/**
 * A request as the HTTP API hands it to a function, payload format 2.0. The body always travels as base64, as the gateway does for
 * whatever it does not take for text: so the bytes are those that were sent.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export const toGatewayEvent = (request: GatewayRequest): APIGatewayProxyEventV2 => {
  const { path, query } = splitUrl(request.url ?? '/');
  const method = request.method ?? 'GET';
  const headers = joinHeaders(request.rawHeaders);
  const parameters = joinValues([...new URLSearchParams(query)]);
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: query,
    headers,
    ...(query === '' ? {} : { queryStringParameters: parameters }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: headers['host'] ?? 'localhost',
      domainPrefix: 'local',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: headers['user-agent'] ?? '' },
      requestId: request.requestId,
      routeKey: `${method} ${path}`,
      stage: '$default',
      time: request.receivedAt.toISOString(),
      timeEpoch: request.receivedAt.getTime(),
    },
    body: request.body.toString('base64'),
    isBase64Encoded: true,
  };
};

/** The path as it was sent, nothing decoded or normalised, and the query without its question mark. */
export const splitUrl = (url: string): { readonly path: string; readonly query: string } => {
  const mark = url.indexOf('?');
  return mark === -1 ? { path: url, query: '' } : { path: url.slice(0, mark), query: url.slice(mark + 1) };
};

/** Node's own `headers` would drop a second `Authorization`; the gateway joins it. */
const joinHeaders = (raw: readonly string[]): Record<string, string> =>
  joinValues(raw.flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), raw[at + 1] ?? ''] as const] : [])));

const joinValues = (pairs: readonly (readonly [string, string])[]): Record<string, string> => {
  const values = new Map<string, string>();
  for (const [name, value] of pairs) values.set(name, values.has(name) ? `${values.get(name)},${value}` : value);
  return Object.fromEntries(values);
};
