import { createWorld } from '../../lib/world/create-world.ts';
import type { WireEvent } from '../../lib/world/world.ts';
import { worldOptions } from './options.ts';

const world = createWorld(worldOptions({ seed: 21, customers: 750 }));
const { events, acts, oracle } = world;
const ignored = events.filter(({ means }) => means === 'ignored');

const count = (type: string, holds: (text: string) => boolean = () => true): number =>
  events.filter((event) => event.type === type && event.means === 'something' && holds(textOf(event))).length;
/** Without what only makes it nice to read. */
const textOf = ({ body }: WireEvent): string => body.toString().replaceAll(/\s+/g, ' ');
const has =
  (...texts: readonly string[]) =>
  (text: string): boolean =>
    texts.every((one) => text.includes(one));
const versionOf = (text: string): string => /"api_version": "([^"]*)"/.exec(text)?.[1] ?? '';
const rows = (status: string): number => oracle.transactions.filter((row) => row.status === status).length;
const idsOf = (texts: readonly string[], pattern: RegExp): readonly string[] => texts.flatMap((text) => pattern.exec(text)?.[1] ?? []);
const times = (texts: readonly string[]): readonly number[] => [...Map.groupBy(texts, (text) => text).values()].map((same) => same.length);

const refundsOf = (type: string, pattern: RegExp) => times(idsOf(events.filter((event) => event.type === type).map(textOf), pattern));
const SAME_SECOND = Map.groupBy(
  events.filter(({ type }) => type === 'customer.subscription.updated'),
  (event) => `${event.at} ${/"id": "(sub_[^"]*)"/.exec(textOf(event))?.[1]}`,
);

