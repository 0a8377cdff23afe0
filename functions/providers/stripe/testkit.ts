import { secretTexts } from '../../platform/secret-values.ts';
import { hmacSha256 } from '../../platform/signature.ts';
import type { Testkit, TestPayment, TestRefund } from '../testkit.ts';
import { stripe } from './index.ts';

const LOCAL_SECRET = 'whsec_local';
const OTHER_SECRET = 'whsec_other';

export const testkit: Testkit = {
  provider: stripe,
  secret: { signingSecrets: [LOCAL_SECRET] },
  otherSecret: { signingSecrets: [OTHER_SECRET] },
  rotatingSecret: { signingSecrets: [LOCAL_SECRET, OTHER_SECRET] },
  proof: 'signature',
  contentType: 'application/json; charset=utf-8',
  /** One signature for each live secret, as Stripe does while a secret is rolled. */
  sign: (body, secret, now) => {
    const timestamp = String(seconds(now));
    const signatures = secretTexts(secret, 'signingSecrets').map((key) => hmacSha256(key, `${timestamp}.`, body));
    return { headers: { 'stripe-signature': [`t=${timestamp}`, ...signatures.map((hex) => `v1=${hex}`)].join(',') } };
  },
  payment: (payment) => snapshot('charge.succeeded', payment, charge(payment)),
  refund: (told) => snapshot('refund.created', told, refund(told)),
  unrelated: (event) => snapshot('product.created', event, { id: 'prod_unrelated', object: 'product', active: true, metadata: {} }),
  transactionKey: (paymentId) => `stripe:charge:${paymentId}`,
};

const seconds = (time: Date): number => Math.floor(time.getTime() / 1000);

/** The event around an object, indented as Stripe sends it. */
const snapshot = (type: string, { eventId, at }: { readonly eventId: string; readonly at: Date }, object: object): Buffer => {
  const event = {
    id: eventId,
    object: 'event',
    api_version: '2025-03-31.basil',
    created: seconds(at),
    data: { object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
  };
  return Buffer.from(JSON.stringify(event, null, 2));
};

const charge = ({ paymentId, minor, customerKey, at }: TestPayment) => ({
  id: paymentId,
  object: 'charge',
  amount: minor,
  amount_captured: minor,
  amount_refunded: 0,
  billing_details: { address: null, email: null, name: null, phone: null },
  captured: true,
  created: seconds(at),
  currency: 'usd',
  customer: null,
  description: null,
  disputed: false,
  livemode: false,
  metadata: { customer_key: customerKey },
  paid: true,
  payment_intent: `pi_of_${paymentId}`,
  refunded: false,
  status: 'succeeded',
});

const refund = ({ refundId, paymentId, minor, at }: TestRefund) => ({
  id: refundId,
  object: 'refund',
  amount: minor,
  charge: paymentId,
  created: seconds(at),
  currency: 'usd',
  metadata: {},
  payment_intent: `pi_of_${paymentId}`,
  reason: null,
  status: 'succeeded',
});
