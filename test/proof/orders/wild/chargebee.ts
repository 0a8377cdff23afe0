import { fc } from '../../../support/properties.ts';
import { customer, event, payment, refund, subscription, versionAt } from '../chargebee/bodies.ts';
import type { Told } from '../event-set.ts';
import { few, metadata, second } from './values.ts';

/** Some resources have no version of their own, and then that of their event. */
const common = fc.record({
  second,
  id: fc.integer({ min: 1, max: 30 }).map((id) => `ev_${id}`),
  resource_version: fc.option(
    second.map((second) => versionAt(second)),
    { nil: undefined },
  ),
  customer: fc
    .record({
      second,
      keys: fc.option(
        fc.oneof(
          metadata,
          metadata.map((keys) => JSON.stringify(keys)),
        ),
        { nil: undefined },
      ),
      id: few('cb_1', 'cb_2'),
    })
    .map(({ second, keys, id }) => customer(second, keys, { id })),
});

const customers = fc
  .record({ common, type: few('customer_created', 'customer_changed') })
  .map(({ common: { second, id, customer }, type }) => event(second, type, { customer }, id));

const TRANSACTION_EVENTS = ['payment_succeeded', 'payment_failed', 'payment_refunded', 'transaction_updated', 'transaction_deleted'];

const payments = fc
  .record({
    common,
    name: few(...TRANSACTION_EVENTS),
    id: few('txn_1', 'txn_2'),
    status: few('success', 'success', 'failure', 'late_failure', 'voided'),
    type: few('payment', 'payment', 'authorization'),
    currency_code: few('USD', 'USD', 'USD', 'EUR'),
  })
  .map(({ common: { second, id, resource_version, customer }, name, ...over }) =>
    event(second, name, { transaction: payment(second, { ...over, resource_version }), customer }, id),
  );

const refunds = fc
  .record({
    common,
    name: few(...TRANSACTION_EVENTS),
    id: few('rf_1', 'rf_2'),
    amount: few(100, 500),
    status: few('success', 'success', 'failure'),
    type: few('refund', 'refund', 'payment_reversal'),
    refunded_txn_id: few('txn_1', 'txn_1', undefined),
  })
  .map(({ common: { second, id, resource_version, customer }, name, id: refundId, amount, ...over }) =>
    event(second, name, { transaction: refund(refundId, amount, second, { ...over, resource_version }), customer }, id),
  );

const subscriptions = fc
  .record({
    common,
    name: few('subscription_created', 'subscription_changed', 'subscription_cancelled', 'subscription_deleted'),
    status: few('active', 'in_trial', 'cancelled', 'non_renewing'),
    plan: few('basic', 'pro'),
    meta_data: fc.option(metadata, { nil: undefined }),
  })
  .map(({ common: { second, id, resource_version, customer }, name, status, plan, meta_data }) =>
    event(second, name, { subscription: subscription(second, status, plan, { meta_data, resource_version }), customer }, id),
  );

export const chargebeeEvents: fc.Arbitrary<Told> = fc.oneof(customers, payments, refunds, subscriptions);
