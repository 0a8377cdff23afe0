import type { Fill } from './fill.ts';

/** What all objects of one Stripe account share. */
export type StripeAccount = {
  /** Stands in the middle of every long id. */
  readonly code: string;
  readonly name: string;
};

/** What all objects of one payment share. */
export type StripeIds = {
  /** A long id of this payment: kind, time and account, and so many characters of its own. */
  readonly of: (prefix: string, length: number) => string;
  readonly amount: number;
  readonly created: number;
  readonly customer: string;
  readonly metadata: Readonly<Record<string, string>>;
};

export const accountOf = (fill: Fill): StripeAccount => ({ code: fill.id('', 10), name: fill.word().toUpperCase() });

export const idsOf = (fill: Fill, { code }: StripeAccount): StripeIds => {
  const time = fill.id('', 5);
  return {
    of: (prefix, length) => fill.id(`${prefix}${time}${code}${prefix.endsWith('3') ? fill.pick(['0', '1']) : ''}`, length - 1),
    amount: fill.amount(),
    created: fill.seconds(),
    customer: fill.id('cus_', 14),
    metadata: fill.pick([{}, { customer_key: fill.hex(32), partner_key: fill.word() }]),
  };
};

export const addressOf = (fill: Fill): object => ({
  city: fill.pick([null, fill.word()]),
  country: fill.pick(['US', 'DE', 'GB']),
  line1: fill.pick([null, `${fill.word()} ${fill.digits(2)}`]),
  line2: null,
  postal_code: fill.pick([null, String(fill.digits(5))]),
  state: null,
});

/** The event around an object, as its bytes go over the wire. */
export const stripeEvent = (fill: Fill, type: string, id: string, data: object): Buffer =>
  stripeJson({
    id,
    object: 'event',
    api_version: '2025-03-31.basil',
    created: fill.seconds(),
    data,
    livemode: true,
    pending_webhooks: fill.pick([1, 2, 3]),
    request: { id: fill.pick([fill.id('req_', 14), null]), idempotency_key: fill.pick([uuidOf(fill), null]) },
    type,
  });

const uuidOf = (fill: Fill): string => [8, 4, 4, 4, 12].map((length) => fill.hex(length)).join('-');

/** Two spaces, and a line break even in what is empty. */
export const stripeJson = (value: object): Buffer => {
  const lines = JSON.stringify(value, null, 2).split('\n');
  const opened = lines.map((line) => {
    const indent = line.slice(0, line.length - line.trimStart().length);
    return line.replace(/\{\}(,?)$/, `{\n${indent}}$1`).replace(/\[\](,?)$/, `[\n\n${indent}]$1`);
  });
  return Buffer.from(opened.join('\n'));
};
