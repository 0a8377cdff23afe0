import { request } from 'node:http';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { IngestHandler } from '../../functions/ingest/create-ingest-handler.ts';
import { listenOn } from '../../lib/local/free-port.ts';
import { createHttpFront, MAX_REQUEST_BYTES } from '../../lib/local/http-front.ts';
import { warnOfTunnel } from '../../lib/local/tunnel-warning.ts';
import { NOW } from '../support/ingest.ts';

/** As the limit on bodies copies a request of untold length. */
const copied = (asked: Request): Request => (asked.body === null ? asked : new Request(asked, { body: asked.body, duplex: 'half' }));

/** A front whose handlers remember their events; the API says what it was asked. */
const aFront = async () => {
  const events: APIGatewayProxyEventV2[] = [];
  const warnings: string[] = [];
  const door: IngestHandler = async (event) => {
    events.push(event);
    return { statusCode: 401, headers: { 'www-authenticate': 'Basic' }, body: '' };
  };
  const server = createHttpFront({
    ingest: new Map([
      ['stripe', door],
      ['recurly', door],
    ]),
    api: async (asked) => new Response(`${asked.method} ${new URL(asked.url).pathname} ${await copied(asked).text()}`, { status: 418 }),
    clock: () => NOW,
    onRequest: warnOfTunnel((sentence) => void warnings.push(sentence)),
  });
  const port = await listenOn(server, 0, 'PORT');
  return { events, warnings, server, port, url: `http://127.0.0.1:${port}` };
};

let front: Awaited<ReturnType<typeof aFront>>;
beforeEach(async () => {
  front = await aFront();
});
afterEach(() => {
  front.server.close();
  front.server.closeAllConnections();
});

/** What comes back for these very bytes on the wire. */
const sendRaw = (text: string): Promise<string> =>
  new Promise((resolve) => {
    let answer = '';
    const socket: Socket = connect(front.port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('latin1').on('data', (data) => {
      answer += data;
    });
    socket.on('close', () => resolve(answer));
  });

it('hands over the request as the gateway does, its bytes untouched', async () => {
  const body = Buffer.from([0, 255, 0xc3, 0x28]);
  const answer = await fetch(`${front.url}/webhooks/stripe?a=1&b=%20&a=2`, { method: 'POST', body, headers: { 'X-Thing': 'Value' } });
  expect([answer.status, await answer.text(), answer.headers.get('www-authenticate')]).toEqual([401, '', 'Basic']);
  expect(front.events[0]).toMatchObject({
    version: '2.0',
    rawPath: '/webhooks/stripe',
    rawQueryString: 'a=1&b=%20&a=2',
    queryStringParameters: { a: '1,2', b: ' ' },
    headers: { 'x-thing': 'Value' },
    requestContext: { http: { method: 'POST', path: '/webhooks/stripe' }, timeEpoch: NOW.getTime() },
    isBase64Encoded: true,
    body: body.toString('base64'),
  });
});

it('[F 16] joins a doubled header, Authorization too', async () => {
  await sendRaw(
    'POST /webhooks/recurly HTTP/1.1\r\nHost: x\r\nAuthorization: Basic a\r\nauthorization: Basic b\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
  );
  expect(front.events[0]?.headers['authorization']).toBe('Basic a,Basic b');
});

it.each(['/webhooks/unknown', '/webhooks/stripe/', '/webhooks//stripe', '/webhooks/stripe%2F', '/webhooks/'])(
  '[BI 2] [BI 3] answers 404 to %s',
  async (path) => {
    const answer = await sendRaw(`POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(front.events).toHaveLength(0);
  },
);

it('[BI 5] answers 431 to headers over 10 KB', async () => {
  const answer = await sendRaw(`POST /webhooks/stripe HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'a'.repeat(10_240)}\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  expect(front.events).toHaveLength(0);
});

describe('[BI 6] a body over 10 MB', () => {
  it('is answered 413 from its announced length, unread', async () => {
    const answer = await sendRaw(`POST /webhooks/stripe HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${MAX_REQUEST_BYTES + 1}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(front.events).toHaveLength(0);
  });

  it('is answered 413 when it comes in chunks without an end', async () => {
    const status = await new Promise((resolve) => {
      const endless = request(`${front.url}/webhooks/stripe`, { method: 'POST' }, (answer) => resolve(answer.statusCode));
      endless.on('error', () => {});
      const chunk = Buffer.alloc(1024 * 1024);
      for (let sent = 0; sent <= MAX_REQUEST_BYTES; sent += chunk.length) endless.write(chunk);
    });
    expect(status).toBe(413);
    expect(front.events).toHaveLength(0);
  });

  it('of exactly 10 MiB is handed over', async () => {
    await fetch(`${front.url}/webhooks/stripe`, { method: 'POST', body: Buffer.alloc(MAX_REQUEST_BYTES) });
    expect(front.events).toHaveLength(1);
  });
});

it('leaves everything else to the API', async () => {
  const answer = await fetch(`${front.url}/v1/customers`, { method: 'POST', body: '{}' });
  expect([answer.status, await answer.text()]).toEqual([418, 'POST /v1/customers {}']);
});

it('goes on after a client that hangs up half-way', async () => {
  const socket = connect(front.port, '127.0.0.1', () => {
    socket.write('POST /webhooks/stripe HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf');
    setTimeout(() => socket.destroy(), 20);
  });
  await new Promise((resolve) => socket.once('close', resolve));
  expect((await fetch(`${front.url}/webhooks/stripe`, { method: 'POST' })).status).toBe(401);
  expect(front.events).toHaveLength(1);
});

describe('a tunnel', () => {
  it('is warned of once', async () => {
    for (const name of ['x-forwarded-host', 'X-Forwarded-Host']) await fetch(front.url, { headers: { [name]: 'hooks.example.com' } });
    await sendRaw('GET / HTTP/1.1\r\nHost: hooks.example.com\r\nConnection: close\r\n\r\n');
    expect(front.warnings).toHaveLength(1);
  });

  it('is told by a foreign host too', async () => {
    await sendRaw('GET / HTTP/1.1\r\nHost: hooks.example.com\r\nConnection: close\r\n\r\n');
    expect(front.warnings).toHaveLength(1);
  });

  it.each(['127.0.0.1:3000', 'localhost', 'LOCALHOST:1', '[::1]:3000'])('is not %s', async (host) => {
    await sendRaw(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    expect(front.warnings).toHaveLength(0);
  });
});

it('hands the API requests that can be copied: with a body of untold length, and without one', async () => {
  const body = new Blob(['{"a":1}']).stream();
  const posted = await fetch(`${front.url}/v1/customers`, { method: 'POST', body, duplex: 'half' });
  expect([posted.status, await posted.text()]).toEqual([418, 'POST /v1/customers {"a":1}']);
  const deleted = await fetch(`${front.url}/v1/customers/acme`, { method: 'DELETE' });
  expect([deleted.status, await deleted.text()]).toEqual([418, 'DELETE /v1/customers/acme ']);
});
