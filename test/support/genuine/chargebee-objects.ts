import type { Fill } from './fill.ts';

/** What all objects of one event share. */
export type Common = {
  readonly customer: string;
  readonly subscription: string;
  readonly amount: number;
  readonly at: number;
  /** When it was subscribed to, and when the term ends that was paid. */
  readonly since: number;
  readonly end: number;
  readonly names: { readonly first_name: string; readonly last_name: string };
  readonly address: Readonly<Record<string, string>>;
};

export const changed = (fill: Fill, at: number, object: string) => ({
  updated_at: at,
  resource_version: Number(`${at}${fill.digits(3)}`),
  deleted: false,
  object,
});

export const transaction = (fill: Fill, { customer, subscription, amount, at, names }: Common, id: string) => ({
  id,
  customer_id: customer,
  subscription_id: subscription,
  gateway_account_id: fill.id('gw_', 16),
  payment_source_id: fill.id('pm_', 16),
  payment_method: 'card',
  gateway: fill.pick(['chargebee', 'stripe', 'chargebee_payments']),
  type: 'payment',
  date: at,
  exchange_rate: 1,
  amount,
  id_at_gateway: fill.id('ch_', 24),
  status: 'success',
  ...changed(fill, at, 'transaction'),
  masked_card_number: `************${fill.digits(4)}`,
  currency_code: 'USD',
  base_currency_code: 'USD',
  amount_unused: 0,
  linked_invoices: [
    {
      invoice_id: String(fill.digits(4)),
      applied_amount: amount,
      applied_at: at,
      invoice_date: at,
      invoice_total: amount,
      invoice_status: 'paid',
    },
  ],
  linked_refunds: [],
  payment_method_details: `{"card":{"first_name":"${names.first_name}","last_name":"${names.last_name}","iin":"${fill.digits(6)}","last4":"${fill.digits(4)}","brand":"visa","funding_type":"credit","expiry_month":${fill.digits(1)},"expiry_year":${fill.pick([2028, 2030])},"billing_country":"US","masked_number":"************${fill.digits(4)}","object":"card"}}`,
});

export const customer = (fill: Fill, { customer: id, at, since, names, address }: Common) => ({
  id,
  ...names,
  email: `${fill.word()}@${fill.word()}.example`,
  company: fill.word(),
  auto_collection: 'on',
  net_term_days: 0,
  allow_direct_debit: false,
  created_at: since,
  taxability: 'taxable',
  ...changed(fill, at, 'customer'),
  locale: 'en-US',
  pii_cleared: 'active',
  channel: 'web',
  billing_address: { ...names, ...address, validation_status: 'not_validated', object: 'billing_address' },
  card_status: 'valid',
  primary_payment_source_id: fill.id('pm_', 16),
  payment_method: {
    object: 'payment_method',
    type: 'card',
    reference_id: fill.id('tok_', 16),
    gateway: 'chargebee',
    gateway_account_id: fill.id('gw_', 16),
    status: 'valid',
  },
  promotional_credits: 0,
  refundable_credits: 0,
  excess_payments: 0,
  unbilled_charges: 0,
  preferred_currency_code: 'USD',
  mrr: 0,
  tax_providers_fields: [],
  meta_data: { customer_key: fill.hex(32) },
});

export const subscription = (fill: Fill, { customer: customerId, subscription: id, amount, at, since, end }: Common) => ({
  id,
  billing_period: 1,
  billing_period_unit: 'month',
  auto_collection: 'on',
  customer_id: customerId,
  status: 'active',
  current_term_start: at,
  current_term_end: end,
  next_billing_at: end,
  created_at: since,
  started_at: since,
  activated_at: since,
  has_scheduled_changes: false,
  ...changed(fill, at, 'subscription'),
  channel: 'web',
  currency_code: 'USD',
  subscription_items: [
    {
      item_price_id: `${fill.word()}-USD-Monthly`,
      item_type: 'plan',
      quantity: 1,
      unit_price: amount,
      amount,
      free_quantity: 0,
      object: 'subscription_item',
    },
  ],
  due_invoices_count: 0,
  mrr: amount,
  exchange_rate: 1,
  base_currency_code: 'USD',
  has_scheduled_advance_invoices: false,
  create_pending_invoices: false,
  auto_close_invoices: true,
});
