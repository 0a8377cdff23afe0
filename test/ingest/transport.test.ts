import { decodeDelivery } from '../../functions/ingest/delivery.ts';
import { LOCAL_DEFAULTS } from '../../functions/platform/settings-schema.ts';
import { describeEveryDoor, expectAnswer, SECRET_BODY } from '../support/doors.ts';
import { aDoor, anEvent, fakeVerifier } from '../support/ingest.ts';

const MIB = 1024 * 1024;

describeEveryDoor((open, base64) => {
  it.each(['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'post'])('[BI 1] answers 404 to %s', async (method) => {
    await expectAnswer(await open(), anEvent({ method, body: SECRET_BODY, base64 }), 404);
  });

  it.each(['/', '/webhooks', '/webhooks/unknown', '/webhooks/recurly', '/v1/webhooks/stripe'])('[BI 2] answers 404 to %s', async (path) => {
    await expectAnswer(await open(), anEvent({ path, body: SECRET_BODY, base64 }), 404);
  });

  it.each(['/webhooks/stripe/', '//webhooks/stripe', '/webhooks//stripe', '/webhooks%2Fstripe', '/Webhooks/stripe'])(
    '[BI 3] answers 404 to %s',
    async (path) => expectAnswer(await open(), anEvent({ path, body: SECRET_BODY, base64 }), 404),
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

  it.each([undefined, 'text/html', 'nonsense', ''])('[BI 13] does not mind the content type %j', async (type) => {
    const headers = { 'x-pass': 'open', ...(type === undefined ? {} : { 'content-type': type }) };
    await expectAnswer(await open(), anEvent({ headers, body: SECRET_BODY, base64 }), 200);
  });

  it.each(['gzip', 'br', 'deflate', 'GZIP', 'identity, gzip'])(
    '[BI 14] [F 15] answers 415 to the content encoding %s',
    async (encoding) => {
      await expectAnswer(await open(), anEvent({ headers: { 'Content-Encoding': encoding }, body: SECRET_BODY, base64 }), 415);
    },
  );

  it('[BI 14] takes the content encoding identity for none', async () => {
    await expectAnswer(
      await open(),
      anEvent({ headers: { 'x-pass': 'open', 'content-encoding': ' Identity ' }, body: SECRET_BODY, base64 }),
      200,
    );
  });
});
