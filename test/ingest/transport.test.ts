import { decodeDelivery } from '../../functions/ingest/delivery.ts';
import { LOCAL_DEFAULTS } from '../../functions/platform/settings-schema.ts';
import { describeEveryDoor, expectAnswer, SECRET_BODY } from '../support/doors.ts';
import { aDoor, anEvent, fakeVerifier } from '../support/ingest.ts';

const MIB = 1024 * 1024;

/** The other rows of the transport are data in test/bad-inputs. */
describeEveryDoor((open, base64) => {
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

  it.each(['gzip', 'br', 'deflate'])('[F 15] answers 415 to the content encoding %s', async (encoding) => {
    await expectAnswer(await open(), anEvent({ headers: { 'Content-Encoding': encoding }, body: SECRET_BODY, base64 }), 415);
  });

  it.each([
    ['small', Buffer.from('a small body')],
    ['large enough to be deflated', Buffer.alloc(40_000, 'a')],
    ['empty', Buffer.alloc(0)],
  ])('queues a body that is %s, byte for byte', async (_, body) => {
    const door = await open();
    await expectAnswer(door, anEvent({ body, base64 }), 200);
    expect(decodeDelivery(door.queued[0] ?? '').body).toEqual(body);
  });

  it('[BI 9] takes a body of null for an empty one', async () => {
    const door = await open();
    await expectAnswer(door, { ...anEvent({ base64 }), body: JSON.parse('null') }, 200);
    expect(decodeDelivery(door.queued[0] ?? '').body).toHaveLength(0);
  });
});
