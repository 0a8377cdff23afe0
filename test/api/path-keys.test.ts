import { decodeSegment } from '../../functions/api/path-segment.ts';
import { fc } from '../support/properties.ts';
import { anApi } from './an-api.ts';
import { aRecord, aTransactionRow, BODY } from './rows.ts';

const base64Url = (text: string) => Buffer.from(text).toString('base64url');

const KEYS = [
  'plain',
  'a/b',
  'a?b=c',
  'a#b',
  '100%',
  '%41',
  '%2F',
  'with space',
  'pat@example.com',
  'a:b:c',
  'a+b',
  'über/日本',
  '~tilde',
  '~',
  '.',
  '..',
  'a\\b',
  '日'.repeat(255),
];

describe('a key in a path', () => {
  it.each(KEYS.filter((key) => !/^~|^\.+$/.test(key)))('[109] is percent-encoded: %s', async (key) => {
    const { call, post } = anApi();
    await post('/v1/customers', { key });
    expect(await call(`/v1/customers/${encodeURIComponent(key)}`)).toMatchObject({ status: 200, json: { data: { key } } });
  });

  it.each(KEYS)('[109] is "~" and its base64url: %s', async (key) => {
    const { call, post } = anApi();
    await post('/v1/customers', { key });
    expect(await call(`/v1/customers/~${base64Url(key)}`)).toMatchObject({ status: 200, json: { data: { key } } });
    expect((await call(`/v1/customers/%7E${base64Url(key)}/transactions`)).status).toBe(200);
  });

  it.each([
    ['%00', 'NUL'],
    ['a%00b', 'NUL within'],
    ['%0a', 'a line end'],
    ['%zz', 'no hex'],
    ['%', 'half an escape'],
    ['a%2', 'half an escape'],
    ['%FF', 'no UTF-8'],
    ['%C0%AF', 'overlong UTF-8'],
    ['%ED%A0%80', 'a lone surrogate'],
    ['~', 'nothing'],
    ['~YQ==', 'padding'],
    ['~!!', 'no base64url'],
    ['~_w', 'bytes that are no UTF-8'],
    ['~AA', 'NUL in base64url'],
    ['a'.repeat(1025), 'over 1 KB'],
    ['%41'.repeat(1025), 'over 1 KB'],
  ])('[109] is refused with 400: %s (%s)', async (segment) => {
    const { call } = anApi();
    const paths = ['/v1/customers/@', '/v1/customers/@/transactions', '/v1/customers/@/subscriptions', '/v1/transactions/@'];
    for (const path of [...paths, '/v1/events/stripe/@']) {
      expect([path, (await call(path.replace('@', segment))).status]).toEqual([path, 400]);
    }
  });

  it('[109] names the bad segment', async () => {
    const { json } = await anApi().call('/v1/events/stripe/%00');
    expect(json.errors).toEqual([{ field: 'event_id', problem: 'has control characters' }]);
  });

  it('is brought to its one form', async () => {
    const { call, post } = anApi();
    await post('/v1/customers', { key: 'e\u0301' });
    expect(await call(`/v1/customers/${encodeURIComponent('\u00e9')}`)).toMatchObject({ status: 200, json: { data: { key: '\u00e9' } } });
  });

  it('of a transaction is taken as it is with a prefix, and as the own key of the team without', async () => {
    const { call, ledger } = anApi();
    await ledger.write(
      (['stripe:charge:ch_1', 'api:order/7', 'api:paypal:1'] as const).map((key) => ({
        kind: 'transaction',
        item: aTransactionRow({ key }),
      })),
    );
    const keyAt = async (segment: string) => (await call(`/v1/transactions/${segment}`)).json.data?.key;
    expect(await keyAt('stripe:charge:ch_1')).toBe('stripe:charge:ch_1');
    expect(await keyAt('stripe%3Acharge%3Ach_1')).toBe('stripe:charge:ch_1');
    expect(await keyAt('api:order%2F7')).toBe('api:order/7');
    expect(await keyAt('order%2F7')).toBe('api:order/7');
    expect(await keyAt(`~${base64Url('order/7')}`)).toBe('api:order/7');
    expect(await keyAt('paypal:1')).toBe('api:paypal:1');
    expect(await keyAt('charge:ch_1')).toBeUndefined();
  });

  it('serves event ids with a slash', async () => {
    const { call, ledger } = anApi();
    await ledger.writeRecord(aRecord({ key: 'chargebee:a/b', provider: 'chargebee', eventId: 'a/b' }), BODY);
    expect(await call('/v1/events/chargebee/a%2Fb')).toMatchObject({ status: 200, json: { data: { event_id: 'a/b' } } });
    expect((await call('/v1/events/chargebee/a/b')).status).toBe(404);
  });
});

describe('any path at all', () => {
  const PIECES = [
    '/',
    '/v1',
    '/customers',
    '/transactions',
    '/events',
    '/stripe',
    '/waiting',
    'a',
    '~',
    '%',
    '%2F',
    '%00',
    '%zz',
    '%FF',
    '\u00e9',
    '..',
    '?',
    '&',
    '=',
    'limit',
    '#',
  ];

  it('[109] is answered, never with a 500', async () => {
    const { call } = anApi();
    const path = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => `/v1/${pieces.join('')}`);
    await fc.assert(
      fc.asyncProperty(path, async (path) => expect([200, 400, 404]).toContain((await call(path)).status)),
      { numRuns: 500 },
    );
  });
});

describe('decodeSegment', () => {
  it('keeps a byte order mark and a plus', () => {
    expect(decodeSegment(`~${base64Url('\ufeffa')}`)).toEqual({ text: '\ufeffa' });
    expect(decodeSegment('a+b')).toEqual({ text: 'a+b' });
  });
});
