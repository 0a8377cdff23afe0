import { testkit } from '../../../functions/providers/chargily/testkit.ts';
import { parse } from './support.ts';

const payment = {
  eventId: 'event-7',
  paymentId: 'checkout-7',
  minor: 250000,
  customerKey: 'acme',
  at: new Date('2026-01-02T03:04:05.678Z'),
};

describe('the Chargily testkit', () => {
  it('makes a payment that names its customer', () => {
    expect(parse(testkit.payment(payment))).toMatchObject({
      eventId: 'event-7',
      ledgerEvents: [
        {
          kind: 'payment',
          key: testkit.transactionKey('checkout-7'),
          state: 'succeeded',
          captured: 250000,
          candidates: { explicit: 'acme' },
        },
      ],
    });
  });

  it('refuses to make a payment that is no whole number of dinars', () => {
    expect(() => testkit.payment({ ...payment, minor: 250050 })).toThrow('whole dinars');
  });

  it('makes no refund, because Chargily tells of none', () => expect(testkit).not.toHaveProperty('refund'));

  it('makes an event that means nothing', () => {
    expect(parse(testkit.unrelated({ eventId: 'event-9', at: payment.at }))).toMatchObject({
      eventId: 'event-9',
      ledgerEvents: [],
      ignored: expect.any(String),
    });
  });
});
