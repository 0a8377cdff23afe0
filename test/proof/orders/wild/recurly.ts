import { fc } from '../../../support/properties.ts';
import { at, type Told } from '../event-set.ts';
import { account, payment, refund, subscription, voided } from '../recurly/bodies.ts';
import { few, second } from './values.ts';

const code = few('acme', 'globex', null);
const invoice = few(1, 2);

const payments = fc
  .record({ id: few('a', 'b'), second, minor: few(1000, 500, 0), code, invoice, status: few('success', 'success', 'Declined', 'odd') })
  .map(({ id, second, ...over }) => payment(id, second, over));

const refunds = fc
  .record({ id: few('r1', 'r2'), minor: few(400, 500), second, code, invoice, status: few('success', 'success', 'declined') })
  .map(({ id, minor, second, ...over }) => refund(id, minor, second, over));

const voids = fc
  .record({ second, invoice, of: few({ id: 'a', action: 'purchase' }, { id: 'b', action: 'purchase' }, { id: 'r1', action: 'credit' }) })
  .map(({ second, invoice, of: { id, action } }) => voided(id, second, { invoice, action }));

const accounts = fc
  .record({ name: few('new_account', 'updated_account', 'billing_info_updated'), receivedSecond: second, code: few('acme', 'globex') })
  .map(({ name, receivedSecond, code }) => account(name, receivedSecond, { code }));

const subscriptions = fc
  .record({
    name: few('new_subscription', 'updated_subscription', 'renewed_subscription', 'expired_subscription', 'reactivated_account'),
    state: few('active', 'canceled', 'expired', 'future'),
    plan: few('basic', 'pro'),
    period: few(0, 5),
    receivedSecond: second,
    quantity: few(1, 2),
    code,
  })
  .map(({ name, ...told }) => subscription(name, told));

const events = fc.oneof(payments, refunds, voids, accounts, subscriptions);

/**
 * With an id of its own now and then, which then may come with other bytes. All are received at one time: a customer's name is dated by
 * the delivery that was worked off first.
 */
export const recurlyEvents: fc.Arbitrary<Told> = fc
  .record({ event: events, id: fc.option(few('n_1', 'n_2'), { nil: undefined, freq: 4 }) })
  .map(({ event, id }) => ({ ...event, receivedAt: at(9), headers: id === undefined ? {} : { 'recurly-notification-id': id } }));
