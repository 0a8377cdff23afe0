import { testkit } from '../../../functions/providers/recurly/testkit.ts';
import { only, parse } from './support.ts';

describe('the testkit', () => {
  const sample = { eventId: 'ev1', paymentId: 'p1', minor: 4900, customerKey: 'R&D <1>', at: new Date('2026-01-02T03:04:05.000Z') };

  it('writes a payment, and a refund that finds it by the invoice', () => {
    const payment = only('payment', testkit.payment(sample));
    expect(payment).toMatchObject({ key: testkit.transactionKey('p1'), state: 'succeeded', captured: 4900, paidAt: sample.at.getTime() });
    expect(payment.candidates.inEvent).toBe('R&D <1>');
    const refund = only('refund', testkit.refund?.({ ...sample, refundId: 'r1', minor: 100 }) ?? '');
    expect(refund).toMatchObject({ refundId: 'r1', amount: { minor: 100 }, target: { refs: payment.standsFor } });
  });

  it('writes another event for another event id, and one that means nothing', () => {
    expect(parse(testkit.payment({ ...sample, eventId: 'ev2' })).eventId).not.toBe(parse(testkit.payment(sample)).eventId);
    expect(parse(testkit.unrelated(sample)).ignored).toBeDefined();
  });
});
