import { readFileSync } from 'node:fs';
import type { Delivery } from '../../../functions/ingest/delivery.ts';
import { aDelivery, NOW } from '../../support/processor.ts';
import { chargeId, customerOf, eventId, intentId, stripeCustomer } from './ids.ts';

const fixture = (name: string): string => readFileSync(`functions/providers/stripe/fixtures/${name}.json`, 'utf8');

const CHARGE = fixture('charge_succeeded');
const REFUND = fixture('charge_refunded');
const CUSTOMER = fixture('customer_updated');

/** One event: which, of which payment, by which of Stripe's customers. Times are seconds before the time at which it is received. */
type Told = { readonly serial: number; readonly payment?: number; readonly customer: number; readonly secondsAgo?: number };

/** A payment as Stripe tells it, which names its customer by Stripe's id alone. */
export const aCharge = ({ serial, customer, secondsAgo = 0 }: Told): Delivery => {
  const paidAt = Math.floor(NOW.getTime() / 1000) - secondsAgo;
  return delivered(
    CHARGE.replaceAll('evt_3RCharge00001', eventId(serial))
      .replaceAll('ch_3RExample00001', chargeId(serial))
      .replaceAll('pi_3RExample00001', intentId(serial))
      .replaceAll('cus_RExample0001', stripeCustomer(customer))
      .replaceAll('1767225601', String(paidAt + 1))
      .replaceAll('1767225600', String(paidAt)),
  );
};

/** A charge told again, now refunded. */
export const aRefundOf = ({ serial, payment = serial, customer }: Told): Delivery =>
  delivered(
    REFUND.replaceAll('evt_3RCharge00017', eventId(serial))
      .replaceAll('ch_3RExample00001', chargeId(payment))
      .replaceAll('pi_3RExample00001', intentId(payment))
      .replaceAll('cus_RExample0001', stripeCustomer(customer)),
  );

/** Stripe's customer with the team's key in its metadata: the link between the two. */
export const aCustomerUpdate = ({ serial, customer, key = customer }: Told & { readonly key?: number }): Delivery =>
  delivered(
    CUSTOMER.replaceAll('evt_1RCustomer0002', eventId(serial))
      .replaceAll('cus_RExample0001', stripeCustomer(customer))
      .replace('"acme"', `"${customerOf(key)}"`),
  );

const delivered = (text: string): Delivery => aDelivery(Buffer.from(text));
