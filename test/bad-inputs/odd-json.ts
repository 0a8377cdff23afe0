import type { Testkit } from '../../functions/providers/testkit.ts';
import { authentic, type BadInput, CHARGEBEE, CHARGILY, type Outcome, paymentOf, STRIPE, UNTOLD } from './bad-input.ts';

type Json = { [name: string]: unknown };

/** Where a provider of JSON keeps what decides. */
type Places = {
  readonly testkit: Testkit;
  readonly type: string;
  /** The payment in an event. */
  readonly payment: (event: Json) => Json;
  readonly currency?: string;
  readonly metadata: (event: Json) => { readonly holder: Json; readonly name: string };
};

const child = (json: Json, ...names: readonly string[]): Json => names.reduce((at, name) => at[name] as Json, json);

const PLACES: readonly Places[] = [
  {
    testkit: STRIPE,
    type: 'type',
    payment: (event) => child(event, 'data', 'object'),
    currency: 'currency',
    metadata: (event) => ({ holder: child(event, 'data', 'object'), name: 'metadata' }),
  },
  {
    testkit: CHARGEBEE,
    type: 'event_type',
    payment: (event) => child(event, 'content', 'transaction'),
    currency: 'currency_code',
    metadata: (event) => ({ holder: child(event, 'content', 'customer'), name: 'meta_data' }),
  },
  {
    testkit: CHARGILY,
    type: 'type',
    payment: (event) => child(event, 'data'),
    currency: 'currency',
    metadata: (event) => ({ holder: child(event, 'data'), name: 'metadata' }),
  },
];

/** A number in the JSON that gives its place to a text which JSON.stringify would not write. */
const PLACEHOLDER = 987_654_321;

const edited = (testkit: Testkit, edit: (event: Json) => void) => (number: number) => {
  const event: Json = JSON.parse(paymentOf(testkit, number).toString());
  edit(event);
  return JSON.stringify(event);
};

const BAD_IDS: readonly (readonly [string, unknown])[] = [
  ['no id', undefined],
  ['an id that is a number', 7],
  ['an id of 256 characters', 'a'.repeat(256)],
  ['an id with control characters', 'evt\u0000\n1'],
];
const BAD_AMOUNTS = ['-1', '12.5', '1e400', '9007199254740993', '"12.34"', 'null'];
const BAD_CURRENCIES = ['XQQ', 'dollars', '', 7];

const oddities = ({ testkit, type, payment, currency = '', metadata }: Places): readonly BadInput[] => {
  const odd = (row: number, what: string, outcome: Outcome, bodyOf: (number: number) => Buffer | string): BadInput =>
    authentic(row, testkit, what, outcome, bodyOf);
  const edit = (row: number, what: string, outcome: Outcome, change: (event: Json) => void): BadInput =>
    odd(row, what, outcome, edited(testkit, change));
  const withAmount = (text: string) => (number: number) =>
    edited(testkit, (event) => Object.assign(payment(event), { amount: PLACEHOLDER }))(number).replace(`${PLACEHOLDER}`, text);
  const inFront = (text: string) => (number: number) => paymentOf(testkit, number).toString().replace('{', `{${text},`);
  return [
    odd(60, 'what is not JSON', 'unreadable', (number) => `${UNTOLD} ${number}`),
    odd(61, 'a truncated body', 'unreadable', (number) => paymentOf(testkit, number).subarray(0, -20)),
    ...['null', '7', '"text"', '[]', 'true'].map((json, at) =>
      // Blanks make each of them bytes of its own.
      odd(62, json, 'unreadable', (number) => `${json}${' '.repeat(1 + (number % 997) * 5 + at)}`),
    ),
    odd(63, 'invalid UTF-8', 'unreadable', (number) => Buffer.concat([Buffer.from([0x7b, 0x22, 0xc3, 0x28]), paymentOf(testkit, number)])),
    odd(64, 'objects nested 100,000 deep', 'unreadable', (number) => `${'{"a":'.repeat(100_000)}${number}${'}'.repeat(100_000)}`),
    odd(64, 'lists nested 100,000 deep', 'unreadable', (number) => `{"id":"${number}","a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
    odd(65, 'two ids', 'unreadable', inFront('"id":"another"')),
    odd(65, 'two ids, one of them in escapes', 'unreadable', inFront('"\\u0069\\u0064":"another"')),
    odd(66, 'keys that reach for a prototype', 'recorded', (number) =>
      inFront('"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}')(number),
    ),
    ...BAD_IDS.map(([what, id]) => edit(67, what, 'unreadable', (event) => Object.assign(event, { id }))),
    edit(68, 'no type', 'unreadable', (event) => Object.assign(event, { [type]: undefined })),
    odd(69, 'an unknown type', 'ignored', (number) => testkit.unrelated({ eventId: `${number}`, at: new Date() })),
    edit(70, '"livemode": "false"', 'recorded', (event) => Object.assign(event, { livemode: 'false' })),
    ...BAD_AMOUNTS.map((amount) => odd(71, `the amount ${amount}`, 'unreadable', withAmount(amount))),
    ...BAD_CURRENCIES.map((code) =>
      edit(72, `the currency ${JSON.stringify(code)}`, 'unreadable', (event) => Object.assign(payment(event), { [currency]: code })),
    ),
    edit(73, 'metadata of 50 keys with 500 characters each', 'recorded', (event) => {
      const many = Array.from({ length: 49 }, (_, n) => [`key_${n}`, 'x'.repeat(500)] as const);
      const { holder, name } = metadata(event);
      holder[name] = { ...Object.fromEntries(many), customer_key: UNTOLD };
    }),
    edit(74, '10,000 unknown fields', 'recorded', (event) => {
      for (let n = 0; n < 10_000; n += 1) event[`field_${n}`] = n;
    }),
    edit(75, 'NUL and lone surrogates in texts', 'recorded', (event) => {
      const { holder, name } = metadata(event);
      holder[name] = { customer_key: UNTOLD, product_key: 'gold \u0000 \ud800', note: '\udc00\u0000' };
    }),
    edit(79, 'a card number', 'recorded', (event) => Object.assign(payment(event), { note: '4242424242424242' })),
  ];
};

export const ODD_JSON: readonly BadInput[] = [
  ...PLACES.flatMap(oddities),
  authentic(77, STRIPE, 'a thin event', 'ignored', (number) =>
    JSON.stringify({
      id: `${number}`,
      object: 'v2.core.event',
      type: 'v1.billing.meter.no_meter_found',
      created: '2026-02-03T04:05:06.000Z',
    }),
  ),
  authentic(
    78,
    CHARGEBEE,
    'an event of API v1',
    'ignored',
    edited(CHARGEBEE, (event) => Object.assign(event, { api_version: 'v1' })),
  ),
];
