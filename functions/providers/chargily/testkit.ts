import { secretTexts } from '../../platform/secret-values.ts';
import { hmacSha256 } from '../../platform/signature.ts';
import type { Testkit, TestPayment } from '../testkit.ts';
import { chargily } from './index.ts';

/** Speaks as Chargily does: a body of its shape, signed with the newest secret key. Chargily tells of no refunds. */
export const testkit: Testkit = {
  provider: chargily,
  secret: { apiSecretKeys: ['test_sk_local'] },
  otherSecret: { apiSecretKeys: ['test_sk_other'] },
  rotatingSecret: { apiSecretKeys: ['test_sk_local', 'test_sk_other'] },
  proof: 'signature',
  contentType: 'application/json',
  sign: (body, secret) => ({ headers: { signature: hmacSha256(secretTexts(secret, 'apiSecretKeys').at(-1) ?? '', body) } }),
  payment: (payment) => eventBody('checkout.paid', payment.eventId, payment.at, checkout(payment)),
  unrelated: ({ eventId, at }) => eventBody('balance.updated', eventId, at, { entity: 'balance' }),
  transactionKey: (paymentId) => `chargily:checkout:${paymentId}`,
};

const checkout = ({ paymentId, minor, customerKey, at }: TestPayment): Readonly<Record<string, unknown>> => {
  if (minor % 100 !== 0) throw new Error('Chargily takes whole dinars: the minor units of a test payment must be a multiple of 100');
  return {
    id: paymentId,
    entity: 'checkout',
    fees: 0,
    amount: minor / 100,
    locale: 'ar',
    status: 'paid',
    metadata: { customer_key: customerKey },
    created_at: epochSeconds(at),
    invoice_id: null,
    updated_at: epochSeconds(at),
    customer_id: null,
    description: null,
    failure_url: null,
    success_url: 'https://shop.example.com/thanks',
    payment_method: 'edahabia',
    payment_link_id: null,
    pass_fees_to_customer: null,
    chargily_pay_fees_allocation: 'customer',
    shipping_address: null,
    collect_shipping_address: 0,
    discount: null,
    amount_without_discount: null,
    url: `https://pay.chargily.dz/test/checkouts/${paymentId}/pay`,
  };
};

const eventBody = (type: string, id: string, at: Date, data: Readonly<Record<string, unknown>>): Buffer =>
  Buffer.from(
    JSON.stringify({ id, entity: 'event', livemode: 'false', type, data, created_at: epochSeconds(at), updated_at: epochSeconds(at) }),
  );

const epochSeconds = (at: Date): number => Math.floor(at.getTime() / 1000);
