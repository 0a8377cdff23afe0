import { type EventSet, epochSeconds, said } from '../event-set.ts';
import { ACACIA, charge, customer, dispute, event, keys, refund, UNCAPTURED } from './bodies.ts';

const ROW = 'stripe:charge:ch_1';
const named = charge({ metadata: keys('acme', 'pat') });
const paid = event(1, 'charge.succeeded', named);
const customers = { acme: { partner: 'pat' } };
const ofAcme = { customer: 'acme', partner: 'pat' } as const;
const disputed = (second: number, what: string, minor: number, status: string) =>
  event(second, `charge.dispute.${what}`, dispute(minor, 20, status));

/** What becomes of a charge, and disputes of it. */
export const CHARGES: readonly EventSet[] = [
  {
    provider: 'stripe',
    name: 'a dispute lost on a partly refunded charge',
    oftenWrong: 'a dispute lost on a partly refunded charge',
    steps: [
      paid,
      event(10, 'refund.created', refund('re_1', 300, 10)),
      event(10, 'charge.refunded', { ...named, amount_refunded: 300 }, { previous: { amount_refunded: 0 } }),
      disputed(20, 'created', 700, 'needs_response'),
      disputed(20, 'funds_withdrawn', 700, 'needs_response'),
      disputed(30, 'closed', 700, 'lost'),
    ],
    ledger: {
      customers,
      transactions: { [ROW]: { ...ofAcme, status: 'disputed', amount: 1000, refunded: 300, disputed: 700, archived: true } },
    },
  },
  {
    provider: 'stripe',
    name: 'a dispute of a part, lost while a smaller part was refunded',
    oftenWrong: 'a dispute lost on a partly refunded charge',
    steps: [
      paid,
      event(10, 'refund.created', refund('re_1', 300, 10)),
      disputed(20, 'created', 500, 'needs_response'),
      disputed(30, 'closed', 500, 'lost'),
    ],
    ledger: { customers, transactions: { [ROW]: { ...ofAcme, status: 'disputed', amount: 1000, refunded: 300, disputed: 500, net: 200 } } },
  },
  {
    provider: 'stripe',
    name: 'a dispute that is won',
    steps: [
      paid,
      disputed(20, 'created', 1000, 'needs_response'),
      disputed(20, 'funds_withdrawn', 1000, 'needs_response'),
      disputed(25, 'updated', 1000, 'under_review'),
      disputed(30, 'funds_reinstated', 1000, 'won'),
      disputed(30, 'closed', 1000, 'won'),
    ],
    ledger: { customers, transactions: { [ROW]: { ...ofAcme, status: 'recorded', amount: 1000, net: 1000 } } },
  },
  {
    provider: 'stripe',
    name: 'a dispute that is lost, and its funds come back',
    steps: [
      paid,
      disputed(20, 'created', 1000, 'needs_response'),
      disputed(30, 'closed', 1000, 'lost'),
      disputed(40, 'funds_reinstated', 1000, 'lost'),
    ],
    ledger: { customers, transactions: { [ROW]: { ...ofAcme, status: 'recorded', amount: 1000, net: 1000 } } },
  },
  {
    provider: 'stripe',
    name: 'a dispute that is won, and then lost after all',
    steps: [
      paid,
      disputed(30, 'funds_reinstated', 1000, 'won'),
      disputed(30, 'closed', 1000, 'won'),
      disputed(50, 'funds_withdrawn', 1000, 'under_review'),
      disputed(60, 'closed', 1000, 'lost'),
    ],
    ledger: { customers, transactions: { [ROW]: { ...ofAcme, status: 'disputed', amount: 1000, disputed: 1000, archived: true } } },
  },
  {
    provider: 'stripe',
    name: 'an inquiry, which moves no money, and a dispute that is still open',
    steps: [
      paid,
      event(12, 'charge.dispute.created', dispute(1000, 12, 'warning_needs_response', { id: 'dp_inquiry' })),
      event(14, 'charge.dispute.closed', dispute(1000, 12, 'warning_closed', { id: 'dp_inquiry' })),
      disputed(20, 'created', 400, 'needs_response'),
    ],
    ledger: { customers, transactions: { [ROW]: { ...ofAcme, status: 'disputed', amount: 1000, disputed: 400, net: 1000 } } },
  },
  {
    provider: 'stripe',
    name: 'a payment, its refund and its dispute before anybody knows the customer',
    steps: [
      event(1, 'charge.succeeded', charge()),
      event(3, 'charge.updated', charge({ metadata: { product_key: 'pro' } }), { previous: { metadata: {} } }),
      event(10, 'refund.created', refund('re_1', 300, 10)),
      disputed(20, 'closed', 100, 'lost'),
      event(50, 'customer.created', customer(keys('acme', 'pat'))),
    ],
    ledger: {
      customers,
      transactions: { [ROW]: { ...ofAcme, status: 'disputed', amount: 1000, refunded: 300, disputed: 100, net: 600, product: 'pro' } },
    },
  },
  {
    provider: 'stripe',
    name: 'a payment whose customer nobody ever names, and a refund whose payment never comes',
    steps: [
      event(1, 'charge.succeeded', charge()),
      event(2, 'customer.created', customer({})),
      event(10, 'refund.created', refund('re_1', 300, 10)),
      event(10, 'refund.created', refund('re_2', 300, 10, { charge: 'ch_2' })),
    ],
    ledger: {
      transactions: {
        [ROW]: { status: 'partially_refunded', amount: 1000, refunded: 300, awaiting: ['link:stripe:customer:cus_1'] },
        'stripe:charge:ch_2': { status: 'unpaid' },
      },
      waiting: { [ROW]: 'payment', 'stripe:charge:ch_2': 'refund' },
    },
  },
  {
    provider: 'stripe',
    name: 'a payment that was pending, succeeded and failed in the end',
    steps: [
      event(1, 'charge.pending', { ...named, status: 'pending', paid: false }),
      event(5, 'charge.succeeded', named),
      event(9, 'charge.failed', { ...named, status: 'failed', paid: false }),
      event(7, 'refund.created', refund('re_1', 100, 7)),
    ],
    ledger: { customers, transactions: { [ROW]: { ...ofAcme, status: 'failed', amount: 1000, refunded: 100, archived: true } } },
  },
  {
    provider: 'stripe',
    name: 'an authorisation that runs out, told before 2025-03-31 as a full refund',
    steps: [
      event(1, 'charge.succeeded', { ...named, ...UNCAPTURED }, { version: ACACIA }),
      event(
        9,
        'charge.refunded',
        { ...named, ...UNCAPTURED, amount_refunded: 1000, refunded: true },
        { version: ACACIA, previous: { amount_refunded: 0 } },
      ),
      event(9, 'refund.created', refund('re_rest', 1000, 9), { version: ACACIA }),
      event(9, 'charge.expired', { ...named, ...UNCAPTURED, amount_refunded: 1000, refunded: true }, { version: ACACIA }),
    ],
    ledger: { customers, transactions: { [ROW]: { ...ofAcme, status: 'voided', amount: 1000, archived: true } } },
  },
  {
    provider: 'stripe',
    name: 'a charge in kronur, in hundredths that do not exist, known by the id that the team claims',
    steps: [
      event(1, 'charge.succeeded', charge({ amount: 5000, amount_captured: 5000, currency: 'isk' })),
      event(10, 'refund.created', refund('re_1', 2000, 10, { currency: 'isk' })),
      said(30, 'acme', { providerKeys: ['stripe:customer:cus_1'] }),
      event(40, 'customer.updated', customer(keys('globex'), { created: epochSeconds(0) })),
    ],
    ledger: {
      customers: { acme: {}, globex: {} },
      transactions: { [ROW]: { customer: 'acme', status: 'partially_refunded', amount: 50, currency: 'ISK', refunded: 20, net: 30 } },
    },
  },
];
