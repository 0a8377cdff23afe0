import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProviderSecret } from '../../../functions/platform/secret-values.ts';
import { hmacSha256 } from '../../../functions/platform/signature.ts';
import type { WebhookRequest } from '../../../functions/providers/provider.ts';
import { testkit } from '../../../functions/providers/recurly/testkit.ts';
import { verifier } from '../../../functions/providers/recurly/verify.ts';

const FIXTURES = join(__dirname, '../../../functions/providers/recurly/fixtures');
const NOW = new Date('2026-01-02T03:04:05.678Z');
const XML = readFileSync(join(FIXTURES, 'successful_payment.xml'));
const JSON_BODY = readFileSync(join(FIXTURES, 'payment_succeeded.json'));

const verify = (request: Partial<WebhookRequest>, secret: ProviderSecret = testkit.secret) =>
  verifier.verify({ headers: {}, query: {}, body: XML, ...request }, secret, NOW);
const refused = (reason: string) => ({ verified: false, reason });
const accepted = (secretIndex = 0) => ({ verified: true, secretIndex });

const macOf = (timestamp: string | number, { body = JSON_BODY, key = 'recurly-local' } = {}): string =>
  hmacSha256(key, `${timestamp}.`, body);
const signed = (timestamp: string | number, options: Parameters<typeof macOf>[1] = {}): string =>
  `${timestamp},${macOf(timestamp, options)}`;
const T = NOW.getTime();
const OTHER_MAC = 'f'.repeat(64);
const verifyJson = (signature: string, body: Buffer = JSON_BODY) => verify({ body, headers: { 'recurly-signature': signature } });

const basic = (credentials: string): string => `Basic ${Buffer.from(credentials).toString('base64')}`;
const GOOD = basic('recurly:local');
const verifyBasic = (authorization: string | undefined, secret?: ProviderSecret) => verify({ headers: { authorization } }, secret);

describe('the published example', () => {
  // https://github.com/recurly/recurly-client-ruby, spec/recurly/webhooks_spec.rb
  const secret = { signingSecrets: ['354fab5bd35f5a0d50845ee7e30165244468b13c2c343f104e4e730a59326d9d'] };
  const body = Buffer.from(
    '{"id":"rjxwmwedwqug","object_type":"account","site_id":"qc326l1hl8k9","event_type":"created","event_time":"2022-09-13T21:18:40Z","account_code":"adfas23zzz14123"}',
  );
  const headers = { 'recurly-signature': '1663103925004,ad24699f3beaa24c9af2cc7ada3ce4c835da0090194241b9d3add83d27f14bc3' };
  const at = (milliseconds: number) => verifier.verify({ headers, query: {}, body }, secret, new Date(milliseconds));

  it('verifies with its secret', () => expect(at(1663103925004)).toEqual(accepted()));
  it('is too old years later', () => expect(verify({ headers, body }, secret)).toEqual(refused('timestamp_out_of_range')));
});

