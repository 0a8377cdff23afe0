import { type EventSet, epochSeconds, said } from '../event-set.ts';
import { checkout, event, keys } from './bodies.ts';

const ROW = 'chargily:checkout:checkout_1';
const TWO = 'chargily:checkout:checkout_2';
const ofTwo = { id: 'checkout_2', amount: 40, created_at: epochSeconds(4) };
const recorded = (name: string) => ({ customer: name, status: 'recorded', amount: 2500, currency: 'DZD', net: 2500 }) as const;
const LINK = 'chargily:customer:cust_1';

/** Chargily has one kind of thing, a checkout: what differs is its state, its metadata and who becomes known when. */
export const CHARGILY: readonly EventSet[] = [
  {
    provider: 'chargily',
    name: 'a checkout that failed twice and was paid in the end',
    steps: [
      event(2, checkout('failed', keys('acme', 'pat'))),
      event(3, checkout('failed', keys('acme', 'pat'))),
      event(9, checkout('paid', keys('acme', 'pat'))),
    ],
    ledger: { customers: { acme: { partner: 'pat' } }, transactions: { [ROW]: { ...recorded('acme'), partner: 'pat' } } },
  },
  {
    provider: 'chargily',
    name: 'a checkout that was canceled after it was paid, by the times of its events',
    steps: [
      event(2, checkout('paid', keys('acme', 'pat'))),
      event(5, checkout('canceled', keys('acme', 'pat'))),
      event(9, checkout('expired', keys('acme', 'pat'))),
    ],
    ledger: { customers: { acme: { partner: 'pat' } }, transactions: { [ROW]: { ...recorded('acme'), partner: 'pat' } } },
  },
  {
    provider: 'chargily',
    name: 'a checkout that nobody pays',
    steps: [
      event(2, checkout('failed', keys('acme', 'pat'))),
      event(5, checkout('canceled', keys('acme', 'pat'))),
      event(9, checkout('expired', keys('acme', 'pat'))),
    ],
    ledger: {
      customers: { acme: { partner: 'pat' } },
      transactions: { [ROW]: { customer: 'acme', partner: 'pat', status: 'unpaid', amount: 2500, currency: 'DZD' } },
    },
  },
  {
    provider: 'chargily',
    name: 'a customer whom the team names after the payment',
    steps: [event(2, checkout('failed', keys('acme'))), event(3, checkout('paid', keys('acme'))), said(50, 'acme', { partner: 'pat' })],
    ledger: { customers: { acme: { partner: 'pat' } }, transactions: { [ROW]: { ...recorded('acme'), partner: 'pat' } } },
  },
  {
    provider: 'chargily',
    name: 'a customer whom nobody ever names',
    steps: [event(3, checkout('paid', keys('acme'))), event(2, checkout('failed', null)), said(50, 'globex')],
    ledger: {
      customers: { globex: {} },
      transactions: { [ROW]: { status: 'recorded', amount: 2500, currency: 'DZD', awaiting: ['customer:acme'] } },
      waiting: { [ROW]: 'payment' },
    },
  },
  {
    provider: 'chargily',
    name: 'a customer who is known only by the id that the team claims, after the payment',
    steps: [
      event(2, checkout('failed', [], { customer_id: 'cust_1' })),
      event(3, checkout('paid', [], { customer_id: 'cust_1' })),
      said(50, 'acme', { providerKeys: [LINK] }),
    ],
    ledger: { customers: { acme: {} }, transactions: { [ROW]: recorded('acme') } },
  },
  {
    provider: 'chargily',
    name: 'an explicit key that turns up late, over a link that is known',
    oftenWrong: 'an explicit key that turns up late',
    steps: [
      said(0, 'acme', { providerKeys: [LINK] }),
      event(2, checkout('failed', null, { customer_id: 'cust_1' })),
      event(3, checkout('paid', keys('globex'), { customer_id: 'cust_1' })),
      said(60, 'globex', { partner: 'quinn' }),
    ],
    ledger: {
      customers: { acme: {}, globex: { partner: 'quinn' } },
      transactions: { [ROW]: { ...recorded('globex'), partner: 'quinn' } },
    },
  },
  {
    provider: 'chargily',
    name: 'the key of a checkout changes: the newest one holds, though the older one is known',
    oftenWrong: 'an explicit key that turns up late',
    steps: [
      event(2, checkout('failed', keys('acme', 'pat'))),
      event(3, checkout('paid', keys('globex'))),
      event(9, checkout('expired', null)),
    ],
    ledger: {
      customers: { acme: { partner: 'pat' } },
      transactions: { [ROW]: { status: 'recorded', amount: 2500, currency: 'DZD', awaiting: ['customer:globex'] } },
      waiting: { [ROW]: 'payment' },
    },
  },
  {
    provider: 'chargily',
    name: 'two partners claimed for one customer by two checkouts, then a correction by the team',
    oftenWrong: 'two partners and a correction',
    steps: [
      event(9, checkout('paid', keys('acme', 'quinn'))),
      event(5, checkout('paid', keys('acme', 'pat'), ofTwo)),
      said(60, 'acme', { partner: 'ruth' }),
    ],
    ledger: {
      customers: { acme: { partner: 'ruth', conflicts: ['pat', 'quinn'] } },
      transactions: {
        [ROW]: { ...recorded('acme'), partner: 'ruth' },
        [TWO]: { ...recorded('acme'), partner: 'ruth', amount: 4000, net: 4000 },
      },
    },
  },
  {
    provider: 'chargily',
    name: 'two checkouts of one customer, of which one is paid',
    steps: [
      event(2, checkout('failed', keys('acme', 'pat'))),
      event(3, checkout('expired', keys('acme', 'pat'))),
      event(5, checkout('paid', keys('acme', 'quinn'), ofTwo)),
      event(4, checkout('failed', keys('acme', 'quinn'), ofTwo)),
    ],
    ledger: {
      customers: { acme: { partner: 'pat', conflicts: ['quinn'] } },
      transactions: {
        [ROW]: { customer: 'acme', partner: 'pat', status: 'unpaid', amount: 2500, currency: 'DZD' },
        [TWO]: { ...recorded('acme'), partner: 'pat', amount: 4000, net: 4000 },
      },
    },
  },
  {
    provider: 'chargily',
    name: 'the product is told by one event and changed by another of the same second',
    steps: [
      event(2, checkout('failed', { ...keys('acme', 'pat'), product_key: 'basic' }), '01A'),
      event(2, checkout('paid', { ...keys('acme', 'pat'), product_key: 'pro' }), '01B'),
      event(9, checkout('paid', { ps_partner_key: 'cXVpbm4', customer_key: 'acme' })),
    ],
    ledger: {
      customers: { acme: { partner: 'pat', conflicts: ['quinn'] } },
      transactions: { [ROW]: { ...recorded('acme'), partner: 'pat', product: 'pro' } },
    },
  },
  {
    provider: 'chargily',
    name: 'a checkout in two events under one id, and a checkout without a customer beside it',
    steps: [
      event(2, checkout('failed', keys('acme', 'pat')), '01SAME'),
      event(2, checkout('paid', keys('acme', 'pat')), '01SAME'),
      event(5, checkout('paid', null, ofTwo)),
      event(8, checkout('expired', null, ofTwo)),
    ],
    ledger: {
      customers: { acme: { partner: 'pat' } },
      transactions: { [ROW]: { ...recorded('acme'), partner: 'pat' }, [TWO]: { status: 'recorded', amount: 4000, currency: 'DZD' } },
      waiting: { [TWO]: 'payment' },
    },
  },
];
