import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { WebhookRequest } from '../providers/provider.ts';
import { bytesOfBase64 } from './delivery.ts';

type Body = Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'>;

/** The size of the body in bytes as it will be once decoded, told from its length alone. */
export const bodyLength = ({ body, isBase64Encoded }: Body): number => {
  if (!body) return 0;
  return isBase64Encoded ? Buffer.byteLength(body, 'base64') : Buffer.byteLength(body, 'utf8');
};

/** The request as the provider signed it, undefined when the event calls its body base64 and it is not. */
export const readRequest = (event: APIGatewayProxyEventV2, headers = readHeaders(event)): WebhookRequest | undefined => {
  const body = readBody(event);
  return body && { headers, query: event.queryStringParameters ?? {}, body };
};

const readBody = ({ body, isBase64Encoded }: Body): Buffer | undefined => {
  if (!body) return Buffer.alloc(0);
  return isBase64Encoded ? bytesOfBase64(body) : Buffer.from(body, 'utf8');
};

/** Headers by lower-case name. Names that differ only in case are one header, its values joined by a comma. */
export const readHeaders = ({ headers }: Pick<APIGatewayProxyEventV2, 'headers'>): WebhookRequest['headers'] => {
  // Without a prototype: a header may have any name.
  const read: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(headers ?? {})) {
    const lower = name.toLowerCase();
    if (value !== undefined) read[lower] = lower in read ? `${read[lower]},${value}` : value;
  }
  return read;
};