/** What happens to people, and how often it does in this world. */
const HAPPENINGS: Readonly<Record<string, () => number>> = {
  'sign-ups': () => count('customer.created') + count('customer_created') + count('new_account_notification') + count('customer_create'),
  'trials at Stripe': () => count('customer.subscription.created', has('"status": "trialing"')),
  'trials at Chargebee': () => count('subscription_created', has('in_trial')),
  'trials that end without a card': () => count('customer.subscription.paused'),
  'plan changes at Stripe': () => count('customer.subscription.updated', (text) => /previous_attributes.*price_1/.test(text)),
  'plan changes at Chargebee': () => count('subscription_changed'),
  'plan changes at Recurly': () => count('updated_subscription_notification'),
  'plan changes at Chargify': () => count('subscription_product_change'),
  'renewals at Stripe': () => events.filter((event) => event.type === 'invoice.paid' && has('subscription_cycle')(textOf(event))).length,
  'renewals at Chargebee': () => count('subscription_renewed'),
  'renewals at Recurly': () => count('renewed_subscription_notification'),
  'renewals at Chargify': () => count('renewal_success'),
  'failed payments at Stripe': () => count('charge.failed'),
  'failed payments at Chargebee': () => count('payment_failed'),
  'failed payments at Recurly': () => count('failed_payment_notification'),
  'failed payments at Chargify': () => count('payment_failure'),
  'failed payments at Chargily': () => count('checkout.failed'),
  'retried payments': () => intentsPaidAtSecondTry(),
  authorisations: () => count('charge.succeeded', has('"captured": false')),
  'partial captures told as before 2025-03-31': () => count('charge.captured', isPart(true)),
  'partial captures told as since 2025-03-31': () => count('charge.captured', isPart(false)),
  'expired authorisations': () => count('charge.expired'),
  'full refunds': () => rows('refunded'),
  'partial refunds': () => rows('partially_refunded'),
  'several refunds of one payment at Stripe': () =>
    refundsOf('charge.refunded', /"id": "(ch_[^"]*)"/).filter((number) => number > 1).length,
  'refunds that fail': () => count('refund.failed'),
  'refunds that fail before 2024-10-28': () =>
    count('charge.refund.updated', (text) => versionOf(text) < '2024-10-28' && has('"status": "failed"')(text)),
  'refunds that are canceled': () => count('refund.updated', has('"status": "canceled"')),
  'disputes won': () => count('charge.dispute.closed', has('"status": "won"')),
  'disputes lost': () => count('charge.dispute.closed', has('"status": "lost"')),
  'disputes lost, and reinstated': () => count('charge.dispute.funds_reinstated', has('"status": "lost"')),
  inquiries: () => count('charge.dispute.closed', has('"status": "warning_closed"')),
  'disputes of payments refunded in part': () =>
    oracle.transactions.filter((row) => row.status === 'disputed' && row.refundedAmount > 0).length,
  voids: () => count('void_payment_notification') + count('transaction_deleted'),
  'cancellations at Stripe': () => count('customer.subscription.deleted'),
  'cancellations at Chargebee': () => count('subscription_cancelled'),
  'cancellations at Recurly': () => count('canceled_subscription_notification'),
  'cancellations at Chargify': () => count('pending_cancellation_change'),
  pauses: () => count('customer.subscription.updated', has('"pause_collection": { "behavior"')) + count('subscription_paused'),
  'component changes': () => count('component_allocation_change'),
  'links that appear late': () => acts.filter(({ providerKeys }) => providerKeys.length > 0).length,
  'keys that appear late': () => count('customer.updated', has('"customer_key"', 'previous_attributes')),
  'rows that wait for ever': () => oracle.waiting.length,
  'events of types that mean nothing': () => ignored.filter(({ type }) => type === 'payment_method.attached').length,
  'events of the test mode': () => ignored.filter(({ type }) => type === 'charge.succeeded').length,
  'charge and invoice events of one payment': () => ignored.filter(({ type }) => type === 'invoice.paid').length,
  'three updates in one second': () => [...SAME_SECOND.values()].filter((same) => same.length >= 3).length,
  'one thing told by two events': () => refundsOf('charge.succeeded', /"id": "(ch_[^"]*)"/).filter((number) => number > 1).length,
  'checkouts paid after a failure': () => paidAfterFailure(),
  ...Object.fromEntries(
    ['USD', 'EUR', 'JPY', 'KWD', 'ISK', 'MGA', 'DZD'].map((currency) => [`payments in ${currency}`, () => paidIn(currency)]),
  ),
  ...Object.fromEntries(
    ['2020-08-27', '2022-11-15', '2024-06-20', '2024-10-28.acacia', '2025-05-28.basil', '2025-09-30.clover'].map((version) => [
      `events of API version ${version}`,
      () => count('charge.succeeded', has(`"api_version": "${version}"`)),
    ]),
  ),
};

const paidIn = (wanted: string): number =>
  oracle.transactions.filter(({ currency, netAmount }) => currency === wanted && netAmount > 0).length;

/** A capture of a part, whose rest was told as a refund or not. */
const isPart =
  (toldAsRefund: boolean) =>
  (text: string): boolean => {
    const [, amount, captured, refunded] = /"amount": (\d+), "amount_captured": (\d+), "amount_refunded": (\d+)/.exec(text) ?? [];
    return amount !== captured && (refunded !== '0') === toldAsRefund;
  };

const inBoth = (some: ReadonlySet<string>, others: ReadonlySet<string>): number => [...some].filter((one) => others.has(one)).length;

/** Payment intents of which one try failed and another succeeded. */
const intentsPaidAtSecondTry = (): number => {
  const intentsOf = (type: string) =>
    new Set(idsOf(events.filter((event) => event.type === type).map(textOf), /"payment_intent": "([^"]*)"/));
  return inBoth(intentsOf('charge.failed'), intentsOf('charge.succeeded'));
};

const paidAfterFailure = (): number => {
  const checkoutsOf = (type: string) => new Set(idsOf(events.filter((event) => event.type === type).map(textOf), /"data":{"id":"([^"]*)"/));
  return inBoth(checkoutsOf('checkout.failed'), checkoutsOf('checkout.paid'));
};

describe('the world', () => {
  it.each(Object.entries(HAPPENINGS))('has %s', (_name, number) => {
    expect(number()).toBeGreaterThan(0);
  });
});
