import { UnreadablePayloadError } from '../../functions/platform/errors.ts';
import { readKeys } from '../../functions/platform/metadata.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('readKeys', () => {
  it('reads the four keys and nothing else', () => {
    const metadata = { customer_key: 'acme', partner_key: 'pat', product_key: 'pro', category_key: 'addons', note: 7, gclid: {} };
    expect(readKeys(metadata)).toEqual({
      customerKey: 'acme',
      partnerKey: 'pat',
      productKey: 'pro',
      categoryKey: 'addons',
      unknownWords: [],
    });
  });

  it.each([undefined, null, 'text', 7, true, [], [{ customer_key: 'acme' }], {}])('is told nothing by %j', (metadata) => {
    expect(readKeys(metadata)).toEqual({ unknownWords: [] });
  });

  it('[F 59] takes null and empty text as absent, but not a space', () => {
    expect(readKeys({ customer_key: '', partner_key: null, product_key: '', gspk: '' })).toEqual({ unknownWords: [] });
    expect(readKeys({ customer_key: ' ' })).toEqual({ customerKey: ' ', unknownWords: [] });
  });

  it('[F 59] brings keys to their one form', () => {
    expect(readKeys({ customer_key: 'e\u0301' }).customerKey).toBe('\u00e9');
  });

  it.each([
    ['a number', 7],
    ['an object', { key: 'acme' }],
    ['a boolean', true],
    ['256 characters', 'a'.repeat(256)],
    ['a control character', 'ac\u0000me'],
    ['a lone surrogate', 'acme\ud800'],
  ])('refuses a customer or partner key that is or has %s, and names the field', (_name, value) => {
    expect(() => readKeys({ customer_key: value })).toThrow(UnreadablePayloadError);
    expect(() => readKeys({ customer_key: value })).toThrow('customer_key');
    expect(() => readKeys({ partner_key: value })).toThrow('partner_key');
  });

  it('[75] keeps a product key with odd characters in a storable form', () => {
    expect(readKeys({ product_key: 'a\u0000b\ud800', category_key: '\ud800' })).toEqual({
      productKey: 'a\u0000b\ufffd',
      categoryKey: '\ufffd',
      unknownWords: [],
    });
    expect(() => readKeys({ product_key: 7 })).toThrow('product_key');
  });

  it('[66] is not reached by "__proto__"', () => {
    expect(readKeys(JSON.parse('{"__proto__":{"customer_key":"evil"}}'))).toEqual({ unknownWords: [] });
  });

  it('decodes a referral parameter, padded or not', () => {
    expect(readKeys({ ps_partner_key: base64('pat') }).partnerKey).toBe('pat');
    expect(readKeys({ gspk: base64('pätr') }).partnerKey).toBe('pätr');
    expect(readKeys({ gspk: base64('pätr').replace(/=+$/, '') }).partnerKey).toBe('pätr');
  });

  it('takes the plain partner key first, then ps_partner_key, then gspk', () => {
    const both = { ps_partner_key: base64('new'), gspk: base64('old') };
    expect(readKeys({ partner_key: 'plain', ...both }).partnerKey).toBe('plain');
    expect(readKeys(both)).toEqual({ partnerKey: 'new', unknownWords: [] });
    expect(readKeys({ ...both, ps_partner_key: '!' })).toEqual({ partnerKey: 'old', unknownWords: ['ps_partner_key'] });
  });

  it.each([
    ['not base64', 'pat!'],
    ['base64 with a space', 'cGF0 cGF0'],
    ['bits left over', 'cGF0cG9='],
    ['not UTF-8', Buffer.from([0xff, 0xfe]).toString('base64')],
    ['control characters inside', base64('pat\n')],
    ['too long inside', base64('a'.repeat(256))],
    ['only padding', '=='],
    ['a number', 7],
  ])('reports a referral parameter that is broken (%s) and goes on without it', (_name, gspk) => {
    expect(readKeys({ customer_key: 'acme', gspk })).toEqual({ customerKey: 'acme', unknownWords: ['gspk'] });
  });
});
