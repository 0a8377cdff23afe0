import { testkit } from '../../../functions/providers/chargebee/testkit.ts';
import { parse } from './support.ts';

const payment = { eventId: 'ev_7', paymentId: 'txn_7', minor: 2900, customerKey: 'acme', at: new Date('2026-01-02T03:04:05.678Z') };

describe('the Chargebee testkit', () => {
  it('makes a payment that names its customer', () => {
    expect(parse(testkit.payment(payment))).toMatchObject({
      eventId: 'ev_7',
      ledgerEvents: [
        { kind: 'payment', key: testkit.transactionKey('txn_7'), state: 'succeeded', captured: 2900, candidates: { inEvent: 'acme' } },
      ],
    });
  });

  it('makes a refund of that payment', () => {
    expect(parse(testkit.refund?.({ ...payment, eventId: 'ev_8', refundId: 'txn_8', minor: 900 }) ?? '')).toMatchObject({
      ledgerEvents: [
        { kind: 'refund', target: { transaction: testkit.transactionKey('txn_7') }, refundId: 'txn_8', amount: { minor: 900 } },
      ],
    });
  });

  it('makes an event that means nothing', () => {
    expect(parse(testkit.unrelated({ eventId: 'ev_9', at: payment.at }))).toMatchObject({
      eventId: 'ev_9',
      ledgerEvents: [],
      ignored: expect.any(String),
    });
  });
});
