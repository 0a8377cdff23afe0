import crypto from 'node:crypto';
import Stripe from 'stripe';
import type { ProviderSecret } from '../../../functions/platform/secret-values.ts';
import { testkit } from '../../../functions/providers/stripe/testkit.ts';
import { verifier } from '../../../functions/providers/stripe/verify.ts';

const SECONDS = 1_492_774_577;
const NOW = new Date(SECONDS * 1000);
const BODY = Buffer.from('{\n  "id": "evt_test_webhook",\n  "name": "\ufffd",\n  "object": "event"\n}');
const SECRET: ProviderSecret = { signingSecrets: ['whsec_local'] };

const macOf = (timestamp: string, body: Buffer = BODY, key = 'whsec_local') =>
  crypto.createHmac('sha256', key).update(`${timestamp}.`).update(body).digest('hex');
const GOOD = macOf(String(SECONDS));
const WRONG = '0'.repeat(64);

const verify = (header: string | undefined, { body = BODY, secret = SECRET, now = NOW } = {}) =>
  verifier.verify({ headers: header === undefined ? {} : { 'stripe-signature': header }, query: {}, body }, secret, now);
const signedAt = (timestamp: string) => `t=${timestamp},v1=${macOf(timestamp)}`;

const accepted = (secretIndex = 0) => ({ verified: true, secretIndex });
const refused = (reason: string) => ({ verified: false, reason });

