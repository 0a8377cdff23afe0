import type { Claim } from '../../functions/domain/claims.ts';
import { type CurrencyCode, currencyCode } from '../../functions/domain/currency.ts';
import { customerFacts } from '../../functions/domain/customer.ts';
import { customerKey, type ProviderKey, partnerKey, type TransactionKey } from '../../functions/domain/keys.ts';
import type { Candidates, PaymentEvent } from '../../functions/domain/ledger-event.ts';
import { placedFacts } from '../../functions/domain/placement.ts';
import { subscriptionFacts } from '../../functions/domain/subscription.ts';
import { NO_TRANSACTION_FACTS, paymentFacts, reducedBy } from '../../functions/domain/transaction.ts';
import type { Version } from '../../functions/domain/version.ts';
import { bodyHash } from '../../functions/ledger/body-hash.ts';
import type { EventRecord } from '../../functions/ledger/event-record.ts';
import type { Job } from '../../functions/ledger/job.ts';
import type { ClaimItem, CustomerItem, PlacedItem, SubscriptionRow, TransactionRow, WaitingEntry } from '../../functions/ledger/rows.ts';

/** Builders of what a ledger stores: everything has a sensible value, a test names what matters to it. */

export const JUNE_1 = Date.parse('2026-06-01T10:00:00Z');
export const ACME = customerKey('acme');
const HASH = '9c1185a5c5e9fc54';

export const usd = code('USD');

function code(text: string): CurrencyCode {
  const found = currencyCode(text);
  if (found === undefined) throw new Error(`${text} is no currency`);
  return found;
}

export const aVersion = (fields: Partial<Version> = {}): Version => ({ at: JUNE_1, rank: 0, id: 'evt_1', hash: HASH, ...fields });

type PaymentFields = { readonly minor?: number; readonly paidAt?: number; readonly candidates?: Candidates; readonly productKey?: string };

export const aPayment = (key: TransactionKey, fields: PaymentFields = {}): PaymentEvent => ({
  kind: 'payment',
  key,
  state: 'succeeded',
  amount: { minor: fields.minor ?? 4900, currency: usd },
  captured: fields.minor ?? 4900,
  paidAt: fields.paidAt ?? JUNE_1,
  candidates: fields.candidates ?? { links: ['stripe:customer:cus_1'] },
  ...(fields.productKey === undefined ? {} : { productKey: fields.productKey }),
  version: aVersion({ at: fields.paidAt ?? JUNE_1 }),
});

/** A recorded payment of acme's. */
export const aTransaction = (key: TransactionKey, fields: Partial<TransactionRow> & PaymentFields = {}): TransactionRow => {
  const { minor: _m, paidAt: _p, candidates: _c, productKey: _k, ...row } = fields;
  return {
    key,
    version: 0,
    facts: paymentFacts(aPayment(key, fields)),
    placed: {},
    customerKey: ACME,
    awaiting: [],
    eventKeys: ['stripe:evt_1'],
    before: null,
    recordedAt: JUNE_1 + 1_500,
    ...row,
  };
};

/** A refund that came before its payment. */
export const aRefundAlone = (key: TransactionKey): TransactionRow => ({
  ...aTransaction(key, { customerKey: null }),
  facts: reducedBy({
    kind: 'refund',
    target: { transaction: key },
    refundId: 're_1',
    amount: { minor: 700, currency: usd },
    createdAt: JUNE_1,
    creation: true,
    failed: false,
    version: aVersion(),
  }),
});

/** A transaction that the team deleted before its payment came. */
export const aTombstone = (key: TransactionKey): TransactionRow => ({
  ...aTransaction(key, { customerKey: null }),
  facts: { ...NO_TRANSACTION_FACTS, deleted: true },
});

