import { secretUsers } from '../../platform/secret-values.ts';
import type { Testkit, TestPayment } from '../testkit.ts';
import { chargebee } from './index.ts';

/** Speaks as Chargebee does: an event of API v2, with the credentials of the newest user. */
export const testkit: Testkit = {
  provider: chargebee,
  secret: { users: [{ username: 'chargebee', password: 'local' }] },
  otherSecret: { users: [{ username: 'chargebee', password: 'other' }] },
  rotatingSecret: {
    users: [
      { username: 'chargebee', password: 'local' },
      { username: 'chargebee', password: 'other' },
    ],
  },
  proof: 'credentials',
  contentType: 'application/json;charset=UTF-8',
  sign: (_body, secret) => {
    const user = secretUsers(secret).at(-1);
    const credentials = Buffer.from(`${user?.username}:${user?.password}`).toString('base64');
    return { headers: { authorization: `Basic ${credentials}` } };
  },
  payment: (payment) => {
    const transaction = { ...movement(payment), id: payment.paymentId, type: 'payment', linked_invoices: [], linked_refunds: [] };
    return eventBody('payment_succeeded', payment, { transaction, customer: customer(payment) });
  },
  refund: (refund) => {
    const transaction = { ...movement(refund), id: refund.refundId, type: 'refund', refunded_txn_id: refund.paymentId };
    return eventBody('payment_refunded', refund, { transaction, customer: customer(refund) });
  },
  unrelated: (event) => eventBody('coupon_created', event, { coupon: { id: 'spring', object: 'coupon' } }),
  transactionKey: (paymentId) => `chargebee:transaction:${paymentId}`,
};

const movement = ({ minor, customerKey, at }: TestPayment): Readonly<Record<string, unknown>> => ({
  customer_id: `cb-${customerKey}`,
  payment_method: 'card',
  gateway: 'chargebee',
  date: epochSeconds(at),
  exchange_rate: 1,
  amount: minor,
  status: 'success',
  updated_at: epochSeconds(at),
  resource_version: at.getTime(),
  deleted: false,
  object: 'transaction',
  currency_code: 'USD',
  base_currency_code: 'USD',
});

const customer = ({ customerKey, at }: TestPayment): Readonly<Record<string, unknown>> => ({
  id: `cb-${customerKey}`,
  auto_collection: 'on',
  created_at: epochSeconds(at),
  updated_at: epochSeconds(at),
  resource_version: at.getTime(),
  deleted: false,
  object: 'customer',
  card_status: 'valid',
  preferred_currency_code: 'USD',
  meta_data: { customer_key: customerKey },
});

type Occurrence = { readonly eventId: string; readonly at: Date };

const eventBody = (type: string, { eventId, at }: Occurrence, content: Readonly<Record<string, unknown>>): Buffer =>
  Buffer.from(
    JSON.stringify({
      id: eventId,
      occurred_at: epochSeconds(at),
      source: 'api',
      object: 'event',
      api_version: 'v2',
      content,
      event_type: type,
      webhook_status: 'scheduled',
    }),
  );

const epochSeconds = (at: Date): number => Math.floor(at.getTime() / 1000);
