import { UnreadablePayloadError } from '../../../functions/platform/errors.ts';
import { chargebee } from '../../../functions/providers/chargebee/index.ts';
import type { ParsedEvent } from '../../../functions/providers/provider.ts';

export const parse = (body: string | Buffer): ParsedEvent =>
  chargebee.parse({
    body: Buffer.from(body),
    headers: {},
    receivedAt: new Date('2026-01-02T03:04:05.000Z'),
    settings: { recordFrom: 'charges', currency: 'USD', site: null, testMode: 'accept' },
  });

/** The error that reading the body ends in; fails when the body can be read, or when it is another error. */
export const unreadable = (body: string | Buffer): UnreadablePayloadError => {
  try {
    parse(body);
  } catch (error) {
    if (error instanceof UnreadablePayloadError) return error;
    throw error;
  }
  throw new Error('The body could be read');
};

type Fields = Readonly<Record<string, unknown>>;
type Content = Readonly<Record<string, Fields>>;

/** The body of an event. A field that is `undefined` is left out. */
export const anEvent = (type: string, content: Content, fields: Fields = {}): string =>
  JSON.stringify({ id: 'ev_1', occurred_at: 1767225600, api_version: 'v2', content, event_type: type, ...fields });

export const aTransaction = (fields: Fields = {}): Fields => ({
  id: 'txn_1',
  customer_id: 'cb_1',
  type: 'payment',
  date: 1767225590,
  amount: 2900,
  status: 'success',
  currency_code: 'USD',
  deleted: false,
  resource_version: 1767225600123,
  ...fields,
});

export const aCustomer = (fields: Fields = {}): Fields => ({
  id: 'cb_1',
  resource_version: 1767225500456,
  meta_data: { customer_key: 'acme' },
  ...fields,
});

export const aSubscription = (fields: Fields = {}): Fields => ({
  id: 'sub_1',
  customer_id: 'cb_1',
  plan_id: 'team',
  plan_quantity: 2,
  status: 'active',
  deleted: false,
  resource_version: 1767225600789,
  ...fields,
});

/** A payment of 29.00 that names its customer. */
export const aPayment = (transaction: Fields = {}, customer: Fields = {}, fields: Fields = {}): string =>
  anEvent('payment_succeeded', { transaction: aTransaction(transaction), customer: aCustomer(customer) }, fields);
