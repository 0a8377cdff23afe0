import type { ProviderKey } from '../../domain/keys.ts';
import { type Keys, readKeys } from '../../platform/metadata.ts';
import { readPayload } from '../../platform/payload.ts';
import { candidates, ignored, keysOf, type Reader, recorded, referralIn, stripeKey } from './event.ts';
import { isoMoney } from './money.ts';
import { type Invoice, invoiceEvent, invoicePaymentEvent } from './schema.ts';

/** `invoice.paid` and `invoice.payment_succeeded` come both for one invoice and become one payment. */
export const readInvoice: Reader = (event, { version, settings }) => {
  if (settings.recordFrom === 'charges') return ignored('charges are recorded');
  const { object: invoice } = readPayload(invoiceEvent, event).data;
  if (invoice.amount_paid === 0) return ignored('nothing was paid');
  const own = readKeys(invoice.metadata);
  const owner = own.customerKey === undefined ? readKeys(subscriptionMetadata(invoice)) : own;
  const paid = isoMoney(invoice.amount_paid, invoice.currency);
  const standsFor = standsForIn(invoice);
  return recorded(
    [
      ...referralIn(owner, version),
      {
        kind: 'payment',
        key: stripeKey('invoice', invoice.id),
        state: 'succeeded',
        amount: paid,
        captured: paid.minor,
        paidAt: invoice.created,
        candidates: candidates(owner.customerKey, keysOf({ customer: invoice.customer, subscription: subscriptionIn(invoice) })),
        ...(own.productKey !== undefined && { productKey: own.productKey }),
        ...(own.categoryKey !== undefined && { categoryKey: own.categoryKey }),
        ...(standsFor.length > 0 && { standsFor }),
        version,
      },
    ],
    wordsOf(own, owner),
  );
};

/** Since 2025-03-31 this tells which payment intent, and so which refunds and disputes, belong to an invoice. */
export const readInvoicePayment: Reader = (event, { version, settings }) => {
  if (settings.recordFrom === 'charges') return ignored('charges are recorded');
  const { object: told } = readPayload(invoicePaymentEvent, event).data;
  const refs = keysOf({ charge: told.payment.charge, payment_intent: told.payment.payment_intent });
  if (refs.length === 0) return ignored('names no charge or payment intent');
  const at = told.status_transitions?.paid_at ?? told.created;
  return recorded(refs.map((ref) => ({ kind: 'alias', ref, transaction: stripeKey('invoice', told.invoice), at, version })));
};

/** Copied into the invoice when it was finalised, so it is the invoice's own word, only weaker than its own metadata. */
const subscriptionMetadata = (invoice: Invoice): unknown =>
  invoice.subscription_details?.metadata ?? invoice.parent?.subscription_details?.metadata;

const subscriptionIn = (invoice: Invoice): string | undefined => invoice.subscription ?? invoice.parent?.subscription_details?.subscription;

/** The charge leads to the invoice, or else the payment intent; one of them is enough, because refunds name both. */
const standsForIn = ({ charge, payment_intent, payments }: Invoice): readonly ProviderKey[] => {
  const named = keysOf({ charge, payment_intent }).slice(0, 1);
  if (named.length > 0) return named;
  const paid = payments?.data.filter(({ status }) => status === 'paid' || status === undefined || status === null) ?? [];
  return paid.flatMap(({ payment }) => keysOf({ charge: payment?.charge, payment_intent: payment?.payment_intent }));
};

const wordsOf = (own: Keys, owner: Keys): readonly string[] => [...new Set([...own.unknownWords, ...owner.unknownWords])];
