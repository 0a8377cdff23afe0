import { handle } from 'hono/aws-lambda';
import { anEvent } from '../support/ingest.ts';
import { anApi, WRITE_KEY } from './an-api.ts';

const HEADERS = { authorization: `Bearer ${WRITE_KEY}`, 'content-type': 'application/json' };

/** The API behind API Gateway's events (payload format 2.0). */
const aGateway = () => {
  const handler = handle(anApi().app);
  const context = { getRemainingTimeInMillis: () => 1000 };
  return (method: string, path: string, body = '', base64 = false) => {
    const event = { cookies: [], ...anEvent({ method, path, body, base64, headers: HEADERS }) };
    return handler(event as unknown as Parameters<typeof handler>[0], context as Parameters<typeof handler>[1]);
  };
};

describe('the API behind API Gateway', () => {
  it.each([false, true])('takes a body, base64: %s', async (base64) => {
    const result = await aGateway()('POST', '/v1/customers', '{"key":"acme"}', base64);
    expect(result).toMatchObject({ statusCode: 201, isBase64Encoded: false });
    expect(JSON.parse(result.body)).toMatchObject({ data: { key: 'acme' } });
  });

  it('serves a key by its base64url where the gateway has decoded the path', async () => {
    const call = aGateway();
    await call('POST', '/v1/customers', '{"key":"100%"}');
    expect((await call('GET', '/v1/customers/100%')).statusCode).toBe(400);
    expect((await call('GET', `/v1/customers/~${Buffer.from('100%').toString('base64url')}`)).statusCode).toBe(200);
  });
});
