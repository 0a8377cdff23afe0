import { createHash } from 'node:crypto';
import { UnreadablePayloadError } from '../../../functions/platform/errors.ts';
import { fc } from '../../support/properties.ts';
import { aTransaction, only, parse, unreadable } from './support.ts';

describe('the event id', () => {
  const xml = aTransaction();
  const headers = (id: string) => ({ headers: { 'recurly-notification-id': id } });

  it('is that of the notification when it was sent, for XML and JSON', () => {
    expect(parse(xml, headers('n1')).eventId).toBe('n1');
    expect(parse(xml, headers('n1,n1')).eventId).toBe('n1');
    expect(parse('{"object_type":"payment","event_type":"failed"}', headers('n1')).eventId).toBe('n1');
  });

  it('is the hash of XML bytes otherwise: a repeated body is the same event', () => {
    expect(parse(xml).eventId).toBe(`sha256-${createHash('sha256').update(xml).digest('hex')}`);
    expect(parse(`${xml}\n`).eventId).not.toBe(parse(xml).eventId);
  });

  it.each(['', 'x'.repeat(256), 'a\u0001b'])('[67] is the hash when the header is "%s"', (id) =>
    expect(parse(xml, headers(id)).eventId).toMatch(/^sha256-/),
  );

  it('tells two events of one JSON object apart', () => {
    const json = (event: string, time: string) =>
      parse(`{"id":"ra1","object_type":"subscription","event_type":"${event}","event_time":"${time}"}`).eventId;
    expect(json('created', '2025-11-03T08:15:44Z')).toBe('subscription:created:ra1:2025-11-03T08:15:44Z');
    expect(json('canceled', '2025-11-03T08:15:46Z')).toBe('subscription:canceled:ra1:2025-11-03T08:15:46Z');
  });
});

describe('JSON', () => {
  const aNotification = (fields: Readonly<Record<string, unknown>> = {}): string =>
    JSON.stringify({ id: 'ra1', object_type: 'payment', event_type: 'succeeded', event_time: '2025-11-03T08:15:44Z', ...fields });

  it('is ignored whatever it tells, because it tells no amount', () => {
    for (const object_type of ['payment', 'something_new']) {
      expect(parse(` ${aNotification({ object_type })}\n`)).toEqual({
        eventId: `${object_type}:succeeded:ra1:2025-11-03T08:15:44Z`,
        type: `${object_type}.succeeded`,
        occurredAt: Date.parse('2025-11-03T08:15:44Z'),
        ledgerEvents: [],
        ignored: 'thin JSON notification tells no amount',
      });
    }
  });

  it.each([
    ['[60] no JSON', '{nothing}'],
    ['[61] truncated', aNotification().slice(0, -1)],
    ['[62] a list', `[${aNotification()}]`],
    ['[63] invalid UTF-8', Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff]), Buffer.from('"}')])],
    ['[64] too deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['[65] two ids', aNotification().replace('{', '{"id":"ra2",')],
    ['[67] no id', aNotification({ id: undefined })],
    ['[67] an id that is no text', aNotification({ id: 1 })],
    ['[67] an id that is too long', aNotification({ id: 'x'.repeat(256) })],
    ['[67] parts that are too long together', aNotification({ id: 'x'.repeat(250) })],
    ['[67] an id with control characters', aNotification({ id: 'a\nb' })],
    ['[68] no type', aNotification({ event_type: undefined })],
    ['a time that is none', aNotification({ event_time: 'yesterday' })],
  ])('is unreadable when it is %s', (_name, body) => expect(unreadable(body).message).not.toContain('ra1'));
});

describe('other notifications', () => {
  it.each(['processing_payment', 'scheduled_payment', 'canceled_account', 'new_charge_invoice', 'something_new'])(
    '[69] [91] %s is ignored',
    (root) =>
      expect(parse(aTransaction({}, { root }))).toMatchObject({
        type: `${root}_notification`,
        ledgerEvents: [],
        ignored: 'means nothing to the ledger',
      }),
  );

  it('[91] an authentic page of HTML is ignored', () => expect(parse('<html><body>x</body></html>').type).toBe('html'));

  it('[74] many elements that nobody reads are no harm', () =>
    expect(only('payment', aTransaction({}, { also: '<x>1</x>'.repeat(1_900) })).amount.minor).toBe(4900));

  it('[8] an empty body is unreadable, under the hash of nothing', () =>
    expect(unreadable('').eventId).toBe(`sha256-${createHash('sha256').digest('hex')}`));
});

describe('any bytes', () => {
  const aFixture = Buffer.from(aTransaction());
  const words = ['<', '>', '/>', '</', '<!--', '-->', '<![CDATA[', ']]>', '<?x?>', '&', '&#', ';', '"', ' nil="true"', '<__proto__>'];
  const markup = fc.constantFrom(...words).map((word) => Buffer.from(word));

  it('are read or unreadable, and never another error', () => {
    const outcome = (body: Buffer): string => {
      try {
        return parse(body).type;
      } catch (error) {
        if (error instanceof UnreadablePayloadError) return 'unreadable';
        throw error;
      }
    };
    const damage = fc.record({
      at: fc.nat(aFixture.length),
      remove: fc.nat(20),
      insert: fc.oneof(fc.uint8Array({ maxLength: 4 }), markup),
    });
    const read = fc.property(damage, ({ at, remove, insert }) => {
      outcome(Buffer.concat([aFixture.subarray(0, at), insert, aFixture.subarray(at + remove)]));
    });
    expect(() => fc.assert(read, { numRuns: 2_000 })).not.toThrow();
  });
});
