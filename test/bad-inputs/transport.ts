import { testkits } from '../support/testkits.ts';
import { type BadInput, paymentOf, proven, RECURLY, type Sent, STRIPE } from './bad-input.ts';

type Over = (sent: Sent) => Partial<Sent>;

/** A genuine payment, sent otherwise than it should be. */
const otherwise = (row: number, what: string, answer: number, over: Over): BadInput => ({
  row,
  what,
  testkit: STRIPE,
  answer,
  ...(answer === 200 ? { outcome: 'recorded' } : {}),
  request: (now, number) => {
    const sent = proven(STRIPE, paymentOf(STRIPE, number), now);
    return { ...sent, ...over(sent) };
  },
});

const withHeader =
  (name: string, value: string): Over =>
  ({ headers }) => ({ headers: { ...headers, [name]: value } });

const MIB = 1024 * 1024;

/** A body of this length that is genuine, and compresses well. */
const sized = (row: number, what: string, answer: number, bytes: number): BadInput => ({
  row,
  what,
  testkit: STRIPE,
  answer,
  ...(answer === 200 ? { outcome: 'unreadable' } : {}),
  request: (now, number) => proven(STRIPE, Buffer.alloc(bytes, `${number} `), now),
});

export const TRANSPORT: readonly BadInput[] = [
  ...['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'].map((method) => otherwise(1, method, 404, () => ({ method }))),
  ...['/webhooks', '/webhooks/', '/webhooks/unknown', '/webhooks/constructor', '/Webhooks/stripe'].map((path) =>
    otherwise(2, path, 404, () => ({ path })),
  ),
  ...['/webhooks/stripe/', '//webhooks/stripe', '/webhooks//stripe', '/webhooks%2Fstripe', '/webhooks/stripe%2F', '/webhooks/%73tripe'].map(
    (path) => otherwise(3, path, 404, () => ({ path })),
  ),
  sized(7, 'a body of 4 MiB and a byte', 413, 4 * MIB + 1),
  sized(7, 'a body of exactly 4 MiB', 200, 4 * MIB),
  ...testkits.map(
    (testkit): BadInput => ({
      row: 8,
      what: 'an empty body with its proof',
      testkit,
      answer: 200,
      outcome: 'unreadable',
      request: (now) => proven(testkit, Buffer.alloc(0), now),
    }),
  ),
  ...testkits.map(
    (testkit): BadInput => ({
      row: 8,
      what: 'an empty body without proof',
      testkit,
      answer: 401,
      request: () => ({ headers: {}, body: Buffer.alloc(0) }),
    }),
  ),
  otherwise(13, 'no content type', 200, () => ({})),
  ...['text/html', 'nonsense', '', 'multipart/form-data'].map((type) =>
    otherwise(13, `the content type "${type}"`, 200, withHeader('content-type', type)),
  ),
  ...['gzip', 'br', 'deflate', 'GZIP', 'identity, gzip'].map((encoding) =>
    otherwise(14, `the content encoding ${encoding}`, 415, withHeader('content-encoding', encoding)),
  ),
  otherwise(14, 'the content encoding identity', 200, withHeader('content-encoding', ' Identity ')),
  {
    row: 13,
    what: 'XML said to be JSON',
    testkit: RECURLY,
    answer: 200,
    outcome: 'recorded',
    request: (now, number) => {
      const { headers, body } = proven(RECURLY, paymentOf(RECURLY, number), now);
      return { headers: { ...headers, 'content-type': 'application/json' }, body };
    },
  },
];