describe('the signature of JSON', () => {
  it('is accepted, and decides alone', () => {
    expect(verifyJson(signed(T))).toEqual(accepted());
    const bad = { 'recurly-signature': `${T},${OTHER_MAC}`, authorization: GOOD };
    expect(verify({ body: JSON_BODY, headers: bad })).toEqual(refused('signature_wrong'));
    expect(verify({ headers: { ...bad, 'recurly-signature': '' } })).toEqual(refused('signature_malformed'));
  });

  it('is accepted for XML as well, should Recurly ever sign it', () =>
    expect(verifyJson(signed(T, { body: XML }), XML)).toEqual(accepted()));

  it('[35] [36] is accepted up to five minutes old or ahead', () => {
    for (const age of [300_000, -300_000]) expect(verifyJson(signed(T - age))).toEqual(accepted());
    for (const age of [300_001, -300_001]) expect(verifyJson(signed(T - age))).toEqual(refused('timestamp_out_of_range'));
  });

  it('[48] is refused when its timestamp is in seconds', () =>
    expect(verifyJson(signed(Math.floor(T / 1000)))).toEqual(refused('timestamp_out_of_range')));

  it('[49] is accepted when one of several is good', () => {
    expect(verifyJson(`${T},${OTHER_MAC},${macOf(T)}`)).toEqual(accepted());
    expect(verifyJson(`${T},${macOf(T)},${OTHER_MAC}`)).toEqual(accepted());
    expect(verifyJson(`${T},${OTHER_MAC},${OTHER_MAC}`)).toEqual(refused('signature_wrong'));
  });

  it('[33] [34] is accepted among at most eight', () => {
    const others = (count: number) => `${OTHER_MAC},`.repeat(count);
    expect(verifyJson(`${T},${others(7)}${macOf(T)}`)).toEqual(accepted());
    expect(verifyJson(`${T},${others(8)}${macOf(T)}`)).toEqual(refused('signature_malformed'));
    expect(verifyJson(`${T},${macOf(T)},${others(100_000)}`)).toEqual(refused('signature_malformed'));
  });

  it.each([
    ['empty', ''],
    ['only a timestamp', `${T}`],
    ['only a signature', macOf(T)],
    ['an empty signature', `${T},`],
    ['short hex', `${T},${macOf(T).slice(1)}`],
    ['upper-case hex', `${T},${macOf(T).toUpperCase()}`],
    ['no hex', `${T},${'g'.repeat(64)}`],
    ['a space', `${T}, ${macOf(T)}`],
    ['a prefix', `t=${T},v1=${macOf(T)}`],
    ['a signed timestamp', signed(`+${T}`)],
    ['a negative timestamp', signed(`-${T}`)],
    ['a timestamp with a fraction', signed(`${T}.0`)],
    ['a timestamp with an exponent', signed('1e12')],
    ['a timestamp in hex', signed(`0x${T.toString(16)}`)],
    ['a timestamp with a trailing letter', signed(`${T}x`)],
    ['a huge timestamp', signed(`1${'0'.repeat(30)}`)],
    ['a timestamp in Arabic digits', signed('\u0661\u0667')],
  ])('[19] [20] [22] [25]-[29] is refused as malformed: %s', (_name, signature) =>
    expect(verifyJson(signature)).toEqual(refused('signature_malformed')),
  );

  it('[44] is accepted when a proxy doubled the header, and refused when the two differ', () => {
    expect(verifyJson(`${signed(T)},${signed(T)}`)).toEqual(accepted());
    expect(verifyJson(`${signed(T)},${signed(T - 1)}`)).toEqual(refused('signature_malformed'));
  });

  it.each([
    ['[39] one byte changed', Buffer.from(JSON_BODY.toString().replace('succeeded', 'succeedee'))],
    ['[40] the JSON written anew', Buffer.from(JSON.stringify(JSON.parse(JSON_BODY.toString()), null, 1))],
    ['[41] a byte order mark added', Buffer.concat([Buffer.from('\ufeff'), JSON_BODY])],
    ['[43] a line feed added', Buffer.concat([JSON_BODY, Buffer.from('\n')])],
    ['[8] nothing left of it', Buffer.alloc(0)],
  ])('is refused for the same body with %s', (_name, body) => expect(verifyJson(signed(T), body)).toEqual(refused('signature_wrong')));

  it('[8] is accepted for an empty body that was signed', () => {
    const body = Buffer.alloc(0);
    expect(verifyJson(signed(T, { body }), body)).toEqual(accepted());
  });

  it('[37] is accepted under either secret of a rotation, which is named', () => {
    const under = (key: string) =>
      verify({ body: JSON_BODY, headers: { 'recurly-signature': signed(T, { key }) } }, testkit.rotatingSecret);
    expect(under('recurly-local')).toEqual(accepted(0));
    expect(under('recurly-other')).toEqual(accepted(1));
  });

  it('[38] is refused under the secret of somebody else', () =>
    expect(verifyJson(signed(T, { key: 'recurly-other' }))).toEqual(refused('signature_wrong')));
});

