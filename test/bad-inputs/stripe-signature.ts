import { type BadInput, hexMac, paymentOf, proven, STRIPE, secondsOf } from './bad-input.ts';

type Proof = {
  /** The time in whole seconds, as a text. */
  readonly t: string;
  /** The good signature of that time and body. */
  readonly mac: string;
  /** The good signature under another timestamp. */
  readonly macAt: (timestamp: string) => string;
};

type Options = { readonly ageSeconds?: number; readonly handlerOnly?: boolean };

/** A genuine payment with a header of Stripe's that is made so; refused unless another answer is given. */
const header = (row: number, what: string, made: (proof: Proof) => string | readonly string[], answer = 401, options: Options = {}) => ({
  row,
  what,
  testkit: STRIPE,
  answer,
  ...(answer === 200 && { outcome: 'recorded' as const }),
  ...(options.handlerOnly === true && { handlerOnly: true }),
  request: (now: Date, number: number) => {
    const body = paymentOf(STRIPE, number);
    const macAt = (timestamp: string): string => hexMac('whsec_local', `${timestamp}.`, body);
    const t = `${secondsOf(now) - (options.ageSeconds ?? 0)}`;
    return { headers: { 'stripe-signature': made({ t, mac: macAt(t), macAt }) }, body };
  },
});

const signed = ({ t, mac }: Proof): string => `t=${t},v1=${mac}`;

/** The time written so, and signed as it is written. */
const written = (row: number, what: string, as: (t: string) => string) =>
  header(row, what, ({ t, macAt }) => `t=${as(t)},v1=${macAt(as(t))}`);

const WRONG = '0'.repeat(64);
const candidates = (count: number): string => `v1=${WRONG},`.repeat(count);

/** Signed as it is, then changed on its way. */
const changed = (row: number, what: string, change: (body: string) => string | Buffer): BadInput => ({
  row,
  what,
  testkit: STRIPE,
  answer: 401,
  request: (now, number) => {
    const body = Buffer.from(paymentOf(STRIPE, number).toString().replace('"description": null', '"description": "\ufffd"'));
    return { ...proven(STRIPE, body, now), body: Buffer.from(change(body.toString())) };
  },
});

/** Latin-1 keeps the bytes apart, so that one of them may be no UTF-8. */
const withBadByte = (body: string): Buffer => {
  const bytes = Buffer.from(body);
  const at = bytes.indexOf(Buffer.from('\ufffd'));
  return Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff]), bytes.subarray(at + 3)]);
};

export const STRIPE_SIGNATURE: readonly BadInput[] = [
  {
    row: 16,
    what: 'no signature',
    testkit: STRIPE,
    answer: 401,
    request: (_, number) => ({ headers: {}, body: paymentOf(STRIPE, number) }),
  },
  header(17, 'an empty header', () => ''),
  header(18, 'wrong hex', ({ t }) => `t=${t},v1=${WRONG}`),
  header(19, 'short hex', ({ t, mac }) => `t=${t},v1=${mac.slice(1)}`),
  header(20, 'what is not hex', ({ t }) => `t=${t},v1=${'g'.repeat(64)}`),
  header(21, 'a signature beyond ASCII', ({ t }) => `t=${t},v1=${'\u00e9'.repeat(64)}`),
  header(22, 'upper-case hex', ({ t, mac }) => `t=${t},v1=${mac.toUpperCase()}`),
  header(23, 'only v0', ({ t, mac }) => `t=${t},v0=${mac}`),
  header(24, 'no time', ({ mac }) => `v1=${mac}`),
  written(25, 'a time that is no number', () => 'now'),
  written(26, 'a time with a fraction', (t) => `${t}.5`),
  written(27, 'the time 10^30', () => `1${'0'.repeat(30)}`),
  written(28, 'a negative time', (t) => `-${t}`),
  written(29, 'a time with a sign', (t) => `+${t}`),
  written(29, 'a time with a space', (t) => ` ${t}`),
  written(29, 'a time in hex', (t) => `0x${Number(t).toString(16)}`),
  written(29, 'a time with an exponent', (t) => `${t}e0`),
  written(29, 'a time with junk behind it', (t) => `${t}x`),
  header(30, 'two times', ({ t, mac }) => `t=${t},t=${Number(t) - 1},v1=${mac}`),
  header(31, 'no equals sign', ({ t, mac }) => `t${t},v1${mac}`),
  header(32, '"v1=="', ({ t }) => `t=${t},v1==`),
  header(33, 'a good signature as the ninth', ({ t, mac }) => `t=${t},${candidates(8)}v1=${mac}`),
  header(34, 'a good signature as the eighth', ({ t, mac }) => `t=${t},${candidates(7)}v1=${mac}`, 200),
  header(35, 'an age of 301 s', signed, 401, { ageSeconds: 301 }),
  header(35, 'an age of 290 s', signed, 200, { ageSeconds: 290 }),
  header(35, 'an age of 300 s', signed, 200, { ageSeconds: 300, handlerOnly: true }),
  header(36, 'a time 310 s ahead', signed, 401, { ageSeconds: -310 }),
  header(36, 'a time 301 s ahead', signed, 401, { ageSeconds: -301, handlerOnly: true }),
  changed(39, 'one byte changed', (body) => body.replace('"amount": 12000', '"amount": 12001')),
  changed(40, 'the JSON written anew', (body) => JSON.stringify(JSON.parse(body))),
  changed(41, 'a byte order mark added', (body) => `\ufeff${body}`),
  changed(42, 'the byte 0xFF in place of U+FFFD', withBadByte),
  changed(43, 'CRLF in place of LF', (body) => body.replaceAll('\n', '\r\n')),
  header(44, 'the header twice, the same', (proof) => [signed(proof), signed(proof)], 200),
  header(44, 'the header twice, not the same', (proof) => [signed(proof), `t=${proof.t},v1=${WRONG}`]),
];
