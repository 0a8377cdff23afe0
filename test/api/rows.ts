import { customerKey } from '../../functions/domain/keys.ts';
import type { PaymentEvent } from '../../functions/domain/ledger-event.ts';
import { placedFacts } from '../../functions/domain/placement.ts';
import type { ReductionEvent } from '../../functions/domain/reductions.ts';
import { subscriptionFacts } from '../../functions/domain/subscription.ts';
import { joinTransactionFacts, paymentFacts, reducedBy } from '../../functions/domain/transaction.ts';
import { bodyHash } from '../../functions/ledger/body-hash.ts';
import type { EventRecord } from '../../functions/ledger/event-record.ts';
import type { PlacedItem, SubscriptionRow, TransactionRow } from '../../functions/ledger/rows.ts';
import { aPayment, aRefund, aSubscription, at, CHARGE, INVOICE, START } from '../support/ledger-events.ts';

/** A stored transaction: the row of a payment of `acme`, recorded a second after it, with its refunds and disputes. */
export const aTransactionRow = (
  over: Partial<TransactionRow> & { readonly payment?: PaymentEvent | null; readonly reductions?: readonly ReductionEvent[] } = {},
): TransactionRow => {
  const { payment = aPayment(), reductions = [], ...row } = over;
  const events = [...(payment === null ? [] : [paymentFacts(payment)]), ...reductions.map(reducedBy)];
  return {
    key: payment?.key ?? CHARGE,
    version: 0,
    facts: events.reduce(joinTransactionFacts),
    placed: {},
    customerKey: customerKey('acme'),
    awaiting: [],
    eventKeys: ['stripe:evt_0'],
    before: null,
    recordedAt: at(1),
    ...row,
  };
};

export const BODY = Buffer.from('{"id":"evt_1"}');

/** The record of `stripe:evt_1`, whose body is `BODY`. */
export const aRecord = (over: Partial<EventRecord> = {}): EventRecord => ({
  key: 'stripe:evt_1',
  version: 0,
  provider: 'stripe',
  eventId: 'evt_1',
  type: 'charge.succeeded',
  occurredAt: START,
  receivedAt: at(1),
  recordedAt: at(2),
  outcome: 'recorded',
  reason: null,
  rows: [CHARGE],
  changes: [],
  customerKeys: [],
  adapterVersion: 1,
  settings: { recordFrom: 'charges', currency: 'USD', site: null, testMode: 'accept' },
  readings: ['hash'],
  bodies: [bodyHash(BODY)],
  expiresAt: null,
  ...over,
});

const story = { version: 0, eventKeys: ['stripe:evt_0'], before: null, recordedAt: at(1) } as const;

export const aSubscriptionRow = (over: Partial<SubscriptionRow> = {}): SubscriptionRow => ({
  ...story,
  key: 'stripe:subscription:sub_1',
  facts: subscriptionFacts(aSubscription({ status: { value: { status: 'canceling', providerStatus: 'active' } } })),
  customerKey: customerKey('acme'),
  awaiting: [],
  ...over,
});

export const aPlacedItem = (over: Partial<PlacedItem> = {}): PlacedItem => ({
  ...story,
  key: 'recurly:refund:8',
  facts: placedFacts(aRefund(), [INVOICE]),
  placedIn: null,
  ...over,
});

const EXPLICIT = { candidates: { explicit: customerKey('acme'), links: ['stripe:customer:cus_1'] as const } };

/** A payment that names `acme`, who is not known, and belongs to nobody. */
export const WAITING = aTransactionRow({
  payment: aPayment(EXPLICIT),
  customerKey: null,
  awaiting: ['customer:acme', 'link:stripe:customer:cus_1'],
});

export const BOTH_UNKNOWN = [
  { key: 'acme', known: false },
  { key: 'stripe:customer:cus_1', known: false },
];
