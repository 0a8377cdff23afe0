import type { LedgerEvent } from '../../functions/domain/ledger-event.ts';
import { readDelivery } from '../../functions/process/reading.ts';
import { meet, touchedByEvents, touchedByWork } from '../../functions/process/touched.ts';
import { aCustomer, aDispute, aFigure, anAlias, aPayment, aRefund, aSubscription, CHARGE, INVOICE } from '../support/ledger-events.ts';
import { plainBody, plainProvider } from '../support/plain-provider.ts';
import { aDelivery } from '../support/processor.ts';

const touched = (id: string, ...events: readonly LedgerEvent[]) =>
  touchedByEvents(readDelivery(plainProvider, aDelivery(plainBody(id, events))));

const other = 'stripe:charge:ch_2';
const byItem = { item: 'recurly:refund:1', refs: [INVOICE] } as const;

describe('messages of one batch meet', () => {
  it.each([
    ['events of one payment', aPayment(), aRefund()],
    ['a dispute and a refund figure of one payment', aDispute(), aFigure()],
    ['a payment, and a refund of the invoice that it stands for', aPayment({ standsFor: [INVOICE] }), aRefund({ target: byItem })],
    ['a refund by invoice, and the alias that tells its payment', aRefund({ target: byItem }), anAlias()],
    ['events of one subscription', aSubscription(), aSubscription({ second: 9 })],
    ['events of one customer', aCustomer(), aCustomer({ second: 9, links: [] })],
    ['claims of one link', aCustomer(), aCustomer({ key: 'other' })],
    ['a payment, and the customer who claims its link', aPayment(), aCustomer()],
    [
      'a payment, and the customer whom it names',
      aPayment({ candidates: { inEvent: aCustomer().customerKey, links: [] } }),
      aCustomer({ links: [] }),
    ],
    ['a subscription, and the customer who claims its link', aSubscription(), aCustomer({ links: ['stripe:subscription:sub_1'] })],
  ])('%s', (_, a, b) => {
    const [one, two] = [touched('evt_a', a), touched('evt_b', b)];
    expect([meet(one, two), meet(two, one)]).toEqual([true, true]);
  });

  it('copies of one event, whatever they tell', () => {
    expect(meet(touched('evt_a'), touched('evt_a'))).toBe(true);
    expect(meet(touched('evt_a'), touched('evt_b'))).toBe(false);
  });

  it('work on the same rows, pages of those who wait for one key, and a replay of an event that comes again', () => {
    const row = { table: 'transactions', key: CHARGE } as const;
    const release = touchedByWork({ kind: 'release', awaited: 'customer:acme' });
    expect(meet(touchedByWork({ kind: 'resolve', rows: [row] }), touched('evt_a', aRefund()))).toBe(true);
    expect(meet(release, touchedByWork({ kind: 'release', awaited: 'customer:acme', after: CHARGE }))).toBe(true);
    expect(meet(touchedByWork({ kind: 'replay', event: 'stripe:evt_a', settings: 'then' }), touched('evt_a'))).toBe(true);
    expect(meet(release, touchedByWork({ kind: 'heartbeat', sentAt: 0 }))).toBe(false);
  });
});

describe('messages of one batch do not meet', () => {
  it.each([
    ['payments of one customer', aPayment(), aPayment({ key: other })],
    ['a payment, and the refund of another', aPayment(), aRefund({ target: { transaction: other } })],
    ['a payment and a subscription of one customer', aPayment(), aSubscription()],
    ['a payment, and another customer', aPayment(), aCustomer({ links: ['stripe:customer:cus_2'] })],
  ])('%s', (_, a, b) => {
    const [one, two] = [touched('evt_a', a), touched('evt_b', b)];
    expect([meet(one, two), meet(two, one)]).toEqual([false, false]);
  });
});
