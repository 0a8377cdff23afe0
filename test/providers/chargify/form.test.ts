import { UnreadablePayloadError } from '../../../functions/platform/errors.ts';
import { readForm } from '../../../functions/providers/chargify/form.ts';
import { fc } from '../../support/properties.ts';

const read = (body: string | Buffer, name: string): string | undefined => readForm(Buffer.from(body)).text(name);

describe('a form', () => {
  it('gives the text of a field by its flat name', () => {
    expect(read('id=1&payload[site][id]=7', 'payload[site][id]')).toBe('7');
    expect(read('id=1', 'event')).toBeUndefined();
    expect(read('id=', 'id')).toBe('');
    expect(read('id', 'id')).toBe('');
    expect(read('&&id=1&', 'id')).toBe('1');
    expect(read('', 'id')).toBeUndefined();
  });

  it('splits a field at its first equals sign', () => expect(read('a=b=c', 'a')).toBe('b=c'));

  it('reads brackets alike, literal or encoded, in either case', () => {
    expect(read('payload%5Bid%5D=1', 'payload[id]')).toBe('1');
    expect(read('payload%5bid%5d=1', 'payload[id]')).toBe('1');
  });

  it('[96] decodes "+" and "%20" to a space and "%2B" to a plus', () => expect(read('a=1+2%203%2B4', 'a')).toBe('1 2 3+4'));

  it('keeps encoded separators inside a value', () => expect(read('a=1%26b%3D2', 'a')).toBe('1&b=2'));

  it('reads UTF-8, encoded or raw', () => {
    expect(read('a=%C3%A9%F0%9F%98%80', 'a')).toBe('é😀');
    expect(read('a=é', 'a')).toBe('é');
  });

  it('[75] keeps a NUL', () => expect(read('a=x%00y', 'a')).toBe('x\u0000y'));

  it('gives back whatever was percent-encoded', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((value) => value.isWellFormed());
    void fc.assert(fc.property(text, text, (a, b) => read(`a=${encodeURIComponent(a)}&b[c]=${encodeURIComponent(b)}`, 'b[c]') === b));
  });

  it('throws nothing but UnreadablePayloadError, whatever the bytes', () => {
    const noise = fc.stringMatching(/^[id=&[\]%0-9a-fu+]*$/);
    const bytes = fc.oneof(
      noise.map((text) => Buffer.from(text)),
      fc.uint8Array().map((array) => Buffer.from(array)),
    );
    const onlyUnreadable = (body: Buffer) => {
      try {
        readForm(body).text('id');
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadablePayloadError);
      }
    };
    void fc.assert(fc.property(bytes, onlyUnreadable));
  });
});

