import { UnreadablePayloadError } from '../../functions/platform/errors.ts';
import { parseStrictJson } from '../../functions/platform/strict-json.ts';

const read = (text: string | Buffer) => parseStrictJson(Buffer.from(text));
const nested = (depth: number) => `${'{"a":'.repeat(depth - 1)}{}${'}'.repeat(depth - 1)}`;

describe('parseStrictJson', () => {
  it('gives the object that the bytes hold', () => {
    expect(read('{\n  "id": "evt_1", "list": [1, "é", null]\n}')).toEqual({ id: 'evt_1', list: [1, 'é', null] });
  });

  it.each(['', ' ', 'hello', '{id: 1}', "{'id': 1}", '{"a":1,}', '}{', '{"a":NaN}', '{"a" "b"}', ':'])(
    '[60] refuses %j, which is not JSON',
    (text) => {
      expect(() => read(text)).toThrow(UnreadablePayloadError);
    },
  );

  it('[61] refuses an object cut short at any place', () => {
    const whole = '{"id":"evt_1","data":{"object":["a\\"b",1]}}';
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => read(whole.slice(0, length))).toThrow(UnreadablePayloadError);
    }
  });

  it.each(['null', '1', '"text"', '[]', '[{"id":"evt_1"}]', 'true'])('[62] refuses the root %s', (text) => {
    expect(() => read(text)).toThrow('not an object');
  });

  it.each([
    ['a stray byte', [0xff]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['half of a character', [0xc3]],
    ['an encoded surrogate', [0xed, 0xa0, 0x80]],
  ])('[63] refuses invalid UTF-8: %s', (_name, bytes) => {
    expect(() => read(Buffer.concat([Buffer.from('{"a":"'), Buffer.from(bytes), Buffer.from('"}')]))).toThrow('not UTF-8');
  });

  it('refuses a byte order mark and UTF-16', () => {
    expect(() => read('\ufeff{"id":"evt_1"}')).toThrow(UnreadablePayloadError);
    expect(() => read(Buffer.from('{"id":"evt_1"}', 'utf16le'))).toThrow(UnreadablePayloadError);
  });

  it('[64] takes 64 levels and refuses 65, and refuses 100,000 before it parses', () => {
    const parse = jest.spyOn(JSON, 'parse');
    try {
      for (const text of [nested(65), nested(100_000), '['.repeat(100_000), '{"a":['.repeat(50_000)]) {
        expect(() => read(text)).toThrow('nests deeper');
      }
      expect(parse).not.toHaveBeenCalled();
    } finally {
      parse.mockRestore();
    }
    expect(read(nested(64))).toHaveProperty('a');
  });

  it('does not count brackets, colons and quotes inside strings', () => {
    const value = `${'[{'.repeat(100)} "id": "id": \\ ${'"'.repeat(5)}`;
    expect(read(JSON.stringify({ id: value }))).toEqual({ id: value });
  });

  it.each([
    ['at the root', '{"id":"evt_1","id":"evt_2"}'],
    ['even when both say the same', '{"id":"evt_1","id":"evt_1"}'],
    ['inside', '{"id":"evt_1","data":{"object":{"amount":1,"currency":"usd","amount":2}}}'],
    ['in an object of a list', '{"list":[{"id":"a"},{"status":"x","status":"y"}]}'],
    ['after a nested object with the same key', '{"type":"a","b":{"type":"c"},"type":"d"}'],
    ['written with an escape', '{"id":"evt_1","\\u0069d":"evt_2"}'],
    ['with spaces before the colon', '{"id" : "evt_1", "id"\n: "evt_2"}'],
  ])('[65] refuses a decisive key twice in one object: %s', (_name, text) => {
    expect(() => read(text)).toThrow('twice in one object');
  });

  it('[65] takes the same key in different objects, and as a value', () => {
    expect(() => read('{"id":"id","type":"id","a":{"id":"1"},"b":[{"id":"2"},{"id":"3"}]}')).not.toThrow();
  });

  it('[66] keeps "__proto__" and "constructor" as properties that pollute nothing', () => {
    const root = read('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');
    expect(Object.keys(root)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(root)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('polluted');
  });

  it('never quotes the body in its message', () => {
    const secret = 'someone@example.com';
    for (const text of [secret, `{"email":"${secret}"`, `{"email":"${secret}\u0001"}`]) {
      expect(() => read(text)).toThrow(expect.not.objectContaining({ message: expect.stringContaining('example') }));
    }
  });
});
