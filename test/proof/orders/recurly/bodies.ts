import { at, type Told } from '../event-set.ts';

type Account = { readonly code?: string; readonly email?: string };

/** Notifications have neither id nor time: their bytes are their id, and they are received some seconds after what they tell. */
const notification = (name: string, receivedSecond: number, content: readonly string[]): Told => ({
  kind: 'told',
  provider: 'recurly',
  headers: {},
  receivedAt: at(receivedSecond),
  body: Buffer.from(
    ['<?xml version="1.0" encoding="UTF-8"?>', `<${name}_notification>`, ...content, `</${name}_notification>`, ''].join('\n'),
  ),
});

const accountXml = ({ code, email = 'customer@example.com' }: Account): readonly string[] => [
  '  <account>',
  code === undefined ? '    <account_code nil="true"></account_code>' : `    <account_code>${code}</account_code>`,
  '    <username nil="true">sample</username>',
  `    <email>${email}</email>`,
  '    <first_name>Sample</first_name>',
  '    <last_name>Customer</last_name>',
  '    <company_name nil="true"></company_name>',
  '  </account>',
];

export const account = (name: string, receivedSecond: number, of: Account): Told => notification(name, receivedSecond, accountXml(of));

type Transaction = {
  readonly id: string;
  readonly minor: number;
  readonly second: number;
  readonly invoice?: number;
  readonly action?: string;
  readonly status?: string;
  readonly subscription?: string;
  readonly code?: string | null;
  /** Nothing reads it; it makes the bytes, and so the event, another one. */
  readonly reference?: string;
};

export const transaction = (name: string, told: Transaction): Told => {
  const { id, minor, second, invoice = 2059, action = 'purchase', status = 'success', subscription, code = 'acme', reference = id } = told;
  return notification(name, second + 3, [
    ...accountXml(code === null ? {} : { code }),
    '  <transaction>',
    `    <id>${id}</id>`,
    `    <invoice_id>1974a09kj90s0789dsf099798${invoice}</invoice_id>`,
    `    <invoice_number type="integer">${invoice}</invoice_number>`,
    subscription === undefined
      ? '    <subscription_id nil="true"></subscription_id>'
      : `    <subscription_id>${subscription}</subscription_id>`,
    `    <action>${action}</action>`,
    `    <date type="datetime">${time(second)}</date>`,
    `    <amount_in_cents type="integer">${minor}</amount_in_cents>`,
    `    <status>${status}</status>`,
    '    <message>Sample</message>',
    `    <reference>${reference}</reference>`,
    '    <source>subscription</source>',
    '    <test type="boolean">false</test>',
    '    <voidable type="boolean">true</voidable>',
    '    <refundable type="boolean">true</refundable>',
    '  </transaction>',
  ]);
};

export const payment = (id: string, second: number, over: Partial<Transaction> = {}): Told =>
  transaction('successful_payment', { id, minor: 1000, second, ...over });
export const refund = (id: string, minor: number, second: number, over: Partial<Transaction> = {}): Told =>
  transaction('successful_refund', { id, minor, second, action: 'credit', ...over });
export const voided = (id: string, second: number, over: Partial<Transaction> = {}): Told =>
  transaction('void_payment', { id, minor: 1000, second, status: 'void', ...over });

type Subscription = {
  readonly state: string;
  readonly plan: string;
  readonly period: number;
  readonly receivedSecond: number;
  readonly quantity?: number;
  readonly code?: string | null;
  readonly trialEnds?: number;
};

/** `period` is the second at which the present period began: the only time that moves with the subscription's life. */
export const subscription = (name: string, told: Subscription): Told => {
  const { state, plan, period, receivedSecond, quantity = 1, code = 'acme', trialEnds } = told;
  const dated = (element: string, second: number | undefined) =>
    second === undefined ? `    <${element} nil="true"></${element}>` : `    <${element} type="datetime">${time(second)}</${element}>`;
  return notification(name, receivedSecond, [
    ...accountXml(code === null ? {} : { code }),
    '  <subscription>',
    '    <plan>',
    `      <plan_code>${plan}</plan_code>`,
    '      <name>Sample</name>',
    '    </plan>',
    '    <uuid>sub1</uuid>',
    `    <state>${state}</state>`,
    `    <quantity type="integer">${quantity}</quantity>`,
    '    <subscription_add_ons type="array"/>',
    dated('activated_at', 0),
    dated('canceled_at', undefined),
    dated('expires_at', undefined),
    dated('current_period_started_at', period),
    dated('current_period_ends_at', period + 2_592_000),
    dated('trial_started_at', trialEnds === undefined ? undefined : 0),
    dated('trial_ends_at', trialEnds),
    '  </subscription>',
  ]);
};

const time = (second: number): string => at(second).toISOString().replace('.000Z', 'Z');
