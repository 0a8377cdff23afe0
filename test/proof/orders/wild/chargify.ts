import { fc } from '../../../support/properties.ts';
import { allocation, customer, payment, refund, subscription } from '../chargify/bodies.ts';
import type { Told } from '../event-set.ts';
import { few, second } from './values.ts';

const reference = few('acme', 'globex', '');
const customerId = few(501, 502);
const eventId = fc.integer({ min: 9_000, max: 9_030 });

const payments = fc
  .record({
    second,
    reference,
    customerId,
    eventId,
    id: few(161, 162),
    minor: few(1000, 500),
    success: fc.boolean(),
    currency: few('USD', 'EUR'),
  })
  .map(({ second, ...told }) => payment(second, told));
const refunds = fc
  .record({ second, id: few(71, 72), minor: few(100, 400), told: few({}, {}, { '[currency]': 'EUR' }) })
  .map(({ second, id, minor, told }) => refund(second, id, minor, told));
const customers = fc
  .record({ second, type: few('customer_create' as const, 'customer_update' as const), reference, customerId })
  .map(({ second, type, reference, customerId }) => customer(second, type, reference, customerId));
const subscriptions = fc
  .record({
    second,
    type: few('signup_success', 'subscription_state_change', 'renewal_success'),
    told: fc.record({ state: few('active', 'canceled', 'trialing'), plan: few('basic', 'pro'), reference, customerId, eventId }),
  })
  .map(({ second, type, told }) => subscription(second, type, told));
const allocations = fc
  .record({ second, component: few(1, 2), now: few('1', '2.5'), eventId })
  .map(({ second, component, now, eventId }) => allocation(second, component, now, eventId));

export const chargifyEvents: fc.Arbitrary<Told> = fc.oneof(payments, refunds, customers, subscriptions, allocations);
