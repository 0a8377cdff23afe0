import { type EventSet, epochSeconds } from '../event-set.ts';
import { ACACIA, charge, customer, dispute, event, invoice, keys, refund } from './bodies.ts';

const ROW = 'stripe:invoice:in_1';
const known = event(0, 'customer.created', customer(keys('acme', 'pat')));
const customers = { acme: { partner: 'pat' } };
const ofAcme = { customer: 'acme', partner: 'pat' } as const;
const failedAttempt = { id: 'ch_0', status: 'failed', paid: false, captured: false, amount_captured: 0 };
const payments = { object: 'list', data: [{ id: 'inpay_1', status: 'paid', payment: { type: 'payment_intent', payment_intent: 'pi_1' } }] };
const invoicePayment = {
  id: 'inpay_1',
  object: 'invoice_payment',
  amount_paid: 1000,
  created: epochSeconds(1),
  currency: 'usd',
  invoice: 'in_1',
  payment: { type: 'payment_intent', payment_intent: 'pi_1' },
  status: 'paid',
  status_transitions: { canceled_at: null, paid_at: epochSeconds(2) },
};

/** Where invoices are the payments, and charges only lead to them. */
export const INVOICES: readonly EventSet[] = [
  {
    provider: 'stripe',
    name: 'a failed attempt and a later success of one payment intent, told as before 2025-03-31',
    oftenWrong: 'a failed attempt in invoices mode',
    recordFrom: 'invoices',
    steps: [
      known,
      event(1, 'charge.failed', charge({ ...failedAttempt, invoice: 'in_1' }), { version: ACACIA }),
      event(2, 'charge.succeeded', charge({ invoice: 'in_1' }), { version: ACACIA }),
      event(2, 'invoice.paid', invoice({ charge: 'ch_1', payment_intent: 'pi_1' }), { version: ACACIA }),
      event(2, 'invoice.payment_succeeded', invoice({ charge: 'ch_1', payment_intent: 'pi_1' }), { version: ACACIA }),
      event(10, 'refund.created', refund('re_1', 300, 10), { version: ACACIA }),
    ],
    ledger: { customers, transactions: { [ROW]: { ...ofAcme, status: 'partially_refunded', amount: 1000, refunded: 300, net: 700 } } },
  },
  {
    provider: 'stripe',
    name: 'a failed attempt and a later success of one payment intent, told as since 2025-03-31',
    oftenWrong: 'a failed attempt in invoices mode',
    recordFrom: 'invoices',
    steps: [
      known,
      event(1, 'charge.failed', charge(failedAttempt)),
      event(2, 'invoice.paid', invoice()),
      event(2, 'invoice_payment.paid', invoicePayment),
      event(10, 'refund.created', refund('re_1', 300, 10)),
      event(10, 'charge.refunded', charge({ amount_refunded: 300 }), { previous: { amount_refunded: 0 } }),
    ],
    ledger: { customers, transactions: { [ROW]: { ...ofAcme, status: 'partially_refunded', amount: 1000, refunded: 300, net: 700 } } },
  },
  {
    provider: 'stripe',
    name: 'a dispute and a refund that wait for the invoice, which tells its payments itself',
    recordFrom: 'invoices',
    steps: [
      event(2, 'invoice.paid', invoice({ payments, metadata: keys('acme', 'pat') })),
      event(10, 'refund.created', refund('re_1', 300, 10)),
      event(20, 'refund.failed', refund('re_1', 300, 10, { status: 'failed' })),
      event(25, 'charge.dispute.created', dispute(1000, 25, 'needs_response')),
      event(30, 'charge.dispute.closed', dispute(1000, 25, 'lost')),
    ],
    ledger: { customers, transactions: { [ROW]: { ...ofAcme, status: 'disputed', amount: 1000, disputed: 1000, archived: true } } },
  },
  {
    provider: 'stripe',
    name: 'a refund that nothing leads to an invoice, and an invoice of nothing',
    recordFrom: 'invoices',
    steps: [
      known,
      event(2, 'invoice.paid', invoice({ amount_paid: 0 })),
      event(3, 'charge.succeeded', charge()),
      event(10, 'refund.created', refund('re_1', 300, 10)),
    ],
    ledger: { customers, waiting: { 'stripe:refund:re_1': 'refund' } },
  },
];
