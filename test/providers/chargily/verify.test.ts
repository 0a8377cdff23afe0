import { verifySignature } from '@chargily/chargily-pay';
import { hmacSha256 } from '../../../functions/platform/signature.ts';
import { testkit } from '../../../functions/providers/chargily/testkit.ts';
import { verifier } from '../../../functions/providers/chargily/verify.ts';
import type { Verdict } from '../../../functions/providers/provider.ts';
import { fixturesOf } from '../../support/fixtures.ts';
import { aCheckout } from './support.ts';

const NOW = new Date('2026-01-02T03:04:05.000Z');
const body = Buffer.from(aCheckout());
const signatureOf = (bytes: Buffer, key = 'test_sk_local'): string => hmacSha256(key, bytes);
const good = signatureOf(body);

type Attempt = {
  readonly signature?: string;
  readonly body?: Buffer;
  readonly query?: Readonly<Record<string, string>>;
  readonly secret?: Readonly<Record<string, unknown>>;
};
const verify = ({ signature, body: bytes = body, query = {}, secret = testkit.secret }: Attempt): Verdict =>
  verifier.verify({ headers: signature === undefined ? {} : { signature }, query, body: bytes }, secret, NOW);
const refused = (reason: string) => ({ verified: false, reason });

describe('the Chargily verifier', () => {
  it('accepts an answer that OpenSSL computed', () => {
    const signature = '528f87aa4c5429a38b8a953122400a7d44971f53b3578e556873cc39f53d5cce';
    const signed = Buffer.from('{"id":"event-1","entity":"event"}');
    expect(verify({ signature, body: signed, secret: { apiSecretKeys: ['test_sk_EXAMPLE'] } })).toEqual({ verified: true, secretIndex: 0 });
  });

  it('accepts what the testkit signs', () => {
    expect(verify({ signature: testkit.sign(body, testkit.secret, NOW).headers['signature'] ?? '' })).toEqual({
      verified: true,
      secretIndex: 0,
    });
  });

  it('has no clock: an old delivery verifies', () => {
    const later = new Date('2036-01-02T03:04:05.000Z');
    expect(verifier.verify({ headers: { signature: good }, query: {}, body }, testkit.secret, later)).toEqual({
      verified: true,
      secretIndex: 0,
    });
  });

  it('tells which of two live keys it was, until the old one is removed', () => {
    expect(verify({ signature: good, secret: testkit.rotatingSecret })).toEqual({ verified: true, secretIndex: 0 });
    expect(verify({ signature: signatureOf(body, 'test_sk_other'), secret: testkit.rotatingSecret })).toEqual({
      verified: true,
      secretIndex: 1,
    });
    expect(verify({ signature: good, secret: { apiSecretKeys: ['test_sk_other'] } })).toEqual(refused('signature_wrong'));
  });

  it("refuses another account's key", () =>
    expect(verify({ signature: signatureOf(body, 'test_sk_other') })).toEqual(refused('signature_wrong')));

  it.each([undefined, ''])('refuses the missing signature %p, also in the query', (signature) => {
    expect(verify({ ...(signature !== undefined && { signature }), query: { signature: good } })).toEqual(refused('signature_missing'));
  });

  it.each([
    ['a prefix', `sha256=${good}`],
    ['a space in front', ` ${good}`],
    ['a space behind', `${good} `],
    ['a line break behind', `${good}\n`],
    ['upper case', good.toUpperCase()],
    ['too few digits', good.slice(0, 62)],
    ['too many digits', `${good}00`],
    ['other characters', `${good.slice(0, 63)}g`],
    ['non-ASCII digits', `${good.slice(0, 63)}\uff10`],
    ['base64', Buffer.from(hmacSha256('test_sk_local', body), 'hex').toString('base64')],
  ])('[47] refuses a signature with %s', (_what, signature) => expect(verify({ signature })).toEqual(refused('signature_malformed')));

  it('refuses two signatures joined by a comma, unless they are the same', () => {
    expect(verify({ signature: `${good}, ${signatureOf(body, 'x')}` })).toEqual(refused('signature_malformed'));
    expect(verify({ signature: `${good}, ${good}` })).toEqual({ verified: true, secretIndex: 0 });
  });

  it.each([
    ['one byte is changed', Buffer.from(body.toString().replace('2500', '2501'))],
    ['it is written anew', Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 2))],
    ['a byte order mark is added', Buffer.concat([Buffer.from('\ufeff'), body])],
    ['a byte is added', Buffer.concat([body, Buffer.from('\n')])],
    ['it is empty', Buffer.alloc(0)],
  ])('refuses a body when %s', (_what, changed) => expect(verify({ signature: good, body: changed })).toEqual(refused('signature_wrong')));

  it('refuses the byte 0xFF in place of a signed U+FFFD', () => {
    const signature = signatureOf(Buffer.from('"\ufffd"'));
    expect(verify({ signature, body: Buffer.from([0x22, 0xff, 0x22]) })).toEqual(refused('signature_wrong'));
  });

  it('accepts an empty body that is correctly signed: the reading will tell', () => {
    expect(verify({ signature: signatureOf(Buffer.alloc(0)), body: Buffer.alloc(0) })).toEqual({ verified: true, secretIndex: 0 });
  });

  it.each([
    ['nothing', {}],
    ['no keys', { apiSecretKeys: [] }],
    ['an empty key', { apiSecretKeys: [''] }],
    ['a text instead of a list', { apiSecretKeys: 'test_sk_local' }],
    ['numbers', { apiSecretKeys: [1] }],
    ['the shape of another provider', { signingSecrets: ['test_sk_local'] }],
  ])('[58] verifies nothing when the secret holds %s', (_what, secret) => {
    expect(verify({ signature: good, secret })).toEqual(refused('no_secret_configured'));
    expect(verify({ signature: signatureOf(body, ''), secret })).toEqual(refused('no_secret_configured'));
  });

  it('keeps no headers and has no challenge', () => {
    expect(verifier.keepHeaders).toEqual([]);
    expect(verifier).not.toHaveProperty('challenge');
  });
});

describe("Chargily's own SDK", () => {
  const quietly = (check: () => boolean): boolean => {
    const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    try {
      return check();
    } finally {
      log.mockRestore();
    }
  };

  it.each(fixturesOf('chargily'))('accepts what the testkit signs: $name', ({ input: { body } }) => {
    const signature = testkit.sign(body, testkit.secret, NOW).headers['signature'] ?? '';
    expect(quietly(() => verifySignature(body, signature, 'test_sk_local'))).toBe(true);
  });

  it('refuses what another key signed', () => {
    const signature = testkit.sign(body, testkit.otherSecret, NOW).headers['signature'] ?? '';
    expect(() => verifySignature(body, signature, 'test_sk_local')).toThrow('invalid');
  });
});
