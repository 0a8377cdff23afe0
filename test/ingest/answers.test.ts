import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { decodeDelivery } from '../../functions/ingest/delivery.ts';
import { BASIC_CHALLENGE } from '../../functions/platform/basic-auth.ts';
import { LOCAL_DEFAULTS } from '../../functions/platform/settings-schema.ts';
import { aDoor, anEvent, type Door, fakeVerifier } from '../support/ingest.ts';

const MIB = 1024 * 1024;
const BODY = 'a body that nobody may read';

/** A handler that has never run, and one that has just taken a request in, refused one and failed at one. */
const DOORS: readonly (readonly [string, (over?: Parameters<typeof aDoor>[0]) => Promise<Door>])[] = [
  ['a fresh handler', async (over) => aDoor(over)],
  ['a used handler', async (over) => usedDoor(over)],
];

const usedDoor = async (over?: Parameters<typeof aDoor>[0]): Promise<Door> => {
  const door = aDoor(over);
  await door.handler(anEvent());
  await door.handler(anEvent({ headers: {} }));
  await door.handler(JSON.parse('null'));
  door.queued.length = 0;
  door.lines.length = 0;
  return door;
};

const expectAnswer = async (door: Door, event: APIGatewayProxyEventV2, status: number): Promise<void> => {
  const answer = await door.handler(event);
  expect(answer).toMatchObject({ statusCode: status, body: '' });
  expect(door.queued).toHaveLength(status === 200 ? 1 : 0);
  expect(door.lines.join()).not.toContain('nobody may read');
  expect(door.lines.filter((line) => line.includes('webhook answered'))).toHaveLength(1);
};

const without = (event: APIGatewayProxyEventV2, ...fields: readonly string[]): APIGatewayProxyEventV2 =>
  JSON.parse(JSON.stringify(event, (name, value) => (fields.includes(name) ? undefined : value)));

