import type { ExpectedSubscription, ExpectedTransaction } from './oracle.ts';
import type { Agreement, Payment, Person } from './person.ts';

/** The row of a payment, from the book of it alone: what was captured, less what went back and stayed there. */
export const expectedTransaction = (payment: Payment, { customerKey, partnerKey }: Person): ExpectedTransaction => {
  const { key, currency, state, asked, captured, paidAt } = payment;
  const refunded = Math.min(captured, sum(payment.refunds));
  const lost = disputedIn(payment, 'lost');
  const disputed = lost + disputedIn(payment, 'open');
  const left = state === 'succeeded' ? Math.max(0, captured - refunded - lost) : 0;
  return {
    key,
    customerKey,
    partnerKey,
    amount: captured > 0 ? captured : asked,
    refundedAmount: refunded,
    disputedAmount: disputed,
    netAmount: left,
    currency,
    status: state === 'succeeded' ? statusOf(captured, refunded, disputed) : state,
    archived: state === 'failed' || state === 'voided' || (state === 'succeeded' && left === 0),
    occurredAt: paidAt,
  };
};

export const expectedSubscription = (agreement: Agreement, { customerKey }: Person): ExpectedSubscription => ({
  ...agreement,
  customerKey,
});

const statusOf = (captured: number, refunded: number, disputed: number): string => {
  if (disputed > 0) return 'disputed';
  if (refunded === 0) return 'recorded';
  return refunded === captured ? 'refunded' : 'partially_refunded';
};

const disputedIn = ({ disputes }: Payment, wanted: 'lost' | 'open'): number =>
  sum(disputes.filter(({ state }) => state === wanted).map(({ minor }) => minor));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
