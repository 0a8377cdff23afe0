import type { ProviderSecret } from '../../../functions/platform/secret-values.ts';
import type { Verdict } from '../../../functions/providers/provider.ts';
import type { Signed, Testkit } from '../../../functions/providers/testkit.ts';
import { fc } from '../../support/properties.ts';
import { NOW, paymentOf } from './samples.ts';

/** A proof vouches for the sender by a live secret and, where it is a signature, for every byte of the body. */
export const describeVerifier = (testkit: Testkit): void => {
  const { secret, otherSecret, rotatingSecret, proof } = testkit;
  const { verifier } = testkit.provider;
  const body = paymentOf(testkit);
  const signed = testkit.sign(body, secret, NOW);
  const signedByOther = testkit.sign(body, otherSecret, NOW);
  const verify = ({ headers, query = {} }: Signed, live: ProviderSecret, sent = body): Verdict =>
    verifier.verify({ headers, query, body: sent }, live, NOW);
  const isVerified = (sent: Signed, live: ProviderSecret, changed = body): boolean => verify(sent, live, changed).verified;

  it('accepts what its provider sends', () => expect(verify(signed, secret)).toEqual({ verified: true, secretIndex: 0 }));

  it('refuses a request without headers', () => expect(isVerified({ headers: {} }, secret)).toBe(false));

  it("[38] refuses another team's secret", () => expect(isVerified(signedByOther, secret)).toBe(false));

  it('[37] takes both secrets of a rotation, tells which, and refuses the old one once it is removed', () => {
    expect(verify(signed, rotatingSecret)).toEqual({ verified: true, secretIndex: 0 });
    expect(verify(signedByOther, rotatingSecret)).toEqual({ verified: true, secretIndex: 1 });
    expect(isVerified(testkit.sign(body, rotatingSecret, NOW), rotatingSecret)).toBe(true);
    expect(isVerified(signed, otherSecret)).toBe(false);
  });

  it(`[39] ${proof === 'signature' ? 'notices' : 'cannot notice'} that a byte was changed, added or taken away`, () => {
    const verdicts = damaged(body).map((bytes) => isVerified(signed, secret, bytes));
    expect(new Set(verdicts)).toEqual(new Set([proof === 'credentials']));
  });

  it.each([',', ', '])(`${proof === 'signature' ? '[44] takes' : '[56] refuses'} a proof that came twice, joined by "%s"`, (comma) => {
    const headers = Object.fromEntries(Object.entries(signed.headers).map(([name, value]) => [name, `${value}${comma}${value}`]));
    expect(isVerified({ ...signed, headers }, secret)).toBe(proof === 'signature');
  });

  it.each(wrongShapes(secret))('[58] refuses everything when the secret is %j', (live) =>
    expect(verify(signed, live)).toEqual({ verified: false, reason: 'no_secret_configured' }),
  );

  it('[52] asks for credentials exactly where they are its proof', () =>
    expect(verifier.challenge !== undefined).toBe(proof === 'credentials'));

  it('keeps headers by their lower-case names', () =>
    expect(verifier.keepHeaders).toEqual(verifier.keepHeaders.map((name) => name.toLowerCase())));

  it('answers any headers, query and body with a refusal, and never throws', () => {
    const names = fc.constantFrom(...proofNames(testkit), 'authorization', '__proto__');
    const fields = fc.dictionary(names, fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...Object.values(signedByOther.headers))));
    const refused = fc.property(fields, fields, fc.uint8Array(), (headers, query, bytes) =>
      expect(isVerified({ headers, query }, secret, Buffer.from(bytes))).toBe(false),
    );
    return fc.assert(refused, { numRuns: 300 });
  });

  it('answers a damaged proof with a verdict, and never throws', () => {
    const damage = fc.record({ at: fc.nat(200), remove: fc.nat(3), insert: fc.string({ unit: 'binary', maxLength: 3 }) });
    const answered = fc.property(damage, ({ at, remove, insert }) => {
      const damageText = (text: string) => `${text.slice(0, at)}${insert}${text.slice(at + remove)}`;
      const headers = Object.fromEntries(Object.entries(signed.headers).map(([name, value]) => [name, damageText(value)]));
      expect(typeof isVerified({ headers }, secret)).toBe('boolean');
    });
    return fc.assert(answered, { numRuns: 300 });
  });
};

/** The body with one bit changed at every byte, one byte more at either end, one byte less. */
const damaged = (body: Buffer): readonly Buffer[] => [
  ...[...body.keys()].map((at) =>
    Buffer.concat([body.subarray(0, at), Buffer.from([(body[at] ?? 0) ^ (1 << (at % 8))]), body.subarray(at + 1)]),
  ),
  Buffer.concat([body, Buffer.from('\n')]),
  Buffer.concat([Buffer.from('\ufeff'), body]),
  body.subarray(0, -1),
];

/** No secret, and secrets that are not lists of what they should be lists of: among them a live value outside its list. */
const wrongShapes = (secret: ProviderSecret): readonly ProviderSecret[] => {
  const every = (change: (value: unknown) => unknown): ProviderSecret =>
    Object.fromEntries(Object.entries(secret).map(([name, value]) => [name, change(value)]));
  const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined);
  return [{}, every(first), every((value) => [value]), ...[null, true, {}, [], [null], [1], [''], [{}]].map((wrong) => every(() => wrong))];
};

/** The headers in which this provider proves itself, for JSON and for any other body. */
const proofNames = ({ sign, secret }: Testkit): readonly string[] =>
  [Buffer.from('{}'), Buffer.from('<a/>')].flatMap((body) => Object.keys(sign(body, secret, NOW).headers));
