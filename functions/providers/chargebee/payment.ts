import { known } from '../../domain/join.ts';
import { providerKey } from '../../domain/keys.ts';
import type { CustomerEvent, PaymentEvent, PaymentState } from '../../domain/ledger-event.ts';
import type { Keys } from '../../platform/metadata.ts';
import { customerEvent, customerKeys } from './customer.ts';
import type { ChargebeeEvent, Reading } from './event.ts';
import { linksOf } from './links.ts';
import { readMetaData } from './meta-data.ts';
import type { Transaction, TransactionContent } from './schema.ts';
import { amountOf, isDeleted, transactionVersion } from './transaction-facts.ts';

/** A payment, or an authorisation; what is captured of one is a payment of its own. */
export const readPayment = (event: ChargebeeEvent, content: TransactionContent): Reading => {
  const keys = customerKeys(content.customer);
  const { status } = content.transaction;
  return {
    ledgerEvents: [...referredCustomer(event, content, keys), paymentEvent(event, content, keys)],
    unknownWords: STATES.has(status) ? keys.unknownWords : [...keys.unknownWords, status],
  };
};

/** The customer of a payment that tells the customer's partner too. No links: payments never claim any. */
const referredCustomer = (event: ChargebeeEvent, { customer }: TransactionContent, keys: Keys): readonly CustomerEvent[] => {
  const { customerKey, partnerKey } = keys;
  if (!customer || customerKey === undefined || partnerKey === undefined) return [];
  return [customerEvent(event, customer, { customerKey, partnerKey, links: [] })];
};

const paymentEvent = (event: ChargebeeEvent, { transaction, customer, subscription }: TransactionContent, keys: Keys): PaymentEvent => {
  const state = isDeleted(event, transaction) ? 'voided' : stateOf(transaction);
  const sold = readMetaData(subscription?.meta_data);
  const ids = { customerId: transaction.customer_id ?? customer?.id, subscriptionId: transaction.subscription_id };
  return known({
    kind: 'payment' as const,
    key: providerKey('chargebee', 'transaction', transaction.id),
    state,
    amount: amountOf(transaction),
    captured: state === 'succeeded' ? transaction.amount : 0,
    paidAt: transaction.date,
    candidates: known({ inEvent: keys.customerKey, links: linksOf(ids) }),
    productKey: sold.productKey ?? keys.productKey,
    categoryKey: sold.categoryKey ?? keys.categoryKey,
    version: transactionVersion(event, transaction),
  });
};

const STATES: ReadonlyMap<string, PaymentState> = new Map([
  ['success', 'succeeded'],
  ['in_progress', 'unpaid'],
  ['failure', 'unpaid'],
  ['timeout', 'unpaid'],
  ['needs_attention', 'unpaid'],
  ['late_failure', 'failed'],
  ['voided', 'voided'],
]);

/** A payment with a status that is not listed may still succeed, and counts as one that has not. */
const stateOf = ({ type, status }: Transaction): PaymentState => {
  const state = STATES.get(status) ?? 'unpaid';
  return type === 'authorization' && state === 'succeeded' ? 'authorized' : state;
};
