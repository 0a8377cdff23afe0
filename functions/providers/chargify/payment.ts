import type { Candidates, PaymentEvent } from '../../domain/ledger-event.ts';
import { RANK } from '../../domain/version.ts';
import { readFields } from './fields.ts';
import type { Form } from './form.ts';
import { moneyOf } from './money.ts';
import { type Ids, linksOf, transactionName } from './names.ts';
import { ignored, isExample, PANEL_TEST, type Reader } from './reading.ts';
import * as schema from './schema.ts';

/**
 * `payment_success` and `payment_failure`, which are sent for every payment: of a signup, a renewal, a retry or a single charge.
 * `transaction[success]` decides, not the event's name. A failed attempt may still be paid, by another transaction.
 */
export const readPayment: Reader = (form, { eventId, settings }) => {
  const transaction = readFields(form, 'payload[transaction]', schema.transaction);
  if (isExample(transaction.id)) return ignored(PANEL_TEST);
  const subscription = readFields(form, 'payload[subscription]', schema.paidSubscription);
  const amount = moneyOf(transaction.amount_in_cents, subscription.currency, settings);
  const payment: PaymentEvent = {
    kind: 'payment',
    key: transactionName(transaction.id),
    state: transaction.success ? 'succeeded' : 'unpaid',
    amount,
    captured: transaction.success ? amount.minor : 0,
    paidAt: transaction.created_at,
    candidates: candidatesOf(form, {
      customerId: transaction.customer_id,
      subscriptionId: subscription.id ?? transaction.subscription_id,
    }),
    version: { at: transaction.created_at, rank: RANK.updated, id: eventId },
  };
  return { occurredAt: transaction.created_at, ledgerEvents: [payment] };
};

/** The transaction repeats the ids of its customer and subscription; they serve where the payload has no such object. */
const candidatesOf = (form: Form, { customerId, subscriptionId }: Ids): Candidates => {
  const customer = readFields(form, 'payload[subscription][customer]', schema.paidCustomer);
  const inEvent = customer.reference ?? readFields(form, 'payload', schema.flatCustomer).customer_reference;
  return { ...(inEvent && { inEvent }), links: linksOf({ customerId: customer.id ?? customerId, subscriptionId }) };
};