describe('Basic credentials', () => {
  it('[50] prove XML, which is never signed', () => {
    expect(verifyBasic(GOOD)).toEqual(accepted());
    expect(verify({})).toEqual(refused('credentials_missing'));
  });

  it.each([JSON_BODY, Buffer.from(' \t\r\n{}'), Buffer.from('[]'), Buffer.from('\n[')])(
    '[51] do not prove JSON while a signing secret is configured (body %#)',
    (body) => expect(verify({ body, headers: { authorization: GOOD } })).toEqual(refused('signature_missing')),
  );

  it('[51] decide over what does not begin like JSON: a byte order mark is not blank', () =>
    expect(verify({ body: Buffer.from('\ufeff{}'), headers: { authorization: GOOD } })).toEqual(accepted()));

  it('prove JSON where no signing secret is configured', () => {
    const secret = { users: testkit.secret['users'] };
    expect(verify({ body: JSON_BODY, headers: { authorization: GOOD } }, secret)).toEqual(accepted());
    expect(verify({ body: JSON_BODY }, secret)).toEqual(refused('credentials_missing'));
  });

  it('[52] are asked for with a challenge', () => {
    expect(verifyBasic(undefined)).toEqual(refused('credentials_missing'));
    expect(verifyBasic('')).toEqual(refused('credentials_missing'));
    expect(verifier.challenge).toBe('Basic realm="hookledger"');
  });

  it('[53] are accepted whatever the case of the scheme, but no bearer', () => {
    expect(verifyBasic(GOOD.replace('Basic', 'basic'))).toEqual(accepted());
    expect(verifyBasic(GOOD.replace('Basic', 'Bearer'))).toEqual(refused('credentials_malformed'));
  });

  it.each(['recurly:wrong', 'other:local', 'recurly:', 'recurly:local '])('[54] [55] are refused when they are "%s"', (credentials) =>
    expect(verifyBasic(basic(credentials)).verified).toBe(false),
  );

  it.each(['Basic', 'Basic %%%', basic('recurly'), `${GOOD}x`, 'recurly:local'])('[55] are refused when the header is "%s"', (header) =>
    expect(verifyBasic(header)).toEqual(refused('credentials_malformed')),
  );

  it('[55] may have a colon in the password', () => {
    const users = [{ username: 'recurly', password: 'lo:cal' }];
    expect(verifyBasic(basic('recurly:lo:cal'), { users })).toEqual(accepted());
  });

  it('[56] are refused when they come twice', () => expect(verifyBasic(`${GOOD}, ${GOOD}`)).toEqual(refused('credentials_malformed')));

  it('[57] are not taken from the query', () =>
    expect(verify({ query: { username: 'recurly', password: 'local', authorization: GOOD } })).toEqual(refused('credentials_missing')));

  it('[37] are accepted for either user of a rotation, who is named', () => {
    expect(verifyBasic(GOOD, testkit.rotatingSecret)).toEqual(accepted(0));
    expect(verifyBasic(basic('recurly:other'), testkit.rotatingSecret)).toEqual(accepted(1));
  });
});

describe('secrets that are missing or of another shape', () => {
  it.each([
    ['absent', {}],
    ['empty lists', { signingSecrets: [], users: [] }],
    ['empty texts', { signingSecrets: [''], users: [{ username: 'recurly', password: '' }] }],
    ['no lists', { signingSecrets: 'recurly-local', users: { username: 'recurly', password: 'local' } }],
  ])('[58] verify nothing: %s', (_name, secret) => {
    expect(verifyBasic(GOOD, secret)).toEqual(refused('no_secret_configured'));
    const headers = { 'recurly-signature': signed(T), authorization: GOOD };
    expect(verify({ body: JSON_BODY, headers }, secret)).toEqual(refused('no_secret_configured'));
  });

  it('[58] let Basic credentials verify no signed JSON', () => {
    const headers = { 'recurly-signature': signed(T), authorization: GOOD };
    expect(verify({ body: JSON_BODY, headers }, { users: testkit.secret['users'] })).toEqual(refused('no_secret_configured'));
  });
});

describe('the testkit', () => {
  it.each([
    ['XML', XML],
    ['JSON', JSON_BODY],
  ])('proves %s as Recurly does', (_name, body) => {
    const { headers } = testkit.sign(body, testkit.secret, NOW);
    expect(verify({ body, headers })).toEqual(accepted());
    expect(verify({ body, headers }, testkit.rotatingSecret)).toEqual(accepted());
    expect(verify({ body, headers }, testkit.otherSecret).verified).toBe(false);
    expect(verify({ body, headers: testkit.sign(body, testkit.rotatingSecret, NOW).headers }, testkit.rotatingSecret).verified).toBe(true);
  });
});
