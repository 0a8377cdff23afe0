import { type EventSet, epochSeconds, said } from '../event-set.ts';
import { customer, event, keys, payment, refund, versionAt } from './bodies.ts';

const ROW = 'chargebee:transaction:txn_1';
const acme = customer(0, keys('acme', 'pat'));
const known = event(0, 'customer_created', { customer: acme });
const paid = event(1, 'payment_succeeded', { transaction: payment(1), customer: acme });
const customers = { acme: { partner: 'pat' } };
const ofAcme = { customer: 'acme', partner: 'pat' } as const;
const refunded = (id: string, minor: number, second: number) =>
  event(second, 'payment_refunded', { transaction: refund(id, minor, second), customer: acme }, `ev_${id}`);

/** Payments and what becomes of them. */
export const PAYMENTS: readonly EventSet[] = [
  {
    provider: 'chargebee',
    name: 'a payment, two refunds, and an update of each',
    steps: [
      known,
      paid,
      refunded('txn_r1', 300, 10),
      refunded('txn_r2', 200, 20),
      event(11, 'transaction_updated', { transaction: refund('txn_r1', 300, 10, { resource_version: versionAt(11) }) }),
      event(21, 'transaction_updated', { transaction: payment(21) }),
    ],
    ledger: { customers, transactions: { [ROW]: { ...ofAcme, status: 'partially_refunded', amount: 1000, refunded: 500, net: 500 } } },
  },
  {
    provider: 'chargebee',
    name: 'an authorisation, and the payment that was captured of it',
    steps: [
      known,
      event(1, 'transaction_updated', { transaction: payment(1, { id: 'txn_auth', type: 'authorization' }) }, 'ev_auth'),
      event(3, 'payment_succeeded', { transaction: payment(3, { amount: 600, reference_authorization_id: 'txn_auth' }), customer: acme }),
      refunded('txn_r1', 100, 10),
    ],
    ledger: {
      customers,
      transactions: {
        'chargebee:transaction:txn_auth': { ...ofAcme, status: 'authorized', amount: 1000 },
        [ROW]: { ...ofAcme, status: 'partially_refunded', amount: 600, refunded: 100, net: 500 },
      },
    },
  },
  {
    provider: 'chargebee',
    name: 'a payment that fails late, after a refund',
    steps: [paid, refunded('txn_r1', 300, 10), event(30, 'transaction_updated', { transaction: payment(30, { status: 'late_failure' }) })],
    ledger: { customers, transactions: { [ROW]: { ...ofAcme, status: 'failed', amount: 1000, refunded: 300, archived: true } } },
  },
  {
    provider: 'chargebee',
    name: 'a payment recorded by hand and deleted, in the version that it had',
    steps: [
      paid,
      event(5, 'transaction_updated', { transaction: payment(5, { amount: 900 }) }),
      event(9, 'transaction_deleted', { transaction: payment(5, { amount: 900, deleted: true }) }),
    ],
    ledger: { customers, transactions: { [ROW]: { ...ofAcme, status: 'voided', amount: 1000, archived: true } } },
  },
  {
    provider: 'chargebee',
    name: 'a refund that fails after it was told, and another that follows',
    oftenWrong: 'a refund that fails after its figure',
    steps: [
      paid,
      refunded('txn_r1', 300, 10),
      event(20, 'transaction_updated', { transaction: refund('txn_r1', 300, 10, { status: 'failure', resource_version: versionAt(20) }) }),
      refunded('txn_r2', 200, 30),
    ],
    ledger: { customers, transactions: { [ROW]: { ...ofAcme, status: 'partially_refunded', amount: 1000, refunded: 200, net: 800 } } },
  },
  {
    provider: 'chargebee',
    name: 'a refund whose failure bears the very version of its creation',
    oftenWrong: 'a refund in the second of its failure',
    steps: [
      paid,
      refunded('txn_r1', 300, 10),
      event(10, 'transaction_updated', { transaction: refund('txn_r1', 300, 10, { status: 'failure' }) }),
    ],
    ledger: { customers, transactions: { [ROW]: { ...ofAcme, status: 'recorded', amount: 1000, net: 1000 } } },
  },
  {
    provider: 'chargebee',
    name: 'a declined attempt, a success under another id, and a refund that names neither',
    steps: [
      known,
      event(1, 'payment_failed', { transaction: payment(1, { id: 'txn_0', status: 'failure' }), customer: acme }),
      event(2, 'payment_succeeded', { transaction: payment(2), customer: acme }),
      event(10, 'payment_refunded', { transaction: refund('txn_r1', 300, 10, { refunded_txn_id: undefined }), customer: acme }),
    ],
    ledger: {
      customers,
      transactions: {
        'chargebee:transaction:txn_0': { ...ofAcme, status: 'unpaid', amount: 1000 },
        [ROW]: { ...ofAcme, status: 'recorded', amount: 1000, net: 1000 },
      },
      waiting: { 'chargebee:refund:txn_r1': 'refund' },
    },
  },
  {
    provider: 'chargebee',
    name: 'a payment that was in progress, and a reversal that names no payment',
    steps: [
      event(1, 'transaction_updated', { transaction: payment(1, { status: 'in_progress' }) }),
      event(2, 'payment_succeeded', { transaction: payment(2), customer: acme }),
      event(9, 'transaction_updated', { transaction: payment(9, { id: 'txn_back', type: 'payment_reversal', date: epochSeconds(9) }) }),
      known,
    ],
    ledger: {
      customers,
      transactions: { [ROW]: { ...ofAcme, status: 'recorded', amount: 1000, net: 1000 } },
      waiting: { 'chargebee:refund:txn_back': 'refund' },
    },
  },
  {
    provider: 'chargebee',
    name: 'the newest version of a payment that arrives first',
    oftenWrong: 'the newest version first',
    steps: [
      event(9, 'transaction_updated', { transaction: payment(9, { resource_version: versionAt(9, 400) }) }),
      event(
        9,
        'transaction_updated',
        { transaction: payment(9, { amount: 700, status: 'needs_attention', resource_version: versionAt(9, 100) }) },
        'ev_z',
      ),
      event(2, 'payment_failed', { transaction: payment(2, { amount: 800, status: 'timeout' }), customer: acme }),
      known,
    ],
    ledger: { customers, transactions: { [ROW]: { ...ofAcme, status: 'recorded', amount: 1000, net: 1000 } } },
  },
  {
    provider: 'chargebee',
    name: 'yen, a refund of another currency, and a customer whom the team names late',
    steps: [
      event(1, 'payment_succeeded', { transaction: payment(1, { currency_code: 'JPY' }), customer: customer(0, { customer_key: 'acme' }) }),
      refunded('txn_r1', 300, 10),
      event(12, 'payment_refunded', { transaction: refund('txn_r2', 200, 12, { currency_code: 'JPY' }) }),
      said(60, 'acme', { partner: 'quinn' }),
    ],
    ledger: {
      customers: { acme: { partner: 'quinn' } },
      transactions: {
        [ROW]: {
          customer: 'acme',
          partner: 'quinn',
          status: 'partially_refunded',
          amount: 1000,
          currency: 'JPY',
          refunded: 200,
          net: 800,
          otherCurrencies: ['USD'],
        },
      },
    },
  },
];
