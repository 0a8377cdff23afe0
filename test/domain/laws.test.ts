import { joinCandidates } from '../../functions/domain/candidates.ts';
import { customerFacts, ERASED_CUSTOMER_FACTS, joinCustomerFacts, viewCustomer } from '../../functions/domain/customer.ts';
import type { Join } from '../../functions/domain/join.ts';
import { customerKey } from '../../functions/domain/keys.ts';
import type { PaymentState, SubscriptionEvent } from '../../functions/domain/ledger-event.ts';
import { type AliasFacts, joinAliasFacts, joinPlacedFacts, placedFacts } from '../../functions/domain/placement.ts';
import { joinReductions, reductionFacts } from '../../functions/domain/reductions.ts';
import { joinSubscriptionFacts, subscriptionFacts } from '../../functions/domain/subscription.ts';
import {
  DELETED_BY_TEAM,
  joinTransactionFacts,
  paymentFacts,
  reducedBy,
  type TransactionFacts,
  teamFacts,
} from '../../functions/domain/transaction.ts';
import { viewTransaction } from '../../functions/domain/transaction-view.ts';
import { compareVersions, type Version } from '../../functions/domain/version.ts';
import { aCustomer, aDispute, aFigure, aPayment, aRefund, aSubscription, currency, version } from '../support/ledger-events.ts';
import { fc } from '../support/properties.ts';

const RUNS = { numRuns: 500 };

/** Few values, so that ties and repeats are common. The hash is that of the content, as the processor stamps it. */
const second = fc.integer({ min: 0, max: 4 });
const minor = fc.integer({ min: 0, max: 1000 });
const few = (...values: readonly string[]) => fc.constantFrom(...values);
const eventId = few('9', '10', '1a', 'evt_b', 'evt_a');

const hashed = <T extends { readonly version: Version }>(event: T): T => ({
  ...event,
  version: { ...event.version, hash: JSON.stringify(event) },
});

const money = fc.record({ minor, currency: few('USD', 'USD', 'EUR').map(currency) });

const payment = fc
  .record({
    second,
    id: eventId,
    amount: money,
    captured: minor,
    paidAt: second,
    state: fc.constantFrom<PaymentState>('unpaid', 'authorized', 'succeeded', 'succeeded', 'failed', 'voided'),
    released: fc.constantFrom(true as const, undefined),
    explicit: few('acme', 'globex'),
    productKey: few('basic', 'pro'),
  })
  .map(({ released, explicit, ...over }) =>
    hashed(
      aPayment({
        ...over,
        ...(released ? { released } : {}),
        candidates: { explicit: customerKey(explicit), links: [] },
      }),
    ),
  );
const refund = fc
  .record({
    second,
    id: eventId,
    refundId: few('re_1', 're_2'),
    amount: money,
    createdAt: second,
    assumed: fc.boolean(),
    creation: fc.boolean(),
    failed: fc.boolean(),
  })
  .map(({ assumed, ...over }) => hashed(aRefund({ ...over, ...(assumed ? { currencyAssumed: true as const } : {}) })));
const figure = fc
  .record({ second, id: eventId, minor, uncaptured: minor, apart: fc.boolean() })
  .map(({ apart, ...over }) => hashed(aFigure({ ...over, ...(apart ? { uncapturedApart: true as const } : {}) })));
const dispute = fc
  .record({
    second,
    id: eventId,
    disputeId: few('dp_1', 'dp_2'),
    amount: money,
    state: fc.constantFrom('warning' as const, 'open' as const, 'lost' as const, 'ended' as const),
    reinstated: fc.boolean(),
    withdrawn: fc.boolean(),
  })
  .map(({ withdrawn, ...over }) => hashed(aDispute({ ...over, ...(withdrawn ? { withdrawn: true as const } : {}) })));
const reduction = fc.oneof(refund, figure, dispute);
const teamTransaction = fc
  .record({ second, id: eventId, amount: fc.record({ minor: fc.integer({ min: -9, max: 9 }), currency: fc.constant(currency('USD')) }) })
  .map(({ second: when, id, amount }) =>
    teamFacts({ customerKey: customerKey('acme'), amount, paidAt: when }, { ...version(when, id), hash: String(amount.minor) }),
  );
const transactionFacts = fc.oneof(payment.map(paymentFacts), reduction.map(reducedBy));
const anyTransactionFacts = fc.oneof(transactionFacts, teamTransaction, fc.constant(DELETED_BY_TEAM));
const customer = fc
  .record({ second, id: eventId, partner: few('p1', 'p2'), email: few('a@example.com', 'b@example.com') })
  .map((over) => hashed(aCustomer(over)));
const told = <T>(value: fc.Arbitrary<T>) => fc.oneof(fc.record({ value }), fc.record({ value, previous: value }));
const subscription = fc
  .record({
    second,
    id: eventId,
    rank: fc.constantFrom(0 as const, 1 as const, 2 as const),
    planKey: told(few('basic', 'pro', 'max')),
    quantity: told(fc.constantFrom(1, 2, null)),
    components: fc.dictionary(few('c1', 'c2'), few('1', '2')),
  })
  .map((over) => hashed(aSubscription(over)));
/** Of a provider whose events have no time: the hash is that of the event, whenever it was received. */
const timeless = fc
  .record({ event: subscription, receivedAt: second })
  .map(({ event: { occurredAt: _, ...event }, receivedAt }) => ({ ...event, receivedAt }));
const alias: fc.Arbitrary<AliasFacts> = fc.record({
  payments: fc.dictionary(
    few('t1', 't2'),
    fc.oneof(fc.record({ at: second }), fc.record({ at: second, undone: fc.constant(true as const) })),
  ),
  dependents: fc.subarray(['recurly:refund:1' as const, 'recurly:refund:2' as const]),
});

