import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProviderSecret } from '../../../functions/platform/secret-values.ts';
import { testkit } from '../../../functions/providers/chargify/testkit.ts';
import { verifier } from '../../../functions/providers/chargify/verify.ts';
import type { WebhookRequest } from '../../../functions/providers/provider.ts';

const HEADER = 'x-chargify-webhook-signature-hmac-sha-256';
const NOW = new Date('2026-01-02T03:04:05.000Z');
const BODY = readFileSync(join(__dirname, '../../../functions/providers/chargify/fixtures/payment_success.form'));

const macOf = (body: Buffer | string, key = 'chargify-local'): string => createHmac('sha256', key).update(body).digest('hex');
const GOOD = macOf(BODY);

const aRequest = (request: Partial<WebhookRequest>): WebhookRequest => ({ headers: { [HEADER]: GOOD }, query: {}, body: BODY, ...request });
const verify = (request: Partial<WebhookRequest>, secret: ProviderSecret = testkit.secret) =>
  verifier.verify(aRequest(request), secret, NOW);
const refused = (reason: string) => ({ verified: false, reason });
const accepted = (secretIndex = 0) => ({ verified: true, secretIndex });

describe('the published example', () => {
  // https://github.com/chargify/docs.chargify.com, doculab/docs/webhooks.textile: shared key 123
  const body = Buffer.from('payload[chargify]=testing&event=test');
  const published = '19826d51b9f866b26eda1f154de192593360f8d0bcb63df8a28540a5dcf733f1';

  it('verifies with its key and with no other', () => {
    expect(verify({ body, headers: { [HEADER]: published } }, { sharedKeys: ['123'] })).toEqual(accepted());
    expect(verify({ body, headers: { [HEADER]: published } }, { sharedKeys: ['124'] })).toEqual(refused('signature_wrong'));
  });

  it('[45] is refused with its MD5 signature, wherever that is sent', () => {
    const md5 = '3df5f2c8d2bfd40d8a8d72cb9e7fe56c';
    expect(createHash('md5').update('123').update(body).digest('hex')).toBe(md5);
    const secret = { sharedKeys: ['123'] };
    expect(verify({ body, headers: { 'x-chargify-webhook-signature': md5 } }, secret)).toEqual(refused('signature_missing'));
    expect(verify({ body, headers: {}, query: { signature: md5 } }, secret)).toEqual(refused('signature_missing'));
    expect(verify({ body, headers: { [HEADER]: md5 } }, secret)).toEqual(refused('signature_malformed'));
    expect(verify({ body, headers: {}, query: { signature_hmac_sha_256: md5 } }, secret)).toEqual(refused('signature_malformed'));
  });
});

describe('the carrier', () => {
  it('accepts the header', () => expect(verify({})).toEqual(accepted()));

  it('[46] accepts the query when the header is absent', () =>
    expect(verify({ headers: {}, query: { signature_hmac_sha_256: GOOD } })).toEqual(accepted()));

  it.each([
    ['wrong', 'f'.repeat(64), 'signature_wrong'],
    ['empty', '', 'signature_missing'],
    ['malformed', 'good', 'signature_malformed'],
  ])('[46] lets no good query heal a header that is %s', (_name, header, reason) =>
    expect(verify({ headers: { [HEADER]: header }, query: { signature_hmac_sha_256: GOOD } })).toEqual(refused(reason)),
  );

  it('lets the header win over a bad query', () => expect(verify({ query: { signature_hmac_sha_256: 'bad' } })).toEqual(accepted()));

  it('does not take a good signature under the name of the legacy one', () => {
    expect(verify({ headers: { 'x-chargify-webhook-signature': GOOD } })).toEqual(refused('signature_missing'));
    expect(verify({ headers: {}, query: { signature: GOOD } })).toEqual(refused('signature_missing'));
  });

  it('[44] accepts a header that a proxy doubled only when both are the same', () => {
    expect(verify({ headers: { [HEADER]: `${GOOD}, ${GOOD}` } })).toEqual(accepted());
    expect(verify({ headers: { [HEADER]: `${GOOD},${'f'.repeat(64)}` } })).toEqual(refused('signature_malformed'));
  });

  it('keeps no header for the parser', () => expect(verifier.keepHeaders).toEqual([]));
});

describe('the signature', () => {
  it.each([
    ['a prefix', `sha256=${GOOD}`],
    ['a leading space', ` ${GOOD}`],
    ['a trailing space', `${GOOD} `],
    ['a trailing line feed', `${GOOD}\n`],
    ['upper case', GOOD.toUpperCase()],
    ['a digit too few', GOOD.slice(1)],
    ['a digit too many', `${GOOD}0`],
    ['base64', Buffer.from(GOOD, 'hex').toString('base64')],
    ['letters that are no hex', 'g'.repeat(64)],
    ['characters beyond ASCII', '\u0661'.repeat(64)],
  ])('[47] is refused with %s', (_name, signature) => {
    expect(verify({ headers: { [HEADER]: signature } })).toEqual(refused('signature_malformed'));
    expect(verify({ headers: {}, query: { signature_hmac_sha_256: signature } })).toEqual(refused('signature_malformed'));
  });

  it('[16] is refused when nothing was sent', () => expect(verify({ headers: {} })).toEqual(refused('signature_missing')));

  it.each([
    ['[39] one byte changed', Buffer.from(BODY.toString().replace('2900', '2901'))],
    ['[41] a byte order mark added', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), BODY])],
    ['[42] a byte 0xFF added', Buffer.concat([BODY, Buffer.from([0xff])])],
    ['[43] a line feed added', Buffer.concat([BODY, Buffer.from('\n')])],
    ['[40] the form encoded anew', Buffer.from(new URLSearchParams(BODY.toString()).toString())],
    ['[8] nothing left of it', Buffer.alloc(0)],
  ])('is refused for the same body with %s', (_name, body) => expect(verify({ body })).toEqual(refused('signature_wrong')));

  it('[8] is accepted for an empty body that was signed', () => {
    const body = Buffer.alloc(0);
    expect(verify({ body, headers: { [HEADER]: macOf(body) } })).toEqual(accepted());
  });

  it('covers bytes that are no UTF-8', () => {
    const body = Buffer.from([0x69, 0x64, 0x3d, 0xff, 0xfe]);
    expect(verify({ body, headers: { [HEADER]: macOf(body) } })).toEqual(accepted());
  });
});

describe('the shared keys', () => {
  it('[37] accept either key of a rotation and say which', () => {
    expect(verify({}, testkit.rotatingSecret)).toEqual(accepted(0));
    const { headers } = testkit.sign(BODY, testkit.rotatingSecret, NOW);
    expect(verify({ headers }, testkit.rotatingSecret)).toEqual(accepted(1));
    expect(verify({ headers }, testkit.secret)).toEqual(refused('signature_wrong'));
  });

  it('[38] refuse what another site signed', () => expect(verify({}, testkit.otherSecret)).toEqual(refused('signature_wrong')));

  it.each([
    ['absent', {}],
    ['empty', { sharedKeys: [] }],
    ['an empty text', { sharedKeys: [''] }],
    ['no list', { sharedKeys: 'chargify-local' }],
    ['no texts', { sharedKeys: [123, null] }],
    ['under another name', { signingSecrets: ['chargify-local'] }],
  ])('[58] verify nothing when they are %s', (_name, secret: ProviderSecret) => {
    expect(verify({}, secret)).toEqual(refused('no_secret_configured'));
    expect(verify({ headers: { [HEADER]: macOf(BODY, 'undefined') } }, secret)).toEqual(refused('no_secret_configured'));
  });
});
