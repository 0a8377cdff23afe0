import { createHash } from 'node:crypto';
import type { Testkit } from '../../functions/providers/testkit.ts';
import { testkits } from '../support/testkits.ts';
import {
  type BadInput,
  CHARGEBEE,
  CHARGIFY,
  CHARGILY,
  FOREIGN_SECRET,
  hexMac,
  paymentOf,
  proven,
  RECURLY,
  type Sent,
  secondsOf,
} from './bad-input.ts';

type Made = (body: Buffer, now: Date) => Omit<Sent, 'body'>;

/** A genuine body with a proof that is made so. */
const proof = (row: number, testkit: Testkit, what: string, answer: number, made: Made): BadInput => ({
  row,
  what,
  testkit,
  answer,
  ...(answer === 200 && { outcome: 'recorded' }),
  request: (now, number) => {
    const body = paymentOf(testkit, number);
    return { ...made(body, now), body };
  },
});

const CHARGIFY_HEADER = 'x-chargify-webhook-signature-hmac-sha-256';
const chargifyMac = (body: Buffer): string => hexMac('chargify-local', body);
const md5 = (body: Buffer): string => createHash('md5').update('chargify-local').update(body).digest('hex');

const CHARGIFY_PROOFS: readonly BadInput[] = [
  proof(45, CHARGIFY, 'the legacy MD5 header', 401, (body) => ({ headers: { 'x-chargify-webhook-signature': md5(body) } })),
  proof(45, CHARGIFY, 'the legacy MD5 in the query', 401, (body) => ({ headers: {}, query: { signature: md5(body) } })),
  proof(46, CHARGIFY, 'a good signature in the query', 200, (body) => ({
    headers: {},
    query: { signature_hmac_sha_256: chargifyMac(body) },
  })),
  proof(46, CHARGIFY, 'a good signature in the query beside a bad header', 401, (body) => ({
    headers: { [CHARGIFY_HEADER]: 'f'.repeat(64) },
    query: { signature_hmac_sha_256: chargifyMac(body) },
  })),
];

/** Spaces around a header's value never arrive over HTTP: they are no part of it there. */
const DISGUISES: readonly (readonly [what: string, of: (hex: string) => string, handlerOnly?: boolean])[] = [
  ['a prefix', (hex) => `sha256=${hex}`],
  ['a space within', (hex) => `${hex.slice(0, 32)} ${hex.slice(32)}`],
  ['spaces around it', (hex) => ` ${hex} `, true],
  ['upper case', (hex) => hex.toUpperCase()],
];

const disguised = (testkit: Testkit, header: string, key: string): readonly BadInput[] =>
  DISGUISES.map(([what, of, handlerOnly = false]) => ({
    ...proof(47, testkit, `a signature with ${what}`, 401, (body) => ({ headers: { [header]: of(hexMac(key, body)) } })),
    handlerOnly,
  }));

const recurlyJson = (number: number): Buffer =>
  Buffer.from(
    JSON.stringify({
      id: `p${number}`,
      object_type: 'payment',
      event_type: 'succeeded',
      event_time: '2026-02-03T04:05:06Z',
      site_id: 's1',
    }),
  );
const recurlyMac = (timestamp: string, body: Buffer): string => hexMac('recurly-local', `${timestamp}.`, body);

/** JSON of Recurly's, which tells no money. */
const json = (row: number, what: string, answer: number, made: Made, bodyOf = recurlyJson): BadInput => ({
  ...proof(row, RECURLY, what, answer, made),
  ...(answer === 200 && { outcome: 'ignored' }),
  request: (now, number) => {
    const body = bodyOf(number);
    return { ...made(body, now), body };
  },
});

const basic = (credentials: string, scheme = 'Basic'): string => `${scheme} ${Buffer.from(credentials).toString('base64')}`;
const RECURLY_USER = basic('recurly:local');
const blankJson = (number: number): Buffer => Buffer.from(` \t\r\n${recurlyJson(number)}`);
const listJson = (number: number): Buffer => Buffer.from(`[${recurlyJson(number)}]`);

const RECURLY_PROOFS: readonly BadInput[] = [
  json(48, 'a timestamp in seconds', 401, (body, now) => {
    const timestamp = `${secondsOf(now)}`;
    return { headers: { 'recurly-signature': `${timestamp},${recurlyMac(timestamp, body)}` } };
  }),
  json(49, 'several signatures, one of them good', 200, (body, now) => {
    const timestamp = `${now.getTime()}`;
    const other = 'f'.repeat(64);
    return { headers: { 'recurly-signature': [timestamp, other, recurlyMac(timestamp, body), other].join(',') } };
  }),
  proof(50, RECURLY, 'XML without credentials', 401, () => ({ headers: {} })),
  proof(50, RECURLY, 'XML with a bad signature beside good credentials', 401, (_, now) => ({
    headers: { authorization: RECURLY_USER, 'recurly-signature': `${now.getTime()},${'f'.repeat(64)}` },
  })),
  json(51, 'unsigned JSON with good credentials', 401, () => ({ headers: { authorization: RECURLY_USER } })),
  json(51, 'unsigned JSON behind blanks with good credentials', 401, () => ({ headers: { authorization: RECURLY_USER } }), blankJson),
  json(51, 'an unsigned list with good credentials', 401, () => ({ headers: { authorization: RECURLY_USER } }), listJson),
];

/** The same for both providers that prove themselves by credentials. */
const credentials = (testkit: Testkit): readonly BadInput[] => {
  const { id } = testkit.provider;
  const good = `${id}:local`;
  const sent = (row: number, what: string, answer: number, authorization: string | readonly string[]): BadInput =>
    proof(row, testkit, what, answer, () => ({ headers: { authorization } }));
  return [
    proof(52, testkit, 'no credentials', 401, () => ({ headers: {} })),
    sent(53, 'Bearer in place of Basic', 401, basic(good, 'Bearer')),
    sent(53, '"basic" in lower case', 200, basic(good, 'basic')),
    sent(54, 'another user', 401, basic('other:local')),
    sent(54, 'another password', 401, basic(`${id}:wrong`)),
    sent(55, 'bad base64', 401, 'Basic !!!!'),
    sent(55, 'no colon', 401, basic(id)),
    sent(55, 'an empty password', 401, basic(`${id}:`)),
    sent(55, 'a password with colons', 200, basic('colon:a:b:')),
    sent(56, 'two headers, the same', 401, [basic(good), basic(good)]),
    sent(56, 'two headers, one of them good', 401, [basic('other:local'), basic(good)]),
    proof(57, testkit, 'credentials in the query', 401, () => ({ headers: {}, query: { key: good, authorization: basic(good) } })),
  ];
};

const secrets = (testkit: Testkit): readonly BadInput[] => {
  const under = (row: number, what: string, answer: number, secret: typeof FOREIGN_SECRET): BadInput =>
    proof(row, testkit, what, answer, (body, now) => proven(testkit, body, now, secret));
  return [
    under(37, 'the older of two live secrets', 200, testkit.secret),
    under(37, 'the newer of two live secrets', 200, testkit.otherSecret),
    under(38, 'the secret of somebody else', 401, FOREIGN_SECRET),
  ];
};

export const OTHER_PROOFS: readonly BadInput[] = [
  ...testkits.flatMap(secrets),
  ...CHARGIFY_PROOFS,
  ...disguised(CHARGIFY, CHARGIFY_HEADER, 'chargify-local'),
  ...disguised(CHARGILY, 'signature', 'test_sk_local'),
  ...RECURLY_PROOFS,
  ...[CHARGEBEE, RECURLY].flatMap(credentials),
];
