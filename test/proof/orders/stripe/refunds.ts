import type { EventSet } from '../event-set.ts';
import { ACACIA, BEFORE_REFUND_EVENTS, charge, customer, event, keys, refund, UNCAPTURED } from './bodies.ts';

const ROW = 'stripe:charge:ch_1';
const known = event(0, 'customer.created', customer(keys('acme', 'pat')));
const named = charge({ metadata: keys('acme', 'pat') });
const paid = event(1, 'charge.succeeded', named);
const failed = { status: 'failed', failure_reason: 'expired_or_canceled_card' };
const customers = { acme: { partner: 'pat' } };
const ofAcme = { customer: 'acme', partner: 'pat' } as const;

/** Money that goes back, told one by one and as a cumulative figure. */
export const REFUNDS: readonly EventSet[] = [
  {
    provider: 'stripe',
    name: 'authorise, capture, refund twice, and the figure of both',
    steps: [
      known,
      event(2, 'charge.succeeded', charge(UNCAPTURED)),
      event(3, 'charge.captured', charge(), { previous: UNCAPTURED }),
      event(10, 'refund.created', refund('re_1', 300, 10)),
      event(20, 'refund.created', refund('re_2', 200, 20)),
      event(20, 'charge.refunded', charge({ amount_refunded: 500 }), { previous: { amount_refunded: 300 } }),
    ],
    ledger: { customers, transactions: { [ROW]: { ...ofAcme, status: 'partially_refunded', amount: 1000, refunded: 500, net: 500 } } },
  },
  {
    provider: 'stripe',
    name: 'a refund in part and the rest of it',
    steps: [
      paid,
      event(10, 'refund.created', refund('re_1', 300, 10)),
      event(10, 'charge.refunded', { ...named, amount_refunded: 300 }, { previous: { amount_refunded: 0 } }),
      event(20, 'refund.created', refund('re_2', 700, 20)),
      event(20, 'charge.refunded', { ...named, amount_refunded: 1000, refunded: true }, { previous: { amount_refunded: 300 } }),
    ],
    ledger: { customers, transactions: { [ROW]: { ...ofAcme, status: 'refunded', amount: 1000, refunded: 1000, archived: true } } },
  },
  {
    provider: 'stripe',
    name: 'refunds that only the figure tells',
    steps: [
      event(1, 'charge.succeeded', named, { version: BEFORE_REFUND_EVENTS }),
      event(10, 'charge.refunded', { ...named, amount_refunded: 300 }, { version: BEFORE_REFUND_EVENTS, previous: { amount_refunded: 0 } }),
      event(
        20,
        'charge.refunded',
        { ...named, amount_refunded: 450 },
        { version: BEFORE_REFUND_EVENTS, previous: { amount_refunded: 300 } },
      ),
      event(30, 'charge.refund.updated', refund('re_1', 300, 10, failed), { version: BEFORE_REFUND_EVENTS }),
    ],
    ledger: { customers, transactions: { [ROW]: { ...ofAcme, status: 'partially_refunded', amount: 1000, refunded: 150, net: 850 } } },
  },
  {
    provider: 'stripe',
    name: 'partial capture, told as a refund by the figure alone',
    oftenWrong: 'partial capture before 2025-03-31',
    steps: [
      event(0, 'customer.created', customer(keys('acme', 'pat')), { version: BEFORE_REFUND_EVENTS }),
      event(1, 'charge.succeeded', charge({ ...UNCAPTURED, amount_captured: 0 }), { version: BEFORE_REFUND_EVENTS }),
      event(2, 'charge.captured', charge({ amount_captured: 600, amount_refunded: 400 }), {
        version: BEFORE_REFUND_EVENTS,
        previous: UNCAPTURED,
      }),
      event(2, 'charge.refunded', charge({ amount_captured: 600, amount_refunded: 400 }), {
        version: BEFORE_REFUND_EVENTS,
        previous: { amount_refunded: 0 },
      }),
      event(20, 'charge.refunded', charge({ amount_captured: 600, amount_refunded: 550 }), {
        version: BEFORE_REFUND_EVENTS,
        previous: { amount_refunded: 400 },
      }),
    ],
    ledger: { customers, transactions: { [ROW]: { ...ofAcme, status: 'partially_refunded', amount: 600, refunded: 150, net: 450 } } },
  },
  {
    provider: 'stripe',
    name: 'partial capture, told as a refund of its own too',
    oftenWrong: 'partial capture before 2025-03-31',
    steps: [
      event(1, 'charge.succeeded', { ...named, ...UNCAPTURED }, { version: ACACIA }),
      event(2, 'charge.captured', { ...named, amount_captured: 600, amount_refunded: 400 }, { version: ACACIA, previous: UNCAPTURED }),
      event(2, 'refund.created', refund('re_rest', 400, 2), { version: ACACIA }),
      event(20, 'refund.created', refund('re_1', 150, 20), { version: ACACIA }),
      event(
        20,
        'charge.refunded',
        { ...named, amount_captured: 600, amount_refunded: 550 },
        { version: ACACIA, previous: { amount_refunded: 400 } },
      ),
    ],
    ledger: { customers, transactions: { [ROW]: { ...ofAcme, status: 'partially_refunded', amount: 600, refunded: 150, net: 450 } } },
  },
  {
    provider: 'stripe',
    name: 'partial capture by a newer version than that of the endpoint, and a small refund',
    steps: [
      event(1, 'charge.succeeded', { ...named, ...UNCAPTURED }, { version: ACACIA }),
      event(2, 'charge.captured', { ...named, amount_captured: 600 }, { version: ACACIA, previous: UNCAPTURED }),
      event(10, 'charge.refunded', { ...named, amount_captured: 600, amount_refunded: 100 }, { version: ACACIA }),
      event(20, 'charge.refunded', { ...named, amount_captured: 600, amount_refunded: 450 }, { version: ACACIA }),
    ],
    ledger: { customers, transactions: { [ROW]: { ...ofAcme, status: 'partially_refunded', amount: 600, refunded: 450, net: 150 } } },
  },
  {
    provider: 'stripe',
    name: 'partial capture by a newer version than that of the endpoint, and a whole refund',
    steps: [
      event(1, 'charge.succeeded', { ...named, ...UNCAPTURED }, { version: ACACIA }),
      event(2, 'charge.captured', { ...named, amount_captured: 600 }, { version: ACACIA, previous: UNCAPTURED }),
      event(10, 'refund.created', refund('re_1', 600, 10), { version: ACACIA }),
      event(10, 'charge.refunded', { ...named, amount_captured: 600, amount_refunded: 600, refunded: true }, { version: ACACIA }),
    ],
    ledger: { customers, transactions: { [ROW]: { ...ofAcme, status: 'refunded', amount: 600, refunded: 600, archived: true } } },
  },
  {
    provider: 'stripe',
    name: 'partial capture by an older version than that of the endpoint, and a refund',
    oftenWrong: 'partial capture before 2025-03-31',
    steps: [
      event(2, 'charge.captured', { ...named, amount_captured: 600, amount_refunded: 400 }, { previous: UNCAPTURED }),
      event(2, 'refund.created', refund('re_rest', 400, 2)),
      event(2, 'charge.refunded', { ...named, amount_captured: 600, amount_refunded: 400 }),
      event(20, 'refund.created', refund('re_1', 150, 20)),
      event(20, 'charge.refunded', { ...named, amount_captured: 600, amount_refunded: 550 }),
    ],
    ledger: { customers, transactions: { [ROW]: { ...ofAcme, status: 'partially_refunded', amount: 600, refunded: 150, net: 450 } } },
  },
  {
    provider: 'stripe',
    name: 'a refund that fails after its figure, and another that follows',
    oftenWrong: 'a refund that fails after its figure',
    steps: [
      paid,
      event(10, 'refund.created', refund('re_1', 300, 10)),
      event(10, 'charge.refunded', { ...named, amount_refunded: 300 }, { previous: { amount_refunded: 0 } }),
      event(20, 'refund.failed', refund('re_1', 300, 10, failed)),
      event(30, 'refund.created', refund('re_2', 200, 30)),
      event(30, 'charge.refunded', { ...named, amount_refunded: 200 }, { previous: { amount_refunded: 0 } }),
    ],
    ledger: { customers, transactions: { [ROW]: { ...ofAcme, status: 'partially_refunded', amount: 1000, refunded: 200, net: 800 } } },
  },
  {
    provider: 'stripe',
    name: 'a refund that is told, fails and lowers the figure within one second',
    oftenWrong: 'a refund in the second of its failure',
    steps: [
      paid,
      event(10, 'refund.created', refund('re_1', 300, 10)),
      event(10, 'charge.refunded', { ...named, amount_refunded: 300 }, { previous: { amount_refunded: 0 } }),
      event(10, 'refund.failed', refund('re_1', 300, 10, failed)),
      event(10, 'charge.updated', named, { previous: { amount_refunded: 300 } }),
    ],
    ledger: { customers, transactions: { [ROW]: { ...ofAcme, status: 'recorded', amount: 1000, net: 1000 } } },
  },
  {
    provider: 'stripe',
    name: 'a refund that only the figure and its failure tell, within one second',
    oftenWrong: 'a refund in the second of its failure',
    steps: [
      event(1, 'charge.succeeded', named, { version: BEFORE_REFUND_EVENTS }),
      event(10, 'charge.refunded', { ...named, amount_refunded: 300 }, { version: BEFORE_REFUND_EVENTS, previous: { amount_refunded: 0 } }),
      event(10, 'charge.refund.updated', refund('re_1', 300, 10, failed), { version: BEFORE_REFUND_EVENTS }),
    ],
    ledger: { customers, transactions: { [ROW]: { ...ofAcme, status: 'recorded', amount: 1000, net: 1000 } } },
  },
];
