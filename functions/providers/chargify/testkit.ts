import { createHash } from 'node:crypto';
import { secretTexts } from '../../platform/secret-values.ts';
import { hmacSha256 } from '../../platform/signature.ts';
import type { Testkit, TestPayment, TestRefund } from '../testkit.ts';
import { chargify } from './index.ts';

/** Speaks as Chargify does: urlencoded, brackets in the open, `%20` for a space, empty text for null, times in Eastern time. */
export const testkit: Testkit = {
  provider: chargify,
  secret: { sharedKeys: ['chargify-local'] },
  otherSecret: { sharedKeys: ['chargify-other'] },
  rotatingSecret: { sharedKeys: ['chargify-local', 'chargify-other'] },
  proof: 'signature',
  contentType: 'application/x-www-form-urlencoded',
  sign: (body, secret) => {
    const key = secretTexts(secret, 'sharedKeys').at(-1);
    if (key === undefined) throw new Error('This Chargify secret has no shared key to sign with');
    return { headers: { 'x-chargify-webhook-signature-hmac-sha-256': hmacSha256(key, body) } };
  },
  payment: (payment) => formBody(paymentFields(payment)),
  refund: (refund) => formBody(refundFields(refund)),
  unrelated: ({ eventId, at }) =>
    formBody([
      ...envelope(eventId, 'statement_settled'),
      ['payload[statement][id]', numberOf(`statement of ${eventId}`)],
      ['payload[statement][settled_at]', easternTime(at)],
    ]),
  transactionKey: (paymentId) => `chargify:transaction:${numberOf(paymentId)}`,
};

type Fields = readonly (readonly [name: string, value: string])[];

const paymentFields = ({ eventId, paymentId, minor, customerKey, at }: TestPayment): Fields => [
  ...envelope(eventId, 'payment_success'),
  ['payload[subscription][id]', numberOf(`subscription of ${customerKey}`)],
  ['payload[subscription][state]', 'active'],
  ['payload[subscription][canceled_at]', ''],
  ['payload[subscription][updated_at]', easternTime(at)],
  ['payload[subscription][customer][id]', numberOf(`customer of ${customerKey}`)],
  ['payload[subscription][customer][email]', 'customer@example.com'],
  ['payload[subscription][customer][reference]', customerKey],
  ['payload[subscription][product][handle]', 'basic'],
  ['payload[subscription][product][public_signup_pages][id]', '281054'],
  ['payload[subscription][product][public_signup_pages][id]', '281240'],
  ['payload[transaction][id]', numberOf(paymentId)],
  ['payload[transaction][type]', 'Payment'],
  ['payload[transaction][success]', 'true'],
  ['payload[transaction][amount_in_cents]', String(minor)],
  ['payload[transaction][memo]', 'Basic Plan: Renewal payment'],
  ['payload[transaction][created_at]', easternTime(at)],
  ['payload[transaction][refunded_amount_in_cents]', '0'],
];

const refundFields = ({ eventId, paymentId, refundId, minor, customerKey, at }: TestRefund): Fields => [
  ...envelope(eventId, 'refund_success'),
  ['payload[refund_id]', numberOf(refundId)],
  ['payload[amount_in_cents]', String(minor)],
  ['payload[customer_id]', numberOf(`customer of ${customerKey}`)],
  ['payload[customer_reference]', customerKey],
  ['payload[payment_id]', numberOf(paymentId)],
  ['payload[subscription_id]', numberOf(`subscription of ${customerKey}`)],
  ['payload[timestamp]', `${wallClock(at)} UTC`],
];

const envelope = (eventId: string, type: string): Fields => [
  ['id', numberOf(eventId)],
  ['event', type],
  ['payload[site][id]', '31615'],
  ['payload[site][subdomain]', 'hookledger-test'],
];

/** Chargify's ids are numbers: a number stands for itself, any other text for a number made from it. */
const numberOf = (text: string): string =>
  /^[1-9][0-9]*$/.test(text) ? text : `${createHash('sha256').update(text).digest().readUIntBE(0, 6)}`;

const formBody = (fields: Fields): Buffer => Buffer.from(fields.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&'));

const EASTERN_HOURS = 5;

/** Whole seconds, as Chargify writes them: `2016-11-08 16:22:20 -0500`. */
const easternTime = (at: Date): string => `${wallClock(new Date(at.getTime() - EASTERN_HOURS * 3_600_000))} -0500`;

const wallClock = (at: Date): string => at.toISOString().slice(0, 19).replace('T', ' ');
