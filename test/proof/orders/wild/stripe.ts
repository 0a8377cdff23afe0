import { fc } from '../../../support/properties.ts';
import { at, epochSeconds, type Told } from '../event-set.ts';
import { ACACIA, BASIL, BEFORE_REFUND_EVENTS, charge, customer, dispute, event, invoice, refund, subscription } from '../stripe/bodies.ts';
import { few, metadata, second } from './values.ts';

/** Which payment intent and invoice a charge belongs to never changes: two attempts at one invoice, and another invoice. */
const ATTEMPTS = [
  { id: 'ch_1', payment_intent: 'pi_1', invoice: 'in_1', refund: 're_1', dispute: 'dp_1' },
  { id: 'ch_2', payment_intent: 'pi_1', invoice: 'in_1', refund: 're_2', dispute: 'dp_2' },
  { id: 'ch_3', payment_intent: 'pi_2', invoice: 'in_2', refund: 're_3', dispute: 'dp_3' },
];

const common = fc.record({
  second,
  version: few(ACACIA, BASIL, BEFORE_REFUND_EVENTS),
  attempt: few(...ATTEMPTS),
  customer: few('cus_1', 'cus_2', null),
  /** Now and then two events have one id. */
  id: fc.option(few('evt_1', 'evt_2'), { nil: undefined, freq: 8 }),
});
type Common = typeof common extends fc.Arbitrary<infer T> ? T : never;

const told = (
  common: Common,
  type: string,
  object: Readonly<Record<string, unknown>>,
  previous?: Readonly<Record<string, unknown>>,
): Told => {
  const { id, version } = common;
  return event(common.second, type, object, { version, ...(id !== undefined && { id }), ...(previous !== undefined && { previous }) });
};

const charges = fc
  .record({
    common,
    metadata,
    type: few('succeeded', 'updated', 'captured', 'refunded', 'expired', 'failed', 'pending'),
    status: few('succeeded', 'succeeded', 'succeeded', 'pending', 'failed'),
    captured: fc.boolean(),
    amount_captured: few(1000, 600, 0),
    amount_refunded: few(0, 0, 100, 400, 500, 1000),
    refunded: fc.boolean(),
    isInvoiced: fc.boolean(),
    figureChanged: fc.boolean(),
  })
  .map(({ common, type, isInvoiced, figureChanged, ...fields }) => {
    const { id, payment_intent, invoice: of } = common.attempt;
    const object = charge({ ...fields, id, payment_intent, customer: common.customer });
    const invoiced = common.version === BASIL ? object : { ...object, invoice: isInvoiced ? of : null };
    return told(common, `charge.${type}`, invoiced, figureChanged ? { amount_refunded: 0 } : undefined);
  });

const refunds = fc
  .record({
    common,
    type: few('refund.created', 'refund.updated', 'refund.failed', 'charge.refund.updated'),
    minor: few(100, 400, 500),
    created: second,
    status: few('succeeded', 'pending', 'failed', 'canceled'),
  })
  .map(({ common, type, minor, created, status }) => {
    const { id, payment_intent, refund: refundId } = common.attempt;
    return told(common, type, refund(refundId, minor, created, { charge: id, payment_intent, status }));
  });

const disputes = fc
  .record({
    common,
    type: few('created', 'updated', 'closed', 'funds_withdrawn', 'funds_reinstated'),
    minor: few(200, 1000),
    status: few('needs_response', 'lost', 'won', 'warning_closed', 'a word of tomorrow'),
  })
  .map(({ common, type, minor, status }) => {
    const { id, payment_intent, dispute: disputeId } = common.attempt;
    return told(common, `charge.dispute.${type}`, dispute(minor, 3, status, { id: disputeId, charge: id, payment_intent }));
  });

const invoices = fc
  .record({ common, metadata, amount_paid: few(1000, 900, 0), type: few('paid', 'payment_succeeded'), isPaid: fc.boolean() })
  .map(({ common, type, isPaid, ...fields }) => {
    const { id, payment_intent, invoice: of } = common.attempt;
    const object = invoice({ ...fields, id: of, customer: common.customer });
    const payments = { data: [{ status: isPaid ? 'paid' : 'open', payment: { payment_intent } }] };
    return told(common, `invoice.${type}`, { ...object, ...(common.version === BASIL ? { payments } : { charge: id, payment_intent }) });
  });

const invoicePayments = fc.record({ common, paid: second }).map(({ common, paid }) => {
  const { payment_intent, invoice: of } = common.attempt;
  const payment = { type: 'payment_intent', payment_intent };
  return told(common, 'invoice_payment.paid', {
    id: 'inpay_1',
    object: 'invoice_payment',
    invoice: of,
    created: epochSeconds(paid),
    payment,
  });
});

const customers = fc
  .record({ common, metadata, type: few('created', 'updated') })
  .map(({ common, metadata, type }) => told(common, `customer.${type}`, customer(metadata, { id: common.customer ?? 'cus_1' })));

const subscriptions = fc
  .record({
    common,
    metadata,
    type: few('created', 'updated', 'deleted'),
    status: few('active', 'trialing', 'canceled'),
    before: fc.boolean(),
  })
  .map(({ common, metadata, type, status, before }) => {
    const object = subscription(status, { price: 'basic' }, { metadata, customer: common.customer });
    return told(common, `customer.subscription.${type}`, object, before ? { status: 'past_due' } : undefined);
  });

/** Anything that Stripe may send, in two API versions and more, whether or not it could be of one life. */
export const stripeEvents: fc.Arbitrary<Told> = fc
  .oneof(charges, charges, refunds, disputes, invoices, invoicePayments, customers, subscriptions)
  .map((event) => ({ ...event, receivedAt: at(20) }));