const describeJoin = <T>(name: string, arbitrary: fc.Arbitrary<T>, join: Join<T>): void => {
  /** A state is what several events told, not one alone. */
  const state = fc.array(arbitrary, { minLength: 1, maxLength: 4 }).map((facts) => facts.reduce(join));

  describe(`the join of ${name}`, () => {
    it('is idempotent', () => {
      return fc.assert(
        fc.property(state, (a) => expect(join(a, a)).toEqual(a)),
        RUNS,
      );
    });

    it('is commutative, to the byte of the stored JSON', () => {
      return fc.assert(
        fc.property(state, state, (a, b) => expect(JSON.stringify(join(a, b))).toBe(JSON.stringify(join(b, a)))),
        RUNS,
      );
    });

    it('is associative', () => {
      return fc.assert(
        fc.property(state, state, state, (a, b, c) => expect(join(join(a, b), c)).toEqual(join(a, join(b, c)))),
        RUNS,
      );
    });
  });
};

const placed = reduction.map((event) => placedFacts(event, [`recurly:invoice:${event.version.id}`]));
const candidates = payment.map((event) => paymentFacts(event).candidates);

describeJoin('transactions', anyTransactionFacts, joinTransactionFacts);
describeJoin('reductions', reduction.map(reductionFacts), joinReductions);
describeJoin('placed items', placed, joinPlacedFacts);
describeJoin('aliases', alias, joinAliasFacts);
const customerFactsOrErased = fc.oneof({ weight: 4, arbitrary: customer.map(customerFacts) }, fc.constant(ERASED_CUSTOMER_FACTS));
describeJoin('customers', customerFactsOrErased, joinCustomerFacts);

describe('a customer that was erased', () => {
  it('has neither name nor e-mail, whatever is told before or after', () => {
    const told = fc.array(customer.map((event) => customerFacts({ ...event, name: 'Ada' })));
    return fc.assert(
      fc.property(told, told, (before, after) => {
        const facts = [...before, ERASED_CUSTOMER_FACTS, ...after].reduce(joinCustomerFacts);
        expect(viewCustomer(facts)).toMatchObject({ name: null, email: null, erased: true });
        expect(Object.keys(facts).filter((field) => /name|email/i.test(field))).toEqual([]);
      }),
      RUNS,
    );
  });
});
describeJoin('subscriptions', subscription.map(subscriptionFacts), joinSubscriptionFacts);
describeJoin('subscriptions whose events have no time', fc.oneof(timeless, subscription).map(subscriptionFacts), joinSubscriptionFacts);

describe('a subscription whose events have no time', () => {
  const foldOf = (events: readonly SubscriptionEvent[]) => events.map(subscriptionFacts).reduce(joinSubscriptionFacts);

  it('is what its distinct events make of it, each as it was first received, in whatever order and however often they come', () => {
    return fc.assert(
      fc.property(fc.array(timeless, { minLength: 1, maxLength: 8 }), (deliveries) => {
        const first = new Map<string | undefined, SubscriptionEvent & { readonly receivedAt: number }>();
        for (const event of deliveries) {
          const known = first.get(event.version.hash);
          if (known === undefined || event.receivedAt < known.receivedAt) first.set(event.version.hash, event);
        }
        expect(foldOf(deliveries)).toEqual(foldOf([...first.values()]));
      }),
      RUNS,
    );
  });
});

describeJoin('candidates of payments', candidates, joinCandidates('earliest'));
describeJoin('candidates of subscriptions', candidates, joinCandidates('newest'));

describe('the versions', () => {
  const anyVersion = fc.record({ at: second, rank: fc.constantFrom(0 as const, 1 as const, 2 as const), id: eventId });

  it('are in a total order', () => {
    return fc.assert(
      fc.property(anyVersion, anyVersion, anyVersion, (a, b, c) => {
        expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0);
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0) expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
        if (compareVersions(a, b) === 0) expect(a).toEqual(b);
      }),
      RUNS,
    );
  });
});

describe('the money of a transaction', () => {
  const facts = fc.array(transactionFacts, { minLength: 1, maxLength: 6 }).map((told) => told.reduce(joinTransactionFacts));
  const capturedOf = (state: TransactionFacts, code: string | null) => (code === null ? 0 : (state.payments[code]?.captured ?? 0));

  it('[F 64] is never negative, and never above the payment', () => {
    return fc.assert(
      fc.property(facts, (state) => {
        const view = viewTransaction(state);
        const captured = capturedOf(state, view.currency);
        for (const figure of [view.netAmount, view.refundedAmount, view.disputedAmount]) expect(figure).toBeGreaterThanOrEqual(0);
        expect(view.refundedAmount).toBeLessThanOrEqual(captured);
        expect(view.netAmount + view.refundedAmount).toBeLessThanOrEqual(captured);
      }),
      RUNS,
    );
  });

  it('is conserved: what was captured is net, refunded, or lost', () => {
    return fc.assert(
      fc.property(facts, (state) => {
        const view = viewTransaction(state);
        const captured = capturedOf(state, view.currency);
        const succeeded = ['recorded', 'partially_refunded', 'refunded', 'disputed'].includes(view.status);
        const left = captured - view.refundedAmount;
        expect(view.netAmount).toBeLessThanOrEqual(succeeded ? left : 0);
        expect(view.netAmount).toBeGreaterThanOrEqual(succeeded ? Math.max(0, left - view.disputedAmount) : 0);
      }),
      RUNS,
    );
  });
});
