import { findSigningKey, hmacSha256, isHexSha256, sameMac, singleHeader } from '../../functions/platform/signature.ts';

const hex = hmacSha256('key', 'body');

describe('a signature', () => {
  it('is an HMAC-SHA256 over the parts in order (RFC 4231, test case 2)', () => {
    const expected = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
    expect(hmacSha256('Jefe', 'what do ya want ', Buffer.from('for nothing?'))).toBe(expected);
  });

  it('is well-formed only as 64 lower-case hex digits', () => {
    expect([hex, hex.toUpperCase(), hex.slice(1), `${hex} `, `${hex}\n`, `sha256=${hex}`, ''].map(isHexSha256)).toEqual([
      true,
      ...Array(6).fill(false),
    ]);
  });

  it('is compared whole, and never throws on a malformed one', () => {
    const lastIsWrong = `${hex.slice(0, -1)}${hex.endsWith('0') ? '1' : '0'}`;
    const sameLowBytes = String.fromCharCode(...[...hex].map((digit) => digit.charCodeAt(0) + 0x100));
    const wrong = [lastIsWrong, sameLowBytes, hex.toUpperCase(), hex.slice(1), `${hex}0`, `${hex}\n`, 'zz', ''];
    expect([hex, ...wrong].map((text) => sameMac(text, hex))).toEqual([true, ...wrong.map(() => false)]);
  });

  it('tells under which live key it was made', () => {
    expect(findSigningKey(['old', 'key'], ['bad', hex], (key) => hmacSha256(key, 'body'))).toBe(1);
    expect(findSigningKey(['old'], [hex], (key) => hmacSha256(key, 'body'))).toBe(-1);
  });
});

describe('a header that came twice', () => {
  it.each([
    ['t=1,v1=a', 't=1,v1=a'],
    ['t=1,v1=a,t=1,v1=a', 't=1,v1=a'],
    ['abc, abc', 'abc'],
    ['abc,abc', 'abc'],
    ['abc,abd', 'abc,abd'],
    ['abc,  abc', 'abc,  abc'],
    ['aa', 'aa'],
    [',', ','],
    ['', ''],
    [undefined, undefined],
  ])('%p is %p', (value, expected) => {
    expect(singleHeader(value)).toBe(expected);
  });

  it('is looked at in time that grows with its length', () => {
    const long = ','.repeat(100_000);
    expect(singleHeader(long)).toBe(long);
  });
});
