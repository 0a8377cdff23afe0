import type { LedgerEvent } from '../../../functions/domain/ledger-event.ts';
import { anEvent, aPayment, aSubscription, aTransaction, parse, unreadable } from './support.ts';

const theOnly = (body: string): LedgerEvent | undefined => {
  const { ledgerEvents } = parse(body);
  expect(ledgerEvents).toHaveLength(1);
  return ledgerEvents[0];
};
const aRefund = (fields: Record<string, unknown> = {}, type = 'payment_refunded'): string =>
  anEvent(type, { transaction: aTransaction({ id: 'txn_2', type: 'refund', refunded_txn_id: 'txn_1', amount: 900, ...fields }) });

describe('the state of a payment', () => {
  it.each([
    ['success', 'succeeded', 2900],
    ['in_progress', 'unpaid', 0],
    ['failure', 'unpaid', 0],
    ['timeout', 'unpaid', 0],
    ['needs_attention', 'unpaid', 0],
    ['late_failure', 'failed', 0],
    ['voided', 'voided', 0],
  ])('of status %s is %s', (status, state, captured) => {
    expect(theOnly(aPayment({ status }))).toMatchObject({ state, captured, amount: { minor: 2900, currency: 'USD' } });
  });

  it.each([
    ['success', 'authorized'],
    ['failure', 'unpaid'],
    ['voided', 'voided'],
  ])('of an authorization with status %s is %s, and nothing is captured', (status, state) => {
    expect(theOnly(aPayment({ type: 'authorization', status }))).toMatchObject({ state, captured: 0 });
  });

  it('does not depend on the name of the event', () => {
    expect(theOnly(anEvent('payment_failed', { transaction: aTransaction() }))).toMatchObject({ kind: 'payment', state: 'succeeded' });
    expect(theOnly(anEvent('payment_refunded', { transaction: aTransaction() }))).toMatchObject({ kind: 'payment', state: 'succeeded' });
    expect(theOnly(anEvent('payment_failed', { transaction: aTransaction({ type: 'refund', status: 'failure' }) }))).toMatchObject({
      kind: 'refund',
      failed: true,
    });
  });

  it.each([
    ['transaction_deleted', { deleted: false }],
    ['transaction_updated', { deleted: true }],
  ])('is voided for good when %s tells of a deletion', (type, fields) => {
    expect(theOnly(anEvent(type, { transaction: aTransaction(fields) }))).toMatchObject({
      state: 'voided',
      captured: 0,
      version: { rank: 2 },
    });
  });

  it('of an unknown status is unpaid, and the word is counted', () => {
    expect(parse(aPayment({ status: 'constructor' }))).toMatchObject({
      ledgerEvents: [{ state: 'unpaid' }],
      unknownWords: ['constructor'],
    });
  });

  it('of an unknown type is ignored, and the word is counted', () => {
    expect(parse(aPayment({ type: 'toString' }))).toMatchObject({
      ledgerEvents: [],
      ignored: 'unknown type of transaction',
      unknownWords: ['toString'],
    });
  });
});

