import { type EventSet, said } from '../event-set.ts';
import { customer, payment, refund } from './bodies.ts';

const ROW = 'chargify:transaction:161';
const row = (id: number) => `chargify:transaction:${id}`;
const known = customer(0, 'customer_create', 'acme');
const paid = payment(1, { reference: 'acme' });
const customers = { acme: {} };
const recorded = (name: string) => ({ customer: name, status: 'recorded', amount: 1000, net: 1000 }) as const;
const bare = (second: number) => payment(second, { id: 100 + second });

/** Payments, refunds, and whose they are. */
export const PAYMENTS: readonly EventSet[] = [
  {
    provider: 'chargify',
    name: 'a payment and two refunds, and a customer who changes nothing',
    steps: [known, paid, refund(10, 71, 300), refund(20, 72, 200), customer(30, 'customer_update', 'acme')],
    ledger: { customers, transactions: { [ROW]: { ...recorded('acme'), status: 'partially_refunded', refunded: 500, net: 500 } } },
  },
  {
    provider: 'chargify',
    name: 'a failed attempt, a success under another id, and a whole refund',
    steps: [known, payment(1, { id: 160, reference: 'acme', success: false }), payment(2, { reference: 'acme' }), refund(10, 71, 1000)],
    ledger: {
      customers,
      transactions: {
        [row(160)]: { customer: 'acme', status: 'unpaid', amount: 1000 },
        [ROW]: { ...recorded('acme'), status: 'refunded', refunded: 1000, net: 0, archived: true },
      },
    },
  },
  {
    provider: 'chargify',
    name: 'a payment and a refund before anybody knows the customer',
    oftenWrong: 'an explicit key that turns up late',
    steps: [paid, refund(10, 71, 300), customer(20, 'customer_create', 'globex'), customer(30, 'customer_create', 'acme', 502)],
    ledger: {
      customers: { acme: {}, globex: {} },
      transactions: { [ROW]: { ...recorded('acme'), status: 'partially_refunded', refunded: 300, net: 700 } },
    },
  },
  {
    provider: 'chargify',
    name: 'one payment told by two webhooks that name two customers: the first one told holds',
    oftenWrong: 'an explicit key that turns up late',
    steps: [
      payment(1, { reference: 'globex', eventId: 10_000 }),
      payment(1, { reference: 'acme', eventId: 9_999 }),
      customer(2, 'customer_create', 'globex'),
      said(50, 'acme'),
    ],
    ledger: { customers: { acme: {}, globex: {} }, transactions: { [ROW]: recorded('acme') } },
  },
  {
    provider: 'chargify',
    name: 'a payment that a later webhook tells to have succeeded after all, and one that nobody owns',
    steps: [
      payment(1, { reference: 'acme', success: false, eventId: 12_000 }),
      paid,
      payment(3, { id: 162, reference: 'nobody', customerId: 0 }),
      known,
    ],
    ledger: {
      customers,
      transactions: {
        [ROW]: recorded('acme'),
        [row(162)]: { status: 'recorded', amount: 1000, awaiting: ['customer:nobody', 'link:chargify:subscription:151'] },
      },
      waiting: { [row(162)]: 'payment' },
    },
  },
  {
    provider: 'chargify',
    name: 'a link that moves to another customer and back, with payments in between',
    oftenWrong: 'a link that moves to another customer and back',
    steps: [
      customer(10, 'customer_create', 'acme'),
      bare(15),
      customer(20, 'customer_update', 'globex'),
      bare(25),
      customer(30, 'customer_update', 'acme'),
      bare(35),
    ],
    ledger: {
      customers: { acme: {}, globex: {} },
      transactions: { [row(115)]: recorded('acme'), [row(125)]: recorded('globex'), [row(135)]: recorded('acme') },
    },
  },
  {
    provider: 'chargify',
    name: 'refunds of more than was paid, one of them in another currency',
    steps: [known, paid, refund(10, 71, 700), refund(20, 72, 100, { '[currency]': 'EUR' }), refund(30, 73, 700)],
    ledger: {
      customers,
      transactions: {
        [ROW]: { ...recorded('acme'), status: 'refunded', refunded: 1000, net: 0, archived: true, otherCurrencies: ['EUR'] },
      },
    },
  },
  {
    provider: 'chargify',
    name: 'a payment in another currency than that of the settings, and its refund, which tells none',
    steps: [known, payment(1, { reference: 'acme', currency: 'EUR' }), refund(10, 71, 300)],
    ledger: {
      customers,
      transactions: { [ROW]: { ...recorded('acme'), status: 'partially_refunded', refunded: 300, net: 700, currency: 'EUR' } },
    },
  },
  {
    provider: 'chargify',
    name: 'a refund whose payment never comes, and a customer with a partner by the team alone',
    oftenWrong: "a partner before and after the team's own word",
    steps: [paid, refund(10, 71, 300, { '[payment_id]': '999' }), said(50, 'acme', { partner: 'pat' }), known],
    ledger: {
      customers: { acme: { partner: 'pat' } },
      transactions: { [ROW]: { ...recorded('acme'), partner: 'pat' }, [row(999)]: { status: 'unpaid' } },
      waiting: { [row(999)]: 'refund' },
    },
  },
];
