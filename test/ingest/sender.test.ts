import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { decodeDelivery } from '../../functions/ingest/delivery.ts';
import { BASIC_CHALLENGE } from '../../functions/platform/basic-auth.ts';
import { describeEveryDoor, expectAnswer, SECRET_BODY } from '../support/doors.ts';
import { aDoor, anEvent, fakeVerifier } from '../support/ingest.ts';

const without = (event: APIGatewayProxyEventV2, ...fields: readonly string[]): APIGatewayProxyEventV2 =>
  JSON.parse(JSON.stringify(event, (name, value) => (fields.includes(name) ? undefined : value)));

describeEveryDoor((open, base64) => {
  it('queues an authentic request and answers 200', async () => {
    const door = await open();
    await expectAnswer(door, anEvent({ body: SECRET_BODY, base64 }), 200);
    expect(decodeDelivery(door.queued[0] ?? '').body.toString()).toBe(SECRET_BODY);
  });

  it('[BI 12] answers 401 when there are no headers', async () => {
    await expectAnswer(await open(), without(anEvent({ body: SECRET_BODY, base64 }), 'headers'), 401);
  });

  it.each([{}, { 'x-pass': '' }, { 'x-pass': '\u0000garbage' }])('[F 1] answers 401 to %j and queues nothing', async (headers) => {
    await expectAnswer(await open(), anEvent({ headers, body: SECRET_BODY, base64 }), 401);
  });

  it('names the challenge on a 401, and only there, where the provider has one', async () => {
    const door = await open({ verifier: fakeVerifier({ challenge: BASIC_CHALLENGE }) });
    const refused = await door.handler(anEvent({ headers: {}, body: SECRET_BODY, base64 }));
    expect(refused).toEqual({ statusCode: 401, headers: { 'www-authenticate': BASIC_CHALLENGE }, body: '' });
    expect(await door.handler(anEvent({ body: SECRET_BODY, base64 }))).toEqual({ statusCode: 200, body: '' });
  });

  it('[BI 58] answers 401 without a secret, and counts it', async () => {
    const door = await open({ load: async () => ({}) });
    await expectAnswer(door, anEvent({ body: SECRET_BODY, base64 }), 401);
    expect(door.lines.join()).toContain('"SecretMissing":1');
  });

  it('[F 16] joins headers that differ in case: equal or not, two values are not one password', async () => {
    await expectAnswer(await open(), anEvent({ headers: { 'X-PASS': 'open' }, body: SECRET_BODY, base64 }), 200);
    await expectAnswer(await open(), anEvent({ headers: { 'X-Pass': 'open', 'x-pass': 'wrong' }, body: SECRET_BODY, base64 }), 401);
  });

  it('[F 17] [F 18] counts a wrong time apart from a wrong signature', async () => {
    const door = await open();
    await expectAnswer(door, anEvent({ headers: { 'x-pass': 'open', 'x-time': 'wrong' }, body: SECRET_BODY, base64 }), 401);
    expect(door.lines.join()).toContain('"TimestampOutOfRange":1');
    expect(door.lines.join()).not.toContain('VerificationFailed');
  });
});

it('[BI 10] answers 401 when a body that is called base64 is not', async () => {
  for (const body of ['{"id":1}', 'YQ', 'YQ==\n', 'YR==', 'é']) {
    await expectAnswer(aDoor(), { ...anEvent(), isBase64Encoded: true, body }, 401);
  }
});

it('[BI 11] takes a missing isBase64Encoded for false', async () => {
  const door = aDoor();
  await expectAnswer(door, without(anEvent({ body: 'YWJj' }), 'isBase64Encoded'), 200);
  expect(decodeDelivery(door.queued[0] ?? '').body.toString()).toBe('YWJj');
});

it('[F 11] verifies the decoded bytes', async () => {
  const verify = jest.fn(fakeVerifier().verify);
  const bytes = Buffer.from([0, 11, 255, 254, 0xc3, 0x28]);
  await expectAnswer(aDoor({ verifier: fakeVerifier({ verify }) }), anEvent({ body: bytes, base64: true }), 200);
  expect(verify.mock.lastCall?.[0].body).toEqual(bytes);
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
      timestamp: '2026-03-01T12:00:00.000Z',
      level: 'info',
      message: 'webhook answered',
      provider: 'stripe',
      status: 200,
      reason: 'queued',
      secretIndex: 0,
    },
    {
      timestamp: '2026-03-01T12:00:00.000Z',
      level: 'warn',
      message: 'webhook answered',
      provider: 'stripe',
      status: 401,
      reason: 'signature_wrong',
    },
  ]);
});