describe('[93] names that reach for a prototype', () => {
  const names = ['__proto__[x]', 'payload[__proto__][x]', 'constructor[prototype][x]', '__proto__', 'hasOwnProperty', '[__proto__]'];

  it.each(names)('%s is a name like any other, or none', (name) => {
    const body = `id=1&${name}=polluted`;
    if (name.startsWith('[')) expect(() => readForm(Buffer.from(body))).toThrow(UnreadablePayloadError);
    else expect([read(body, 'id'), read(body, name)]).toEqual(['1', 'polluted']);
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('finds nothing that was not sent', () => {
    for (const name of ['__proto__', 'constructor', 'toString']) expect(read('id=1', name)).toBeUndefined();
  });

  it.each(['id%00', 'id ', ' id', 'ID', 'id%EF%BB%BF'])('folds %j into no other name', (name) => {
    expect(read(`${name}=2`, 'id')).toBeUndefined();
    expect(read(`id=1&${name}=2`, 'id')).toBe('1');
  });
});

describe('[94] what could be read in two ways', () => {
  it.each([
    ['a name twice', 'id=1&id=2'],
    ['a name twice with the same text', 'id=1&id=1'],
    ['a name twice, once encoded', 'id=1&%69d=2'],
    ['a value and a list', 'id=1&id[]=2'],
    ['a value and a map', 'id=1&id[x]=2'],
    ['a list alone', 'id[]=2'],
  ])('is not read: %s', (_name, body) => expect(() => read(body, 'id')).toThrow(UnreadablePayloadError));

  it.each([
    ['the root is a value too', 'payload=x&payload[site][id]=1'],
    ['the root is an empty value too', 'payload&payload[site][id]=1'],
    ['the root is a list too', 'payload[]=x&payload[site][id]=1'],
    ['the root is a list of maps too', 'payload[][site]=x&payload[site][id]=1'],
    ['a level between is a value too', 'payload[site]=x&payload[site][id]=1'],
    ['the root is a value alone', 'payload=x'],
  ])('is not read below a map when %s', (_name, body) => expect(() => read(body, 'payload[site][id]')).toThrow(UnreadablePayloadError));

  it('finds nothing in a map that is sent as null', () => {
    expect(read('payload[site]=&payload[id]=1', 'payload[site][id]')).toBeUndefined();
    expect(() => read('payload[site]=&payload[site][x]=1', 'payload[site][id]')).toThrow('payload[site]');
  });

  it('does not mistake a name that only begins alike', () => {
    expect(read('id=1&identity[x]=2&payload_x=3&payload[id]=4', 'id')).toBe('1');
    expect(read('payload_x=3&payload[id]=4', 'payload[id]')).toBe('4');
  });

  it.each(['payload[id=1', 'payload]id[=1', 'payload[[id]]=1', 'payload[id]]=1', 'payload[id]x=1', '[id]=1', '=1', 'a[b%5Bc]=1'])(
    'refuses the brackets of %s',
    (body) => expect(() => readForm(Buffer.from(body))).toThrow(UnreadablePayloadError),
  );

  it('takes 64 levels and no more', () => {
    const deep = (levels: number) => `payload${'[a]'.repeat(levels)}`;
    expect(read(`${deep(64)}=1`, deep(64))).toBe('1');
    expect(() => readForm(Buffer.from(`${deep(65)}=1`))).toThrow('64 levels');
  });

  it('takes 5,000 fields and no more', () => {
    const fields = (count: number) => Array.from({ length: count }, (_, index) => `f${index}=${index}`).join('&');
    expect(read(fields(5_000), 'f4999')).toBe('4999');
    expect(() => readForm(Buffer.from(fields(5_001)))).toThrow('5000 fields');
    expect(() => readForm(Buffer.alloc(4 * 1024 * 1024, '&'))).toThrow('5000 fields');
  });
});

describe('[95] a name that is repeated where nobody reads', () => {
  it('does no harm, indexed or not', () => {
    const pages = 'payload[pages][id]=1&payload[pages][url]=&payload[pages][id]=2&payload[tags][]=a&payload[tags][]=b';
    expect(read(`id=7&${pages}`, 'id')).toBe('7');
  });
});

describe('[96] bad percent sequences', () => {
  const bad = ['%zz', '%u0041', '%C0%AF', '%', '%2', '%ff', '%ED%A0%80', '%F4%90%80%80', 'a%C3'];

  it.each(bad)('%s is unreadable in a field that is read', (text) => {
    expect(() => read(`a=${text}`, 'a')).toThrow(UnreadablePayloadError);
  });

  it.each(bad)('%s does no harm in another field', (text) => expect(read(`a=${text}&b=1`, 'b')).toBe('1'));

  it.each(bad)('%s is unreadable in any name', (text) => {
    expect(() => readForm(Buffer.from(`payload[${text}]=1`))).toThrow(UnreadablePayloadError);
  });

  it('nor are raw bytes that are no UTF-8 read', () => {
    expect(() => read(Buffer.from([0x61, 0x3d, 0xc0, 0xaf]), 'a')).toThrow(UnreadablePayloadError);
  });
});
