import { basicAuthValidator, WebhookAuthenticationError } from 'chargebee';
import { testkit } from '../../../functions/providers/chargebee/testkit.ts';
import { verifier } from '../../../functions/providers/chargebee/verify.ts';
import type { Verdict } from '../../../functions/providers/provider.ts';

const NOW = new Date('2026-01-02T03:04:05.000Z');
const body = Buffer.from('{}');
const basic = (credentials: string, scheme = 'Basic'): string => `${scheme} ${Buffer.from(credentials).toString('base64')}`;

type Attempt = {
  readonly authorization?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly secret?: Readonly<Record<string, unknown>>;
};
const verify = ({ authorization, query = {}, secret = testkit.secret }: Attempt): Verdict =>
  verifier.verify({ headers: authorization === undefined ? {} : { authorization }, query, body }, secret, NOW);
const refused = (reason: string) => ({ verified: false, reason });

describe('the Chargebee verifier', () => {
  it('accepts the credentials of the testkit, whatever the body', () => {
    const { headers } = testkit.sign(body, testkit.secret, NOW);
    expect(verifier.verify({ headers, query: {}, body: Buffer.from([0xff, 0x00]) }, testkit.secret, NOW)).toEqual({
      verified: true,
      secretIndex: 0,
    });
  });

  it('accepts a published vector', () => {
    const secret = { users: [{ username: 'webhook_user', password: 'secret_pass' }] };
    expect(verify({ authorization: 'Basic d2ViaG9va191c2VyOnNlY3JldF9wYXNz', secret })).toEqual({ verified: true, secretIndex: 0 });
  });

  it('tells which of two live users it was, until the old one is removed', () => {
    const before = basic('chargebee:local');
    expect(verify({ authorization: before, secret: testkit.rotatingSecret })).toEqual({ verified: true, secretIndex: 0 });
    expect(verify({ authorization: basic('chargebee:other'), secret: testkit.rotatingSecret })).toEqual({
      verified: true,
      secretIndex: 1,
    });
    expect(verify({ authorization: before, secret: { users: [{ username: 'chargebee', password: 'other' }] } })).toEqual(
      refused('credentials_wrong'),
    );
  });

  it('keeps no headers, least of all this one', () => expect(verifier.keepHeaders).toEqual([]));

  it('[52] refuses a request without credentials, and has a challenge', () => {
    expect(verify({})).toEqual(refused('credentials_missing'));
    expect(verify({ authorization: '' })).toEqual(refused('credentials_missing'));
    expect(verifier.challenge).toBe('Basic realm="hookledger"');
  });

  it('[53] refuses Bearer and accepts the scheme in lower case', () => {
    expect(verify({ authorization: basic('chargebee:local', 'Bearer') })).toEqual(refused('credentials_malformed'));
    expect(verify({ authorization: basic('chargebee:local', 'basic') })).toEqual({ verified: true, secretIndex: 0 });
  });

  it.each(['other:local', 'chargebee:other', 'Chargebee:local', 'chargebee:local '])(
    '[54] refuses the wrong credentials %p',
    (credentials) => {
      expect(verify({ authorization: basic(credentials) })).toEqual(refused('credentials_wrong'));
    },
  );

  it.each(['Basic', 'Basic ~', 'Basic Y2hhcmdlYmVlOmxvY2Fs=', basic('chargebee'), basic('chargebee:')])(
    '[55] refuses the malformed %p',
    (authorization) => {
      expect(verify({ authorization })).toEqual(refused('credentials_malformed'));
    },
  );

  it('[55] accepts a colon inside the password', () => {
    const secret = { users: [{ username: 'chargebee', password: 'a:b:' }] };
    expect(verify({ authorization: basic('chargebee:a:b:'), secret })).toEqual({ verified: true, secretIndex: 0 });
  });

  it('[56] refuses two Authorization headers, also when they are the same', () => {
    const one = basic('chargebee:local');
    expect(verify({ authorization: `${one}, ${one}` })).toEqual(refused('credentials_malformed'));
  });

  it('[57] refuses credentials in the query string', () => {
    const query = { key: 'local', username: 'chargebee', password: 'local', authorization: basic('chargebee:local') };
    expect(verify({ query })).toEqual(refused('credentials_missing'));
  });

  it.each([
    ['nothing', {}],
    ['no users', { users: [] }],
    ['a text for users', { users: 'chargebee:local' }],
    ['a user without a password', { users: [{ username: 'chargebee' }] }],
    ['an empty password', { users: [{ username: 'chargebee', password: '' }] }],
    ['null', { users: [null] }],
    ['the shape of another provider', { signingSecrets: ['local'] }],
  ])('[58] verifies nobody when the secret holds %s', (_what, secret) => {
    expect(verify({ authorization: basic('chargebee:local'), secret })).toEqual(refused('no_secret_configured'));
    expect(verify({ authorization: basic('chargebee:'), secret })).toEqual(refused('no_secret_configured'));
  });
});

describe("Chargebee's own SDK", () => {
  const validate = basicAuthValidator((username: string, password: string) => username === 'chargebee' && password === 'local');

  it('accepts the credentials that the testkit sends', async () => {
    await expect(validate({ ...testkit.sign(body, testkit.secret, NOW).headers })).resolves.toBeUndefined();
  });

  it('refuses those of another secret', async () => {
    await expect(validate({ ...testkit.sign(body, testkit.otherSecret, NOW).headers })).rejects.toThrow(WebhookAuthenticationError);
  });
});
