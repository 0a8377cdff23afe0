import { testkit } from '../../../functions/providers/chargify/testkit.ts';
import { parse } from './support.ts';

const at = new Date('2026-01-02T03:04:05Z');
const aPayment = { eventId: '9001', paymentId: '161', minor: 2900, customerKey: 'acme & sons', at };

describe('the testkit', () => {
  it('makes payments and refunds that are read as they were asked for', () => {
    const paid = parse(testkit.payment(aPayment).toString());
    expect(paid).toMatchObject({ eventId: '9001', occurredAt: at.getTime() });
    expect(paid.ledgerEvents).toMatchObject([
      { key: testkit.transactionKey('161'), amount: { minor: 2900 }, candidates: { inEvent: 'acme & sons' } },
    ]);
    const refunded = parse(testkit.refund?.({ ...aPayment, eventId: '9002', refundId: '3', minor: 100 }).toString() ?? '');
    expect(refunded.ledgerEvents).toMatchObject([
      { target: { transaction: testkit.transactionKey('161') }, refundId: '3', amount: { minor: 100 } },
    ]);
    expect(parse(testkit.unrelated({ eventId: '9003', at }).toString())).toMatchObject({ eventId: '9003', ledgerEvents: [] });
  });

  it('makes numbers of ids that are none, always the same ones', () => {
    const body = testkit.payment({ ...aPayment, eventId: 'evt_1', paymentId: 'pay_1' });
    expect(testkit.payment({ ...aPayment, eventId: 'evt_1', paymentId: 'pay_1' })).toEqual(body);
    expect(parse(body.toString()).ledgerEvents).toMatchObject([{ key: testkit.transactionKey('pay_1') }]);
    expect(testkit.transactionKey('pay_1')).not.toBe(testkit.transactionKey('pay_2'));
  });
});
