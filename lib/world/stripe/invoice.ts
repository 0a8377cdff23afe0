import type { Millis, WireEvent } from '../world.ts';
import { type Account, keysOf, type Metadata, stripeId } from './account.ts';
import type { Charge } from './charge.ts';
import { toWire } from './currency.ts';
import { eventOf, type Json, orNull, toSeconds } from './event.ts';

export type Invoice = {
  readonly id: string;
  readonly createdAt: Millis;
  readonly minor: number;
  readonly reason: 'subscription_create' | 'subscription_cycle' | 'subscription_update' | 'manual';
  readonly subscription: string | null;
  readonly metadata: Metadata;
};

type NewInvoice = Omit<Invoice, 'id' | 'metadata'>;

export const newInvoice = (account: Account, name: string, given: NewInvoice): Invoice => ({
  ...given,
  id: stripeId('in_1', account.luck.fork(`invoice ${name}`), 23),
  metadata: account.keysOn.startsWith('payment') ? { ...keysOf(account), product_key: 'plans' } : {},
});

/** An invoice that is asked for: no money yet. */
export const invoiceAsked = (account: Account, type: 'created' | 'finalized' | 'payment_failed', at: Millis, invoice: Invoice): WireEvent =>
  eventOf(account, { type: `invoice.${type}`, at, object: invoiceObject(account, invoice, { paidAt: null }), means: 'ignored' });

/** All that is told when an invoice is paid; without a charge when the team says that it was, or when nothing was due. */
export const invoicePaid = (account: Account, at: Millis, invoice: Invoice, charge?: Charge): readonly WireEvent[] => {
  const object = invoiceObject(account, invoice, { paidAt: at, charge });
  const means = account.recordFrom === 'invoices' && invoice.minor > 0 ? 'something' : 'ignored';
  const told = ['invoice.paid', 'invoice.payment_succeeded'].map((type) => eventOf(account, { type, at, object, means }));
  return charge === undefined || account.beforeBasil ? told : [...told, invoicePaymentPaid(account, at, invoice, charge)];
};

/** Since 2025-05-28 this alone leads from a payment intent to its invoice. */
const invoicePaymentPaid = (account: Account, at: Millis, invoice: Invoice, charge: Charge): WireEvent => {
  const object = {
    id: stripeId('inpay_1', account.luck.fork(`payment of ${invoice.id}`), 23),
    object: 'invoice_payment',
    amount_paid: toWire(invoice.minor, account.currency),
    amount_requested: toWire(invoice.minor, account.currency),
    created: toSeconds(at),
    currency: account.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: account.livemode,
    payment: { payment_intent: charge.intent, type: 'payment_intent' },
    status: 'paid',
    status_transitions: { canceled_at: null, paid_at: toSeconds(at) },
  };
  return eventOf(account, { type: 'invoice_payment.paid', at, object, means: account.recordFrom === 'invoices' ? 'something' : 'ignored' });
};

type Paid = { readonly paidAt: Millis | null; readonly charge?: Charge | undefined };

/** @see https://docs.stripe.com/api/invoices/object */
const invoiceObject = (account: Account, invoice: Invoice, { paidAt, charge }: Paid): Json => {
  const { id, createdAt, minor, reason, metadata } = invoice;
  const due = toWire(minor, account.currency);
  return {
    id,
    object: 'invoice',
    amount_due: due,
    amount_paid: paidAt === null ? 0 : due,
    amount_remaining: paidAt === null ? due : 0,
    billing_reason: reason,
    collection_method: 'charge_automatically',
    created: toSeconds(createdAt),
    currency: account.currency,
    customer: account.customer,
    customer_email: 'billing@example.com',
    lines: { object: 'list', data: [], has_more: false, total_count: 0, url: `/v1/invoices/${id}/lines` },
    livemode: account.livemode,
    metadata,
    ...(account.beforeBasil ? namesBefore(account, invoice, { paidAt, charge }) : namesSince(account, invoice, charge)),
    period_end: toSeconds(createdAt),
    period_start: toSeconds(createdAt),
    status: paidAt === null ? 'open' : 'paid',
    status_transitions: { finalized_at: toSeconds(createdAt), marked_uncollectible_at: null, paid_at: orNull(paidAt), voided_at: null },
    total: due,
  };
};

const namesBefore = (account: Account, { subscription }: Invoice, { paidAt, charge }: Paid): Json => ({
  charge: charge?.id ?? null,
  paid: paidAt !== null,
  paid_out_of_band: paidAt !== null && charge === undefined,
  payment_intent: charge?.intent ?? null,
  subscription,
  ...(account.apiVersion >= '2023' && { subscription_details: { metadata: {} } }),
});

/** The payments stand in the invoice only where the endpoint asks for them. */
const namesSince = (account: Account, { id, subscription }: Invoice, charge: Charge | undefined): Json => ({
  parent:
    subscription === null
      ? null
      : { quote_details: null, subscription_details: { metadata: {}, subscription }, type: 'subscription_details' },
  ...(account.luck.fork('payments in invoices').percent(30) && {
    payments: {
      object: 'list',
      data:
        charge === undefined
          ? []
          : [
              {
                object: 'invoice_payment',
                invoice: id,
                payment: { payment_intent: charge.intent, type: 'payment_intent' },
                status: 'paid',
              },
            ],
      has_more: false,
    },
  }),
});
