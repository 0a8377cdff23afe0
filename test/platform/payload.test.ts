import * as z from 'zod';
import { UnreadablePayloadError } from '../../functions/platform/errors.ts';
import * as payload from '../../functions/platform/payload.ts';

const { wholeAmount, wholeNumber, seconds, milliseconds } = payload;

const read = (field: z.ZodType, value?: unknown): unknown => {
  const schema = z.object({ field });
  return payload.readPayload(schema, value === undefined ? {} : { field: value }).field;
};
const refuse = (field: z.ZodType, value?: unknown): UnreadablePayloadError => {
  try {
    read(field, value);
  } catch (error) {
    if (error instanceof UnreadablePayloadError) return error;
    throw error;
  }
  throw new Error('It could be read');
};

describe('readPayload', () => {
  it('names the first field that does not fit, never its value', () => {
    const schema = z.object({ content: z.object({ amount: payload.wholeAmount }) });
    const reading = () => payload.readPayload(schema, { content: { amount: 'somebody@example.com' } });
    expect(reading).toThrow(UnreadablePayloadError);
    expect(reading).toThrow(/^The payload does not fit at content\.amount: /);
    expect(reading).not.toThrow(/somebody/);
  });

  it.each(Object.entries({ wholeAmount, wholeNumber, seconds, milliseconds }))('reads -0 as the 0 that is stored: %s', (_, schema) => {
    expect(read(schema, JSON.parse('-0'))).toBe(0);
  });

  it('reads only what the schema names', () => {
    const extra = JSON.parse('{"id":"a","__proto__":{"polluted":true},"constructor":1}');
    expect(payload.readPayload(z.object({ id: payload.idText }), extra)).toEqual({ id: 'a' });
  });
});

describe('namingEvent', () => {
  it('lets an unreadable payload carry the name of its event', () => {
    const cause = new Error('cause');
    const reading = () =>
      payload.namingEvent({ eventId: 'ev_1', eventType: 'paid' }, () => {
        throw new UnreadablePayloadError('odd', { cause });
      });
    expect(reading).toThrow(expect.objectContaining({ message: 'odd', eventId: 'ev_1', eventType: 'paid', cause }));
  });

  it('leaves every other error as it is', () => {
    const bug = new TypeError('bug');
    expect(() =>
      payload.namingEvent({}, () => {
        throw bug;
      }),
    ).toThrow(bug);
  });
});

describe('the fields', () => {
  it.each(['a', 'legacy trial of Acme', 'x'.repeat(255), 'é:/%'])('idText takes %s', (id) => expect(read(payload.idText, id)).toBe(id));

  it.each([
    ['missing', undefined],
    ['null', null],
    ['empty', ''],
    ['a number', 7],
    ['too long', 'x'.repeat(256)],
    ['a control character', 'a\u0000'],
    ['a lone surrogate', 'a\ud800'],
  ])('idText refuses what is %s', (_what, id) => expect(refuse(payload.idText, id).message).toContain('field'));

  it.each([undefined, null, ''])('optionalId takes %p as absent', (id) => expect(read(payload.optionalId, id)).toBeUndefined());
  it('optionalId refuses what idText refuses', () => expect(refuse(payload.optionalId, 'a\n').message).toContain('control'));

  it.each([undefined, null, ''])('optionalText takes %p as absent', (text) => expect(read(payload.optionalText, text)).toBeUndefined());
  it('optionalText keeps NUL and replaces lone surrogates', () =>
    expect(read(payload.optionalText, 'a\u0000\ud800')).toBe('a\u0000\ufffd'));

  it('a word is not empty and is made storable', () => {
    expect(read(payload.word, 'a\ud800')).toBe('a\ufffd');
    expect(refuse(payload.word, '')).toBeDefined();
    expect(refuse(payload.word, null)).toBeDefined();
  });

  it('seconds become milliseconds', () => expect(read(payload.seconds, 1767225600)).toBe(1767225600000));
  it.each([-1, 0.5, '1767225600', 253_402_300_800, null])('seconds refuse %p', (time) =>
    expect(refuse(payload.seconds, time)).toBeDefined(),
  );
  it.each([-1, 0.5, 253_402_300_799_001])('milliseconds refuse %p', (time) => expect(refuse(payload.milliseconds, time)).toBeDefined());

  it.each([0, 1, Number.MAX_SAFE_INTEGER])('wholeAmount takes %p', (amount) => expect(read(payload.wholeAmount, amount)).toBe(amount));
  it.each([-1, 0.5, 2 ** 53, Number.POSITIVE_INFINITY, '12', '12.34', null, undefined])('[F 58] wholeAmount refuses %p', (amount) =>
    expect(refuse(payload.wholeAmount, amount)).toBeDefined(),
  );

  it.each(['usd', 'USD', 'Usd'])('isoCurrency reads %s as upper case', (code) => expect(read(payload.isoCurrency, code)).toBe('USD'));
  it.each(['XXX', 'US', 'dollar', '', 'uſd', 840, null])('isoCurrency refuses %p', (code) =>
    expect(refuse(payload.isoCurrency, code)).toBeDefined(),
  );
});
