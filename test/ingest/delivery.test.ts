import { deflateRawSync } from 'node:zlib';
import { PROVIDER_IDS } from '../../functions/domain/keys.ts';
import { createEncodeDelivery, type Delivery, decodeDelivery, encodeDelivery } from '../../functions/ingest/delivery.ts';
import { NOW } from '../support/ingest.ts';
import { fc } from '../support/properties.ts';

/** What SQS takes in a message: tab, line ends, and everything printable. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the three that SQS takes
const SQS_TEXT = /^[\u0009\u000a\u000d\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

const aDelivery = (over: Partial<Delivery> = {}): Delivery => ({
  provider: 'recurly',
  receivedAt: NOW,
  headers: { 'recurly-notification-id': 'n-1' },
  settings: { recordFrom: 'charges', currency: 'EUR', site: null, testMode: 'ignore' },
  body: Buffer.from('<new_account_notification/>'),
  ...over,
});

const envelope = (over: object): string => JSON.stringify({ ...JSON.parse(encodeDelivery(aDelivery())), ...over });

const deliveries = fc.record({
  provider: fc.constantFrom(...PROVIDER_IDS),
  receivedAt: fc.date({ noInvalidDate: true }),
  headers: fc.dictionary(fc.string(), fc.string(), { noNullPrototype: true }).filter((headers) => !Object.hasOwn(headers, '__proto__')),
  settings: fc.record({
    recordFrom: fc.constantFrom('charges' as const, 'invoices' as const),
    currency: fc.string(),
    site: fc.option(fc.string(), { nil: null }),
    testMode: fc.constantFrom('accept' as const, 'ignore' as const),
  }),
  // Long bodies by repetition, so that some are compressed.
  body: fc
    .tuple(fc.uint8Array({ maxLength: 1_000 }), fc.integer({ min: 1, max: 100 }))
    .map(([bytes, times]) => Buffer.concat(Array(times).fill(bytes))),
});

it('[F 12] comes back the same to the byte, through characters that SQS takes', () => {
  const comesBack = fc.property(deliveries, (delivery) => {
    const text = encodeDelivery(delivery);
    expect(SQS_TEXT.test(text)).toBe(true);
    expect(decodeDelivery(text)).toEqual(delivery);
  });
  void fc.assert(comesBack);
});

it('writes the envelope as it is promised, to the byte', () => {
  expect(encodeDelivery(aDelivery({ body: Buffer.from('abc') }))).toBe(
    '{"v":1,"kind":"delivery","provider":"recurly","receivedAt":"2026-03-01T12:00:00.000Z",' +
      '"headers":{"recurly-notification-id":"n-1"},' +
      '"settings":{"recordFrom":"charges","currency":"EUR","site":null,"testMode":"ignore"},"encoding":"identity","body":"YWJj"}',
  );
});

it('writes ASCII alone, whatever headers and settings hold', () => {
  const [text, settings] = ['Zo\u00eb "\ud800\ufffe', aDelivery().settings];
  const delivery = aDelivery({ headers: { [text]: text }, settings: { ...settings, site: text } });
  expect(encodeDelivery(delivery)).toMatch(/^[\x20-\x7e]*$/);
  expect(decodeDelivery(encodeDelivery(delivery))).toEqual(delivery);
});

it('encodes each delivery of a provider by itself', () => {
  const encode = createEncodeDelivery(aDelivery());
  const second = aDelivery({ headers: {}, receivedAt: new Date(0), body: Buffer.from('second') });
  expect([aDelivery(), second].map((delivery) => decodeDelivery(encode(delivery)))).toEqual([aDelivery(), second]);
});

it('compresses above 32 KiB, and only what gets smaller', () => {
  const encodingOf = (body: Buffer) => JSON.parse(encodeDelivery(aDelivery({ body }))).encoding;
  const noise = Buffer.from(Array.from({ length: 40_000 }, (_, n) => (Math.imul(n, 2654435761) >>> 13) & 255));
  expect(encodingOf(Buffer.alloc(32 * 1024, 'a'))).toBe('identity');
  expect(encodingOf(Buffer.alloc(32 * 1024 + 1, 'a'))).toBe('deflate');
  expect(encodingOf(deflateRawSync(noise).length < noise.length ? Buffer.alloc(1) : noise)).toBe('identity');
});

it.each([
  ['no JSON', '{'],
  ['no object', '[]'],
  ['an unknown version', envelope({ v: 2 })],
  ['no version', envelope({ v: undefined })],
  ['another kind', envelope({ kind: 'replay' })],
  ['an unknown provider', envelope({ provider: 'paypal' })],
  ['a time that is none', envelope({ receivedAt: 'yesterday' })],
  ['a time in another form', envelope({ receivedAt: '2026-03-01' })],
  ['headers that are no texts', envelope({ headers: { a: 1 } })],
  ['no settings', envelope({ settings: undefined })],
  ['settings of another shape', envelope({ settings: { recordFrom: 'both' } })],
  ['a body that is no base64', envelope({ body: 'a b' })],
  ['no body', envelope({ body: undefined })],
  ['an unknown encoding', envelope({ encoding: 'gzip' })],
  ['a body that does not inflate', envelope({ encoding: 'deflate', body: '////' })],
  [
    'a body that inflates to more than 4 MiB',
    envelope({ encoding: 'deflate', body: deflateRawSync(Buffer.alloc(5_000_000)).toString('base64') }),
  ],
])('[F 41] refuses %s', (_, text) => {
  expect(() => decodeDelivery(text)).toThrow(expect.objectContaining({ name: 'DeliveryFormatError' }));
});
