import { type EventSet, epochSeconds, said } from '../event-set.ts';
import { charge, customer, event, keys } from './bodies.ts';

const claimed = (second: number, key: string, partner?: string) => event(second, 'customer.updated', customer(keys(key, partner)));
const paid = (second: number) =>
  event(second, 'charge.succeeded', charge({ id: `ch_${second}`, payment_intent: `pi_${second}`, created: epochSeconds(second) }));
const recorded = (name: string) => ({ customer: name, status: 'recorded', amount: 1000, net: 1000 }) as const;
const named = (second: number, key: string) =>
  event(second, 'charge.updated', charge({ metadata: keys(key) }), { previous: { metadata: {} } });

/** Whose a payment is, and whose partner referred them. */
export const CUSTOMERS: readonly EventSet[] = [
  {
    provider: 'stripe',
    name: 'a link that moves to another customer and back, with payments in between and after',
    oftenWrong: 'a link that moves to another customer and back',
    steps: [claimed(10, 'acme'), paid(15), claimed(20, 'globex'), paid(25), claimed(30, 'acme'), paid(35)],
    ledger: {
      customers: { acme: {}, globex: {} },
      transactions: {
        'stripe:charge:ch_15': recorded('acme'),
        'stripe:charge:ch_25': recorded('globex'),
        'stripe:charge:ch_35': recorded('acme'),
      },
    },
  },
  {
    provider: 'stripe',
    name: 'a link that moves, with payments before the first claim and in its very second',
    oftenWrong: 'a link that moves to another customer and back',
    steps: [paid(5), claimed(10, 'acme'), paid(20), claimed(20, 'globex'), claimed(30, 'acme')],
    ledger: {
      customers: { acme: {}, globex: {} },
      transactions: { 'stripe:charge:ch_5': recorded('acme'), 'stripe:charge:ch_20': recorded('globex') },
    },
  },
  {
    provider: 'stripe',
    name: 'an explicit key that turns up late and is unknown at first',
    oftenWrong: 'an explicit key that turns up late',
    steps: [
      claimed(1, 'acme', 'pat'),
      event(2, 'charge.succeeded', charge()),
      named(9, 'globex'),
      event(20, 'customer.created', customer(keys('globex', 'quinn'), { id: 'cus_2' })),
    ],
    ledger: {
      customers: { acme: { partner: 'pat' }, globex: { partner: 'quinn' } },
      transactions: { 'stripe:charge:ch_1': { ...recorded('globex'), partner: 'quinn' } },
    },
  },
  {
    provider: 'stripe',
    name: 'an explicit key that nobody ever makes known, over a link that is',
    oftenWrong: 'an explicit key that turns up late',
    steps: [
      claimed(1, 'acme', 'pat'),
      event(2, 'charge.succeeded', charge()),
      named(9, 'globex'),
      named(12, 'initech'),
      claimed(15, 'acme'),
    ],
    ledger: {
      customers: { acme: { partner: 'pat' } },
      transactions: { 'stripe:charge:ch_1': { ...recorded('acme'), partner: 'pat', awaiting: ['customer:initech'] } },
    },
  },
  {
    provider: 'stripe',
    name: 'two partners claimed for one customer, then a correction by the same claim again',
    oftenWrong: 'two partners and a correction',
    steps: [claimed(3, 'acme', 'pat'), claimed(7, 'acme', 'quinn'), claimed(9, 'acme', 'pat'), paid(10)],
    ledger: {
      customers: { acme: { partner: 'pat', conflicts: ['quinn'] } },
      transactions: { 'stripe:charge:ch_10': { ...recorded('acme'), partner: 'pat' } },
    },
  },
  {
    provider: 'stripe',
    name: 'two partners claimed for one customer, then a correction by the team',
    oftenWrong: 'two partners and a correction',
    steps: [
      claimed(7, 'acme', 'quinn'),
      event(3, 'charge.succeeded', charge({ metadata: keys('acme', 'pat') })),
      said(500, 'acme', { partner: 'ruth' }),
      paid(10),
    ],
    ledger: {
      customers: { acme: { partner: 'ruth', conflicts: ['pat', 'quinn'] } },
      transactions: {
        'stripe:charge:ch_1': { ...recorded('acme'), partner: 'ruth' },
        'stripe:charge:ch_10': { ...recorded('acme'), partner: 'ruth' },
      },
    },
  },
  {
    provider: 'stripe',
    name: "a webhook's claim of a partner before the team's own word and after it",
    oftenWrong: "a partner before and after the team's own word",
    steps: [claimed(3, 'acme', 'pat'), said(100, 'acme', { partner: 'quinn' }), claimed(200, 'acme', 'ruth'), paid(210)],
    ledger: {
      customers: { acme: { partner: 'quinn', conflicts: ['pat', 'ruth'] } },
      transactions: { 'stripe:charge:ch_210': { ...recorded('acme'), partner: 'quinn' } },
    },
  },
  {
    provider: 'stripe',
    name: 'a link that the team claims for all times, between the claims of events',
    steps: [
      claimed(10, 'globex'),
      paid(15),
      said(100, 'acme', { providerKeys: ['stripe:customer:cus_1'] }),
      claimed(200, 'globex'),
      paid(205),
    ],
    ledger: {
      customers: { acme: {}, globex: {} },
      transactions: { 'stripe:charge:ch_15': recorded('acme'), 'stripe:charge:ch_205': recorded('acme') },
    },
  },
];