describe('the verifier of Stripe', () => {
  it('accepts the signature of the known vector', () => {
    const header = 't=1492774577,v1=c2f890decbc5ede7c5060bb9a6d31e0626a4342bacb9aeae2adb1bcea72f9812';
    const body = Buffer.from('{\n  "id": "evt_test_webhook",\n  "object": "event"\n}');
    expect(verify(header, { body, secret: { signingSecrets: ['whsec_test_secret'] } })).toEqual(accepted());
  });

  it.each([undefined, ''])('[16] [17] refuses the header %j', (header) => {
    expect(verify(header)).toEqual(refused('signature_missing'));
  });

  it.each([
    ['[19] short hex', GOOD.slice(1)],
    ['[19] long hex', `${GOOD}0`],
    ['[20] not hex', 'g'.repeat(64)],
    ['[21] non-ASCII', 'é'.repeat(64)],
    ['[22] upper-case hex', GOOD.toUpperCase()],
    ['[32] "v1=="', '='],
    ['an empty value', ''],
    ['spaces', ` ${GOOD}`],
  ])('%s: refused as a signature', (_title, signature) => {
    expect(verify(`t=${SECONDS},v1=${signature}`)).toEqual(refused('signature_malformed'));
  });

  it('[18] refuses wrong hex', () => {
    expect(verify(`t=${SECONDS},v1=${WRONG}`)).toEqual(refused('signature_wrong'));
  });

  it.each([
    ['[23] only v0', `t=${SECONDS},v0=${GOOD}`],
    ['[24] no t', `v1=${GOOD}`],
    ['[30] two different t', `t=${SECONDS},t=${SECONDS + 1},v1=${GOOD}`],
    ['[31] no "="', 'garbage'],
    ['[31] an element without "="', `t=${SECONDS},v1=${GOOD},garbage`],
    ['an empty element', `t=${SECONDS},v1=${GOOD},`],
    ['a name in upper case', `T=${SECONDS},V1=${GOOD}`],
    ['more than 2048 characters', `t=${SECONDS},v1=${GOOD},v0=${'0'.repeat(2048)}`],
  ])('%s: refused as a header', (_title, header) => {
    expect(verify(header)).toEqual(refused('signature_malformed'));
  });

  it('ignores signatures of other schemes beside a good one', () => {
    expect(verify(`t=${SECONDS},v1=${GOOD},v0=${WRONG},v2=x`)).toEqual(accepted());
  });

  it.each([
    ['[25] no number', 'now'],
    ['[26] a float', `${SECONDS}.0`],
    ['[27] 10^30', `1${'0'.repeat(30)}`],
    ['[28] negative', `-${SECONDS}`],
    ['[29] with a sign', `+${SECONDS}`],
    ['[29] with a space before', ` ${SECONDS}`],
    ['[29] with a space after', `${SECONDS} `],
    ['[29] hex', `0x${SECONDS.toString(16)}`],
    ['[29] an exponent', '1e9'],
    ['[29] with junk after it', `${SECONDS}s`],
    ['with a leading zero', `0${SECONDS}`],
    ['Arabic digits', '١٤٩٢٧٧٤٥٧٧'],
  ])('%s: refused as a timestamp, although it is what was signed', (_title, timestamp) => {
    expect(verify(signedAt(timestamp))).toEqual(refused('signature_malformed'));
  });

  it('[33] [34] takes one good signature among eight and refuses nine', () => {
    const others = (count: number) => `,v1=${WRONG}`.repeat(count);
    expect(verify(`t=${SECONDS}${others(7)},v1=${GOOD}`)).toEqual(accepted());
    expect(verify(`t=${SECONDS}${others(3)},v1=short,v1=${GOOD}${others(3)}`)).toEqual(accepted());
    expect(verify(`t=${SECONDS}${others(8)},v1=${GOOD}`)).toEqual(refused('signature_malformed'));
  });

  it.each([
    [300, true],
    [301, false],
    [-300, true],
    [-301, false],
  ])('[35] [36] answers an age of %d s with %s', (age, isVerified) => {
    const now = new Date((SECONDS + age) * 1000);
    expect(verify(signedAt(String(SECONDS)), { now })).toEqual(isVerified ? accepted() : refused('timestamp_out_of_range'));
  });

  it('[37] accepts both secrets while one replaces the other, and the old one no longer afterwards', () => {
    const header = signedAt(String(SECONDS));
    expect(verify(header, { secret: { signingSecrets: ['whsec_local', 'whsec_new'] } })).toEqual(accepted(0));
    expect(verify(header, { secret: { signingSecrets: ['whsec_new', 'whsec_local'] } })).toEqual(accepted(1));
    expect(verify(header, { secret: { signingSecrets: ['whsec_new'] } })).toEqual(refused('signature_wrong'));
  });

  it('[38] refuses the signature of somebody else', () => {
    expect(verify(`t=${SECONDS},v1=${macOf(String(SECONDS), BODY, 'whsec_other')}`)).toEqual(refused('signature_wrong'));
  });

  it.each([
    ['[39] one byte changed', Buffer.from(BODY.toString().replace('evt_t', 'evt_u'))],
    ['[40] the JSON written again', Buffer.from(JSON.stringify(JSON.parse(BODY.toString())))],
    ['[41] a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), BODY])],
    ['[42] 0xFF for U+FFFD', Buffer.from(BODY.toString('latin1').replace('\u00ef\u00bf\u00bd', '\u00ff'), 'latin1')],
    ['[43] CRLF for LF', Buffer.from(BODY.toString().replaceAll('\n', '\r\n'))],
    ['an empty body', Buffer.alloc(0)],
  ])('%s: refused as a body', (_title, body) => {
    expect(body.equals(BODY)).toBe(false);
    expect(verify(signedAt(String(SECONDS)), { body })).toEqual(refused('signature_wrong'));
  });

  it('[8] accepts an empty body that is signed', () => {
    const body = Buffer.alloc(0);
    expect(verify(`t=${SECONDS},v1=${macOf(String(SECONDS), body)}`, { body })).toEqual(accepted());
  });

  it('[44] takes a doubled header only when both are the same', () => {
    const header = signedAt(String(SECONDS));
    expect(verify(`${header},${header}`)).toEqual(accepted());
    expect(verify(`${header}, ${header}`)).toEqual(accepted());
    expect(verify(`${header},${signedAt(String(SECONDS - 1))}`)).toEqual(refused('signature_malformed'));
  });

  it.each([{}, { signingSecrets: [] }, { signingSecrets: [''] }, { signingSecrets: 'whsec_local' }, { signingSecrets: [null, 7] }])(
    '[58] accepts nothing under the secret %j',
    (secret) => {
      expect(verify(`t=${SECONDS},v1=${macOf(String(SECONDS), BODY, '')}`, { secret })).toEqual(refused('no_secret_configured'));
    },
  );

  it('compares in constant time, and computes one MAC for each secret however many signatures there are', () => {
    const compare = jest.spyOn(crypto, 'timingSafeEqual');
    const hmac = jest.spyOn(crypto, 'createHmac');
    try {
      verify(`t=${SECONDS}${`,v1=${WRONG}`.repeat(8)}`, { secret: { signingSecrets: ['whsec_a', 'whsec_b'] } });
      expect(hmac).toHaveBeenCalledTimes(2);
      expect(compare).toHaveBeenCalledTimes(16);
    } finally {
      compare.mockRestore();
      hmac.mockRestore();
    }
  });
});

describe("Stripe's own library", () => {
  const stripe = new Stripe('sk_test_local');
  const payload = BODY.toString();

  it('makes headers that we accept', () => {
    const header = stripe.webhooks.generateTestHeaderString({ payload, secret: 'whsec_local', timestamp: SECONDS });
    expect(verify(header)).toEqual(accepted());
  });

  it('accepts what the testkit signs, also while a secret is rolled', () => {
    const now = new Date();
    for (const secret of [testkit.secret, testkit.rotatingSecret]) {
      const { headers } = testkit.sign(BODY, secret, now);
      const event = stripe.webhooks.constructEvent(BODY, headers['stripe-signature'] ?? '', 'whsec_local');
      expect(event.id).toBe('evt_test_webhook');
    }
  });
});
