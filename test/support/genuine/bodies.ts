import type { ProviderId } from '../../../functions/domain/keys.ts';
import { chargebeePayment, chargebeeRefund } from './chargebee.ts';
import type { Fill } from './fill.ts';
import { fromFixture } from './from-fixture.ts';
import { stripeBodies } from './stripe.ts';

/** A body as its provider sends it, with a filling of its own. */
export type Genuine = { readonly provider: ProviderId; readonly name: string; readonly body: (fill: Fill) => Buffer };

/** The events that deployments get most of, by provider: the commonest last. */
export const GENUINE: readonly Genuine[] = [
  ...ofFixtures('stripe', ['refund_created.json', 'charge_dispute_created.json', 'charge_refunded.json']),
  ...Object.entries(stripeBodies).map(([name, body]): Genuine => ({ provider: 'stripe', name, body })),
  ...ofFixtures('chargebee', ['customer_created.json', 'subscription_created_items.json', 'payment_succeeded.json']),
  { provider: 'chargebee', name: 'payment_refunded', body: chargebeeRefund },
  { provider: 'chargebee', name: 'payment_succeeded', body: chargebeePayment },
  ...ofFixtures('recurly', [
    'new_account.xml',
    'payment_succeeded.json',
    'successful_refund.xml',
    'renewed_subscription.xml',
    'successful_payment.xml',
  ]),
  ...ofFixtures('chargify', ['refund_success.form', 'customer_update.form', 'subscription_state_change.form', 'payment_success.form']),
  // Which of the two Chargily sends, nobody has written down.
  {
    provider: 'chargily',
    name: 'checkout_paid.json, compact',
    body: (fill) => compact(fromFixture('chargily/fixtures/checkout_paid.json', fill)),
  },
  ...ofFixtures('chargily', ['checkout_paid.json']),
];

function ofFixtures(provider: ProviderId, files: readonly string[]): readonly Genuine[] {
  return files.map((file) => ({ provider, name: file, body: (fill) => fromFixture(`${provider}/fixtures/${file}`, fill) }));
}

const compact = (body: Buffer): Buffer => Buffer.from(JSON.stringify(JSON.parse(body.toString())));