describe.each(DOORS)('%s', (_, open) => {
  describe.each([
    ['plain', false],
    ['base64', true],
  ])('with a %s body', (_name, base64) => {
    it('queues an authentic request and answers 200', async () => {
      const door = await open();
      await expectAnswer(door, anEvent({ body: BODY, base64 }), 200);
      expect(decodeDelivery(door.queued[0] ?? '').body.toString()).toBe(BODY);
    });

    it.each(['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'post'])('[BI 1] answers 404 to %s', async (method) => {
      await expectAnswer(await open(), anEvent({ method, body: BODY, base64 }), 404);
    });

    it.each(['/', '/webhooks', '/webhooks/unknown', '/webhooks/recurly', '/v1/webhooks/stripe'])(
      '[BI 2] answers 404 to %s',
      async (path) => {
        await expectAnswer(await open(), anEvent({ path, body: BODY, base64 }), 404);
      },
    );

    it.each(['/webhooks/stripe/', '//webhooks/stripe', '/webhooks//stripe', '/webhooks%2Fstripe', '/Webhooks/stripe'])(
      '[BI 3] answers 404 to %s',
      async (path) => expectAnswer(await open(), anEvent({ path, body: BODY, base64 }), 404),
    );

    it('answers 404 for a provider that is off, before anything else', async () => {
      const door = await open({ settings: { ...LOCAL_DEFAULTS, providers: ['recurly'] } });
      await expectAnswer(door, anEvent({ body: Buffer.alloc(4 * MIB + 1, 'a'), base64 }), 404);
    });

    it('[BI 7] [F 13] answers 413 to more than 4 MiB from the length alone', async () => {
      const verify = jest.fn();
      const door = aDoor({ verifier: fakeVerifier({ verify }) });
      await expectAnswer(door, anEvent({ body: Buffer.alloc(4 * MIB + 1, 'a'), base64, headers: { 'content-encoding': 'gzip' } }), 413);
      expect(verify).not.toHaveBeenCalled();
      expect(door.fetches).toHaveLength(0);
    });

    it('[BI 7] takes exactly 4 MiB', async () => {
      await expectAnswer(await open(), anEvent({ body: Buffer.alloc(4 * MIB, 'a'), base64 }), 200);
    });

    it.each(['', 'null'])('[BI 8] answers 200 to an authentic body of %j', async (body) => {
      await expectAnswer(await open(), anEvent({ body, base64 }), 200);
    });

    it('[BI 8] answers 401 to an empty body that is not authentic', async () => {
      await expectAnswer(await open(), anEvent({ body: '', base64, headers: { 'x-pass': 'wrong' } }), 401);
    });

    it('[BI 9] takes a body of null for an empty one', async () => {
      const door = await open();
      await expectAnswer(door, { ...anEvent({ base64 }), body: JSON.parse('null') }, 200);
      expect(decodeDelivery(door.queued[0] ?? '').body).toHaveLength(0);
    });

    it('[BI 12] answers 401 when there are no headers', async () => {
      await expectAnswer(await open(), without(anEvent({ body: BODY, base64 }), 'headers'), 401);
    });

    it.each([undefined, 'text/html', 'nonsense', ''])('[BI 13] does not mind the content type %j', async (type) => {
      const headers = { 'x-pass': 'open', ...(type === undefined ? {} : { 'content-type': type }) };
      await expectAnswer(await open(), anEvent({ headers, body: BODY, base64 }), 200);
    });

    it.each(['gzip', 'br', 'deflate', 'GZIP', 'identity, gzip'])(
      '[BI 14] [F 15] answers 415 to the content encoding %s',
      async (encoding) => {
        await expectAnswer(await open(), anEvent({ headers: { 'Content-Encoding': encoding }, body: BODY, base64 }), 415);
      },
    );

    it('[BI 14] takes the content encoding identity for none', async () => {
      await expectAnswer(
        await open(),
        anEvent({ headers: { 'x-pass': 'open', 'content-encoding': ' Identity ' }, body: BODY, base64 }),
        200,
      );
    });

    it.each([{}, { 'x-pass': '' }, { 'x-pass': '\u0000garbage' }])('[F 1] answers 401 to %j and queues nothing', async (headers) => {
      await expectAnswer(await open(), anEvent({ headers, body: BODY, base64 }), 401);
    });

    it('names the challenge on a 401, and only there, where the provider has one', async () => {
      const door = await open({ verifier: fakeVerifier({ challenge: BASIC_CHALLENGE }) });
      const refused = await door.handler(anEvent({ headers: {}, body: BODY, base64 }));
      expect(refused).toEqual({ statusCode: 401, headers: { 'www-authenticate': BASIC_CHALLENGE }, body: '' });
      expect(await door.handler(anEvent({ body: BODY, base64 }))).toEqual({ statusCode: 200, body: '' });
    });

    it('[BI 58] answers 401 without a secret, and counts it', async () => {
      const door = await open({ load: async () => ({}) });
      await expectAnswer(door, anEvent({ body: BODY, base64 }), 401);
      expect(door.lines.join()).toContain('"SecretMissing":1');
    });

    it('[F 16] joins headers that differ in case: equal or not, two values are not one password', async () => {
      await expectAnswer(await open(), anEvent({ headers: { 'X-PASS': 'open' }, body: BODY, base64 }), 200);
      await expectAnswer(await open(), anEvent({ headers: { 'X-Pass': 'open', 'x-pass': 'wrong' }, body: BODY, base64 }), 401);
    });

    it('[F 17] [F 18] counts a wrong time apart from a wrong signature', async () => {
      const door = await open();
      await expectAnswer(door, anEvent({ headers: { 'x-pass': 'open', 'x-time': 'wrong' }, body: BODY, base64 }), 401);
      expect(door.lines.join()).toContain('"TimestampOutOfRange":1');
      expect(door.lines.join()).not.toContain('VerificationFailed');
    });
  });

  it('[BI 10] answers 401 when a body that is called base64 is not', async () => {
    for (const body of ['{"id":1}', 'YQ', 'YQ==\n', 'YR==', 'é']) {
      await expectAnswer(await open(), { ...anEvent(), isBase64Encoded: true, body }, 401);
    }
  });

  it('[BI 11] takes a missing isBase64Encoded for false', async () => {
    const door = await open();
    await expectAnswer(door, without(anEvent({ body: 'YWJj' }), 'isBase64Encoded'), 200);
    expect(decodeDelivery(door.queued[0] ?? '').body.toString()).toBe('YWJj');
  });

  it('[F 11] verifies the decoded bytes', async () => {
    const verify = jest.fn(fakeVerifier().verify);
    const bytes = Buffer.from([0, 11, 255, 254, 0xc3, 0x28]);
    await expectAnswer(await open({ verifier: fakeVerifier({ verify }) }), anEvent({ body: bytes, base64: true }), 200);
    expect(verify.mock.lastCall?.[0].body).toEqual(bytes);
  });
});

it('[F 23] answers a good request after a bad one as a fresh handler does', async () => {
  const [fresh, used] = [aDoor(), aDoor()];
  const bad = await used.handler(
    JSON.parse('{"rawPath":"/webhooks/stripe","requestContext":{"http":{"method":"POST"}},"headers":{"a":1}}'),
  );
  expect(bad.statusCode).toBe(401);
  expect(await used.handler(anEvent())).toEqual(await fresh.handler(anEvent()));
  expect(used.queued).toEqual(fresh.queued);
});

it('keeps the headers that the parser needs, and the reading settings', async () => {
  const door = aDoor();
  await door.handler(anEvent({ headers: { 'x-pass': 'open', 'X-Kept': 'yes', 'x-other': 'no' } }));
  const delivery = decodeDelivery(door.queued[0] ?? '');
  expect(delivery.headers).toEqual({ 'x-kept': 'yes' });
  expect(delivery.settings).toEqual({ recordFrom: 'charges', currency: 'USD', site: null, testMode: 'accept' });
});

it('writes one line of its own words a request', async () => {
  const door = aDoor();
  await door.handler(anEvent());
  await door.handler(anEvent({ headers: { 'x-pass': 'guess' } }));
  const logged = door.lines.map((line) => JSON.parse(line)).filter((line) => line.message !== undefined);
  expect(logged).toEqual([
    {
      time: '2026-03-01T12:00:00.000Z',
      level: 'info',
      message: 'webhook answered',
      provider: 'stripe',
      status: 200,
      reason: 'queued',
      secretIndex: 0,
    },
    {
      time: '2026-03-01T12:00:00.000Z',
      level: 'warn',
      message: 'webhook answered',
      provider: 'stripe',
      status: 401,
      reason: 'signature_wrong',
    },
  ]);
});
