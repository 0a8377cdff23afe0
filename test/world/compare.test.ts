import { compareLedger, differenceText, type ToldLedger } from '../../lib/world/compare.ts';
import type { Oracle } from '../../lib/world/oracle.ts';

const ORACLE: Oracle = {
  customers: [{ key: 'acme', partnerKey: 'pat' }],
  transactions: [
    {
      key: 'stripe:charge:ch_1',
      customerKey: 'acme',
      partnerKey: 'pat',
      amount: 100,
      refundedAmount: 10,
      disputedAmount: 0,
      netAmount: 90,
      currency: 'USD',
      status: 'partially_refunded',
      archived: false,
      occurredAt: Date.UTC(2026, 0, 5),
    },
  ],
  subscriptions: [
    {
      key: 'chargify:subscription:1',
      customerKey: 'acme',
      planKey: 'gold',
      status: 'active',
      quantity: null,
      components: { 7: 2.5, 8: 1 },
    },
  ],
  waiting: ['stripe:charge:ch_2'],
};

const RIGHT: ToldLedger = {
  customers: [{ key: 'acme', partner_key: 'pat' }],
  transactions: [
    {
      key: 'stripe:charge:ch_1',
      customer_key: 'acme',
      partner_key: 'pat',
      amount: 100,
      refunded_amount: 10,
      disputed_amount: 0,
      net_amount: 90,
      currency: 'USD',
      status: 'partially_refunded',
      archived: false,
      occurred_at: '2026-01-05T00:00:00.000Z',
    },
  ],
  subscriptions: [
    {
      key: 'chargify:subscription:1',
      customer_key: 'acme',
      plan_key: 'gold',
      status: 'active',
      quantity: null,
      components: { 8: '1.0', 7: '2.50' },
    },
  ],
  waiting: ['stripe:charge:ch_2'],
};

const textsOf = (told: ToldLedger, others: 'ignored' | 'differ' = 'differ') => compareLedger(ORACLE, told, { others }).map(differenceText);
const [payment] = RIGHT.transactions;
const [subscription] = RIGHT.subscriptions;

describe('a comparison with the oracle', () => {
  it('finds nothing in a ledger that is right', () => {
    expect(textsOf(RIGHT)).toEqual([]);
  });

  it.each([
    ['customer_key', 'globex'],
    ['partner_key', null],
    ['amount', null],
    ['refunded_amount', 0],
    ['disputed_amount', 1],
    ['net_amount', 100],
    ['currency', 'EUR'],
    ['status', 'recorded'],
    ['archived', true],
    ['occurred_at', '2026-01-05T00:00:01.000Z'],
  ])('sees another %s of a transaction', (field, value) => {
    const told = { ...RIGHT, transactions: payment === undefined ? [] : [{ ...payment, [field]: value }] };
    expect(compareLedger(ORACLE, told, { others: 'differ' }).map((difference) => difference.field)).toEqual([field]);
  });

  it.each([
    ['customer_key', 'globex'],
    ['plan_key', 'silver'],
    ['status', 'ended'],
    ['quantity', 1],
    ['components', { 7: '2.5' }],
  ])('sees another %s of a subscription', (field, value) => {
    const told = { ...RIGHT, subscriptions: subscription === undefined ? [] : [{ ...subscription, [field]: value }] };
    expect(compareLedger(ORACLE, told, { others: 'differ' }).map((difference) => difference.field)).toEqual([field]);
  });

  it('tells what is missing, what is wrong and what is too many, in a line each', () => {
    const told = {
      customers: [
        { key: 'acme', partner_key: null },
        { key: 'globex', partner_key: null },
      ],
      transactions: [],
      subscriptions: RIGHT.subscriptions,
      waiting: [],
    };
    expect(textsOf(told)).toEqual([
      'customer acme: partner_key is null, expected "pat"',
      'customer globex is too many',
      'transaction stripe:charge:ch_1 is missing',
      'waiting stripe:charge:ch_2 is missing',
    ]);
  });

  it('may leave alone what the ledger held before', () => {
    expect(textsOf({ ...RIGHT, waiting: [...RIGHT.waiting, 'stripe:charge:ch_9'] }, 'ignored')).toEqual([]);
    expect(textsOf({ ...RIGHT, waiting: [] }, 'ignored')).toEqual(['waiting stripe:charge:ch_2 is missing']);
  });
});
