import { creditNote, invoiceOf } from './chargebee-invoice.ts';
import { type Common, customer, subscription, transaction } from './chargebee-objects.ts';
import type { Fill } from './fill.ts';

/** A payment of a subscription as Chargebee's API v2 tells it, with the invoice and addresses that most sites have. */
export const chargebeePayment = (fill: Fill): Buffer => {
  const common = commonOf(fill);
  const id = fill.id('txn_', 16);
  const invoice = invoiceOf(fill, common, { paidBy: id, creditNotes: [] });
  const content = {
    transaction: transaction(fill, common, id),
    invoice,
    customer: customer(fill, common),
    subscription: subscription(fill, common),
  };
  return event(fill, 'payment_succeeded', content);
};

/** A refund of a part of it, with its credit note. */
export const chargebeeRefund = (fill: Fill): Buffer => {
  const common = commonOf(fill);
  const note = {
    cn_id: `TEST-CN-${fill.digits(2)}`,
    cn_reason_code: 'other',
    cn_date: common.at,
    cn_total: common.amount,
    cn_status: 'refunded',
  };
  const refund = { ...transaction(fill, common, fill.id('txn_', 16)), type: 'refund', refunded_txn_id: fill.id('txn_', 16) };
  const invoice = invoiceOf(fill, common, { paidBy: refund.refunded_txn_id, creditNotes: [note] });
  const linked = { applied_amount: common.amount, applied_at: common.at, ...note, cn_reference_invoice_id: invoice.id };
  const content = {
    transaction: { ...refund, linked_credit_notes: [linked] },
    invoice,
    credit_note: creditNote(fill, common, { id: note.cn_id, invoice: invoice.id, transaction: fill.id('txn_', 16) }),
    customer: customer(fill, common),
    subscription: subscription(fill, common),
  };
  return event(fill, 'payment_refunded', content);
};

const commonOf = (fill: Fill): Common => ({
  customer: fill.id('', 16),
  subscription: fill.id('', 16),
  amount: fill.amount(),
  at: fill.seconds(),
  since: fill.seconds(),
  end: fill.seconds(),
  names: { first_name: fill.word(), last_name: fill.word() },
  address: {
    line1: `${fill.digits(2)} ${fill.word()}`,
    city: fill.word(),
    state_code: fill.pick(['CA', 'NY', 'OH']),
    state: fill.word(),
    country: 'US',
    zip: String(fill.digits(5)),
  },
});

const event = (fill: Fill, type: string, content: object): Buffer => {
  const head = {
    id: fill.id('ev_', 16),
    occurred_at: fill.seconds(),
    source: fill.pick(['scheduled_job', 'admin_console', 'api']),
    user: 'full_access_key_v1',
  };
  const tail = { event_type: type, webhook_status: 'scheduled' };
  return Buffer.from(JSON.stringify({ ...head, object: 'event', api_version: 'v2', content, ...tail }));
};
