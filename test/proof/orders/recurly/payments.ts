import { type EventSet, said } from '../event-set.ts';
import { account, payment, refund, transaction, voided } from './bodies.ts';

const known = account('new_account', 2, { code: 'acme' });
const customers = { acme: {} };
const row = (id: string) => `recurly:transaction:${id}`;
const recorded = { customer: 'acme', status: 'recorded', amount: 1000, net: 1000 } as const;
const declined = transaction('failed_payment', { id: 'declined', minor: 1000, second: 1, status: 'Declined' });

/** Refunds name an invoice and never their payment. */
export const PAYMENTS: readonly EventSet[] = [
  {
    provider: 'recurly',
    name: 'a payment and two refunds of its invoice',
    steps: [known, payment('a', 10), refund('r1', 300, 20), refund('r2', 200, 30)],
    ledger: { customers, transactions: { [row('a')]: { ...recorded, status: 'partially_refunded', refunded: 500, net: 500 } } },
  },
  {
    provider: 'recurly',
    name: 'two payments on one invoice, a declined one among them, and refunds between',
    oftenWrong: 'two payments on one invoice',
    steps: [known, declined, payment('a', 10), refund('r1', 300, 15), payment('b', 20), refund('r2', 200, 25)],
    ledger: {
      customers,
      transactions: {
        [row('declined')]: { customer: 'acme', status: 'unpaid', amount: 1000 },
        [row('a')]: { ...recorded, status: 'partially_refunded', refunded: 300, net: 700 },
        [row('b')]: { ...recorded, status: 'partially_refunded', refunded: 200, net: 800 },
      },
    },
  },
  {
    provider: 'recurly',
    name: 'two payments on one invoice of one second, and refunds before both and after',
    oftenWrong: 'two payments on one invoice',
    steps: [known, payment('a', 10), payment('b', 10), refund('r1', 300, 5), refund('r2', 200, 25)],
    ledger: {
      customers,
      transactions: {
        [row('a')]: { ...recorded, status: 'partially_refunded', refunded: 300, net: 700 },
        [row('b')]: { ...recorded, status: 'partially_refunded', refunded: 200, net: 800 },
      },
    },
  },
  {
    provider: 'recurly',
    name: 'a payment that is voided after its refund was placed, and another that takes its place',
    oftenWrong: 'two payments on one invoice',
    steps: [known, payment('a', 10), refund('r1', 300, 15), voided('a', 10), payment('b', 20)],
    ledger: {
      customers,
      transactions: {
        [row('a')]: { customer: 'acme', status: 'voided', amount: 1000, archived: true },
        [row('b')]: { ...recorded, status: 'partially_refunded', refunded: 300, net: 700 },
      },
    },
  },
  {
    provider: 'recurly',
    name: 'a refund that is cancelled in the second that it was made in, and another that follows',
    oftenWrong: 'a refund in the second of its failure',
    steps: [known, payment('a', 10), refund('r1', 300, 15), voided('r1', 15, { action: 'credit', minor: 300 }), refund('r2', 200, 20)],
    ledger: { customers, transactions: { [row('a')]: { ...recorded, status: 'partially_refunded', refunded: 200, net: 800 } } },
  },
  {
    provider: 'recurly',
    name: 'a payment that is voided, and a refund of it that nothing else can take',
    steps: [known, payment('a', 10), voided('a', 10), refund('r1', 300, 15)],
    ledger: {
      customers,
      transactions: { [row('a')]: { customer: 'acme', status: 'voided', amount: 1000, archived: true } },
      waiting: { 'recurly:refund:r1': 'refund' },
    },
  },
  {
    provider: 'recurly',
    name: 'a refund of a credit invoice, which names no payment that was ever told',
    steps: [known, payment('a', 10), refund('r1', 300, 15, { invoice: 3000 }), refund('r2', 1000, 20)],
    ledger: {
      customers,
      transactions: { [row('a')]: { ...recorded, status: 'refunded', refunded: 1000, net: 0, archived: true } },
      waiting: { 'recurly:refund:r1': 'refund' },
    },
  },
  {
    provider: 'recurly',
    name: 'refunds of more than was paid',
    steps: [
      known,
      payment('a', 10),
      refund('r1', 700, 15),
      refund('r2', 700, 20),
      voided('r2', 20, { action: 'credit', minor: 700, invoice: 2059 }),
    ],
    ledger: { customers, transactions: { [row('a')]: { ...recorded, status: 'partially_refunded', refunded: 700, net: 300 } } },
  },
  {
    provider: 'recurly',
    name: 'an attempt that is declined twice in other words, and succeeds under the same id',
    steps: [
      known,
      transaction('failed_payment', { id: 'a', minor: 1000, second: 10, status: 'Declined' }),
      transaction('failed_payment', { id: 'a', minor: 1000, second: 10, status: 'error' }),
      payment('a', 10),
      refund('r1', 100, 20),
    ],
    ledger: { customers, transactions: { [row('a')]: { ...recorded, status: 'partially_refunded', refunded: 100, net: 900 } } },
  },
  {
    provider: 'recurly',
    name: 'a customer whom the team names after a payment, its refund and a second payment',
    oftenWrong: 'two partners and a correction',
    steps: [
      payment('a', 10),
      refund('r1', 300, 15),
      payment('b', 20, { invoice: 2060 }),
      said(100, 'acme', { partner: 'pat' }),
      account('billing_info_updated', 200, { code: 'acme' }),
    ],
    ledger: {
      customers: { acme: { partner: 'pat' } },
      transactions: {
        [row('a')]: { ...recorded, partner: 'pat', status: 'partially_refunded', refunded: 300, net: 700 },
        [row('b')]: { ...recorded, partner: 'pat' },
      },
    },
  },
];
