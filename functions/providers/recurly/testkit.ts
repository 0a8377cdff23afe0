import { createHash } from 'node:crypto';
import { type ProviderSecret, secretTexts, secretUsers } from '../../platform/secret-values.ts';
import { hmacSha256 } from '../../platform/signature.ts';
import type { Signed, Testkit, TestPayment } from '../testkit.ts';
import { looksLikeJson } from './body-format.ts';
import { recurly } from './index.ts';

const SECRET = { signingSecrets: ['recurly-local'], users: [{ username: 'recurly', password: 'local' }] };
const OTHER_SECRET = { signingSecrets: ['recurly-other'], users: [{ username: 'recurly', password: 'other' }] };

export const testkit: Testkit = {
  provider: recurly,
  secret: SECRET,
  otherSecret: OTHER_SECRET,
  rotatingSecret: {
    signingSecrets: [...SECRET.signingSecrets, ...OTHER_SECRET.signingSecrets],
    users: [...SECRET.users, ...OTHER_SECRET.users],
  },
  // Of XML. Recurly signs JSON alone.
  proof: 'credentials',
  contentType: 'application/xml',
  sign: (body, secret, now) => (looksLikeJson(body) ? signJson(body, secret, now) : withCredentials(secret)),
  payment: (payment) => notification('successful_payment', payment, { id: payment.paymentId, action: 'purchase', status: 'success' }),
  refund: (refund) => notification('successful_refund', refund, { id: refund.refundId, action: 'credit', status: 'success' }),
  unrelated: ({ eventId, at }) =>
    notification(
      'processing_payment',
      { eventId, at, paymentId: eventId, minor: 100, customerKey: 'unrelated' },
      { id: eventId, action: 'purchase', status: 'processing' },
    ),
  transactionKey: (paymentId) => `recurly:transaction:${paymentId}`,
};

/** One signature for every live secret, as during a rotation. */
const signJson = (body: Buffer, secret: ProviderSecret, now: Date): Signed => {
  const timestamp = String(now.getTime());
  const signatures = secretTexts(secret, 'signingSecrets').map((key) => hmacSha256(key, `${timestamp}.`, body));
  return { headers: { 'recurly-signature': [timestamp, ...signatures].join(',') } };
};

/** Recurly keeps one user for an endpoint: the newest of ours. */
const withCredentials = (secret: ProviderSecret): Signed => {
  const user = secretUsers(secret).at(-1);
  if (user === undefined) return { headers: {} };
  return { headers: { authorization: `Basic ${Buffer.from(`${user.username}:${user.password}`).toString('base64')}` } };
};

type Transaction = { readonly id: string; readonly action: string; readonly status: string };

/** XML notifications have no event id. The reference, which nothing reads, makes the bytes, and so the event, another one. */
const notification = (name: string, { eventId, paymentId, minor, customerKey, at }: TestPayment, transaction: Transaction): Buffer =>
  Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<${name}_notification>
  <account>
    <account_code>${escaped(customerKey)}</account_code>
    <username nil="true"></username>
    <email>customer@example.com</email>
    <first_name>Sample</first_name>
    <last_name>Customer</last_name>
    <company_name nil="true"></company_name>
  </account>
  <transaction>
    <id>${escaped(transaction.id)}</id>
    <invoice_id>${hashOf(paymentId)}</invoice_id>
    <invoice_number type="integer">${invoiceNumber(paymentId)}</invoice_number>
    <subscription_id nil="true"></subscription_id>
    <action>${transaction.action}</action>
    <date type="datetime">${at.toISOString().replace(/\.\d+Z$/, 'Z')}</date>
    <amount_in_cents type="integer">${minor}</amount_in_cents>
    <status>${transaction.status}</status>
    <message>Successful test transaction</message>
    <reference>${escaped(eventId)}</reference>
    <source>transaction</source>
    <test type="boolean">false</test>
    <voidable type="boolean">true</voidable>
    <refundable type="boolean">true</refundable>
  </transaction>
</${name}_notification>
`);

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** What a payment and its refunds share. */
const invoiceNumber = (paymentId: string): number => Number.parseInt(hashOf(paymentId).slice(0, 10), 16);
