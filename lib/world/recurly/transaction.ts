import { secondOf } from '../calendar.ts';
import { hexFor } from '../ids.ts';
import type { Luck } from '../luck.ts';
import type { Payment } from '../person.ts';
import type { Millis, WireEvent } from '../world.ts';
import { type Account, notify } from './account.ts';
import { element, flag, integer, time, type Xml } from './xml.ts';

/** One invoice, for which payments are made. */
export type Sale = {
  readonly account: Account;
  readonly luck: Luck;
  readonly name: string;
  readonly invoice: number;
  readonly at: Millis;
  readonly minor: number;
  readonly subscriptionIds: readonly string[];
};

/** A payment or a refund. Its date is that of its beginning, in every notification. */
export type Movement = {
  readonly id: string;
  readonly action: 'purchase' | 'credit';
  readonly status: 'success' | 'declined' | 'void' | 'processing';
  readonly minor: number;
  readonly currency: string;
  readonly at: Millis;
  readonly invoice: number;
  readonly test: boolean;
};

export const movementOf = (sale: Sale, part: string, over: Partial<Movement> = {}): Movement => ({
  id: hexFor(32, sale.account.seed, sale.account.person.number, sale.name, part),
  action: 'purchase',
  status: 'success',
  minor: sale.minor,
  currency: sale.account.currency,
  at: sale.at,
  invoice: sale.invoice,
  test: false,
  ...over,
});

const NAMES: Readonly<Record<`${Movement['action']} ${Movement['status']}`, string>> = {
  'purchase success': 'successful_payment',
  'purchase declined': 'failed_payment',
  'purchase void': 'void_payment',
  'purchase processing': 'processing_payment',
  'credit success': 'successful_refund',
  'credit void': 'void_payment',
  // Recurly does not tell of refunds that are declined or under way.
  'credit declined': 'failed_refund',
  'credit processing': 'processing_refund',
};

/** The notification of a transaction, sent at its date if nothing else is said. */
export const tell = (sale: Sale, movement: Movement, at: Millis = movement.at): WireEvent => {
  const isIgnored = movement.status === 'processing' || (movement.test && sale.account.testMode === 'ignore');
  const content = [transactionElement(sale, movement)];
  return notify(sale.account, NAMES[`${movement.action} ${movement.status}`], { at, content, means: isIgnored ? 'ignored' : 'something' });
};

const transactionElement = (sale: Sale, { id, action, status, minor, at, invoice, test }: Movement): Xml =>
  element('transaction', [
    element('id', id),
    element('invoice_id', hexFor(32, sale.account.seed, 'invoice', invoice)),
    integer('invoice_number', invoice),
    ...subscriptionElements(sale),
    element('action', action),
    time('date', at),
    element('gateway', 'test'),
    element('payment_method', 'credit_card'),
    integer('amount_in_cents', minor),
    element('status', status),
    element('message', status === 'declined' ? 'The transaction was declined.' : 'Successful test transaction'),
    element('gateway_error_codes', null),
    element('failure_type', status === 'declined' ? 'Declined by the gateway' : null),
    element('reference', id.slice(0, 8)),
    element('source', sale.subscriptionIds.length > 0 ? 'subscription' : 'transaction'),
    flag('test', test),
    flag('voidable', status === 'success'),
    flag('refundable', status === 'success' && action === 'purchase'),
  ]);

/** One subscription stands by itself, several in a list. */
const subscriptionElements = ({ subscriptionIds }: Sale): readonly Xml[] => {
  const [first, ...others] = subscriptionIds;
  if (first === undefined) return [element('subscription_id', null)];
  if (others.length === 0) return [element('subscription_id', first)];
  const ids = subscriptionIds.map((id) => element('subscription_id', id));
  return [element('subscription_ids', ids, 'array')];
};

/** What the books say of a payment. */
export const bookOf = ({ id, minor, currency, at }: Movement, over: Partial<Payment> = {}): Payment => ({
  key: `recurly:transaction:${id}`,
  currency,
  state: 'succeeded',
  asked: minor,
  captured: over.state === 'unpaid' ? 0 : minor,
  refunds: [],
  disputes: [],
  paidAt: secondOf(at),
  ...over,
});