export const aSubscription = (key: ProviderKey, fields: Partial<SubscriptionRow> = {}): SubscriptionRow => ({
  key,
  version: 0,
  facts: subscriptionFacts({
    kind: 'subscription',
    key,
    status: { value: { status: 'active', providerStatus: 'active' } },
    planKey: { value: 'price_gold' },
    quantity: { value: 3 },
    currentPeriodEnd: { value: JUNE_1 + 30 * 86_400_000 },
    components: { 271: '4.5' },
    candidates: { links: ['stripe:customer:cus_1'] },
    occurredAt: JUNE_1,
    version: aVersion(),
  }),
  customerKey: ACME,
  awaiting: [],
  eventKeys: ['stripe:evt_2'],
  before: null,
  recordedAt: JUNE_1 + 1_500,
  ...fields,
});

export const aPlacedItem = (key: ProviderKey, fields: Partial<PlacedItem> = {}): PlacedItem => ({
  key,
  version: 0,
  facts: placedFacts(
    {
      kind: 'dispute',
      target: { item: key, refs: ['stripe:payment_intent:pi_1'] },
      disputeId: 'dp_1',
      amount: { minor: 300, currency: usd },
      state: 'open',
      reinstated: false,
      createdAt: JUNE_1,
      version: aVersion(),
    },
    ['stripe:payment_intent:pi_1'],
  ),
  placedIn: null,
  eventKeys: ['stripe:evt_3'],
  before: null,
  recordedAt: JUNE_1,
  ...fields,
});

type CustomerFields = Partial<CustomerItem> & { readonly partner?: string | null };

export const aCustomer = (key: string, { partner = 'partner_1', ...fields }: CustomerFields = {}): CustomerItem => ({
  key: customerKey(key),
  version: 0,
  facts: customerFacts({
    kind: 'customer',
    customerKey: customerKey(key),
    ...(partner === null ? {} : { partnerKey: partnerKey(partner) }),
    email: 'ada@example.com',
    links: [],
    from: null,
    version: aVersion(),
  }),
  eventKeys: ['stripe:evt_4'],
  createdAt: JUNE_1,
  updatedAt: JUNE_1,
  ...fields,
});

export const aClaim = (providerKey: ProviderKey, target = 'acme', over: Partial<Claim> = {}): ClaimItem => ({
  providerKey,
  claim: { target: customerKey(target), from: null, by: 'event', version: aVersion(), ...over },
});

export const aWaitingEntry = (rowKey: string, fields: Partial<WaitingEntry> = {}): WaitingEntry => ({
  awaited: 'customer:acme',
  row: { table: rowKey.includes(':subscription:') ? 'subscriptions' : 'transactions', key: rowKey },
  since: JUNE_1,
  token: 'token-1',
  ...fields,
});

export const aRecord = (key: EventRecord['key'], body: Buffer, fields: Partial<EventRecord> = {}): EventRecord => ({
  key,
  version: 0,
  provider: 'stripe',
  eventId: key.slice(key.indexOf(':') + 1),
  type: 'charge.succeeded',
  occurredAt: JUNE_1,
  receivedAt: JUNE_1 + 1_000,
  recordedAt: JUNE_1 + 1_500,
  outcome: 'recorded',
  reason: null,
  rows: ['stripe:charge:ch_1'],
  changes: [
    {
      key: 'stripe:charge:ch_1',
      before: null,
      after: { netAmount: 4900, amount: 4900, currency: usd, status: 'recorded', customerKey: ACME },
    },
  ],
  customerKeys: [ACME],
  adapterVersion: 1,
  settings: { recordFrom: 'charges', currency: 'USD', site: null, testMode: 'accept' },
  readings: [HASH],
  bodies: [bodyHash(body)],
  expiresAt: JUNE_1 + 90 * 86_400_000,
  ...fields,
});

/** A job in the middle of its work, with all that a job can hold. */
export const aJob = (id: string, fields: Partial<Job> = {}): Job => ({
  id,
  version: 0,
  kind: 'replay',
  state: 'running',
  total: 100,
  done: 25,
  money: [{ currency: 'USD', minor: -4900 }],
  dryRun: false,
  request: { provider: 'stripe', from: JUNE_1, settings: 'then' },
  cursor: 'after stripe:evt_25',
  createdAt: JUNE_1,
  progressAt: JUNE_1 + 1000,
  notes: [{ key: 'stripe:charge:ch_1', reason: 'has more than 100 events' }],
  ...fields,
});