describe('the facts of a payment', () => {
  it('count yen as yen and dinars of three digits as they are', () => {
    expect(theOnly(aPayment({ amount: 10, currency_code: 'JPY' }))).toMatchObject({ amount: { minor: 10, currency: 'JPY' } });
    expect(theOnly(aPayment({ amount: 1234, currency_code: 'TND' }))).toMatchObject({ amount: { minor: 1234, currency: 'TND' } });
  });

  it('take 0 and the largest safe integer', () => {
    expect(theOnly(aPayment({ amount: 0 }))).toMatchObject({ amount: { minor: 0 } });
    expect(theOnly(aPayment({ amount: Number.MAX_SAFE_INTEGER }))).toMatchObject({ captured: Number.MAX_SAFE_INTEGER });
  });

  it('are ordered by the version of the transaction, in milliseconds', () => {
    expect(theOnly(aPayment())).toMatchObject({ version: { at: 1767225600123, rank: 0, id: 'ev_1' } });
    expect(theOnly(anEvent('transaction_updated', { transaction: aTransaction() }))).toMatchObject({
      version: { at: 1767225600123, rank: 1 },
    });
  });

  it('are ordered by the time of the event without one', () => {
    expect(theOnly(aPayment({ resource_version: undefined }))).toMatchObject({ version: { at: 1767225600000 } });
  });

  it("are of the transaction's own date", () => expect(theOnly(aPayment())).toMatchObject({ paidAt: 1767225590000 }));

  it('name the customer at Chargebee and then the subscription', () => {
    expect(theOnly(aPayment({ subscription_id: 'a b' }))).toMatchObject({
      candidates: { links: ['chargebee:customer:cb_1', 'chargebee:subscription:a b'] },
    });
    expect(theOnly(aPayment({ customer_id: '', subscription_id: '' }, { id: 'cb_2' }))).toMatchObject({
      candidates: { links: ['chargebee:customer:cb_2'] },
    });
    expect(theOnly(anEvent('payment_succeeded', { transaction: aTransaction({ customer_id: undefined }) }))).toMatchObject({
      candidates: { links: [] },
    });
  });

  it("are not held up by a subscription that is none of a payment's business", () => {
    const subscription = aSubscription({ status: 7, current_term_start: 'soon' });
    expect(theOnly(anEvent('payment_succeeded', { transaction: aTransaction(), subscription }))).toMatchObject({ state: 'succeeded' });
  });

  it('take what was sold from the subscription before the customer', () => {
    const subscription = { meta_data: { product_key: 'team' } };
    const customer = { id: 'cb_1', meta_data: { product_key: 'suite', category_key: 'recurring' } };
    const event = theOnly(anEvent('payment_succeeded', { transaction: aTransaction(), subscription, customer }));
    expect(event).toMatchObject({ productKey: 'team', categoryKey: 'recurring' });
  });

  it.each(['id', 'type', 'status', 'amount', 'currency_code', 'date'])('are unreadable without %s', (field) => {
    expect(unreadable(aPayment({ [field]: undefined })).message).toContain(`content.transaction.${field}`);
  });
});

describe('a refund', () => {
  it('lowers the transaction that it names', () => {
    expect(theOnly(aRefund())).toEqual({
      kind: 'refund',
      target: { transaction: 'chargebee:transaction:txn_1' },
      refundId: 'txn_2',
      amount: { minor: 900, currency: 'USD' },
      createdAt: 1767225590000,
      creation: true,
      failed: false,
      version: { at: 1767225600123, rank: 0, id: 'ev_1' },
    });
  });

  it.each([undefined, null, ''])('waits for an operator when it names %p', (refunded_txn_id) => {
    expect(theOnly(aRefund({ refunded_txn_id }))).toMatchObject({ target: { item: 'chargebee:refund:txn_2', refs: [] } });
  });

  it.each([
    ['success', false],
    ['in_progress', false],
    ['needs_attention', false],
    ['failure', true],
    ['late_failure', true],
    ['timeout', true],
    ['voided', true],
  ])('of status %s has failed: %p', (status, failed) =>
    expect(theOnly(aRefund({ status }, 'transaction_updated'))).toMatchObject({ failed, creation: false }),
  );

  it('that is deleted has failed', () => {
    expect(theOnly(aRefund({ deleted: true }, 'transaction_deleted'))).toMatchObject({ failed: true, version: { rank: 2 } });
  });

  it('of an unknown status counts, and the word is counted', () => {
    expect(parse(aRefund({ status: 'odd' }))).toMatchObject({ ledgerEvents: [{ failed: false }], unknownWords: ['odd'] });
  });

  it('is told too by the reversal of a payment, which names none', () => {
    expect(theOnly(aRefund({ type: 'payment_reversal' }, 'transaction_updated'))).toMatchObject({
      kind: 'refund',
      target: { item: 'chargebee:refund:txn_2', refs: [] },
    });
  });
});
