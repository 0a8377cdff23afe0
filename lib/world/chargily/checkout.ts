import type { Luck } from '../luck.ts';
import type { Millis, WireEvent } from '../world.ts';

export type Ending = 'paid' | 'failed' | 'canceled' | 'expired';

type Metadata = Readonly<Record<string, string>>;

export type Checkout = {
  readonly id: string;
  readonly createdAt: Millis;
  readonly dinars: number;
  readonly customerId: string;
  /** A list with one object where the team gave a list. */
  readonly metadata: Metadata | readonly Metadata[] | null;
  readonly livemode: boolean;
  readonly livemodeAsText: boolean;
};

/**
 * The event of a checkout that ended. Only `checkout.paid` is published; the others have its shape.
 * @see https://dev.chargily.com/pay-v2/webhooks
 */
export const checkoutEvent = (checkout: Checkout, ending: Ending, at: Millis, means: WireEvent['means'], luck: Luck): WireEvent => {
  const id = ulid(at, luck);
  const type = `checkout.${ending}`;
  const livemode = checkout.livemodeAsText ? String(checkout.livemode) : checkout.livemode;
  const event = {
    id,
    entity: 'event',
    livemode,
    type,
    data: checkoutObject(checkout, ending, at),
    created_at: seconds(at),
    updated_at: seconds(at),
  };
  return { provider: 'chargily', type, id, at, body: Buffer.from(JSON.stringify(event)), contentType: 'application/json', means };
};

/** @see https://dev.chargily.com/pay-v2/api-reference/checkouts/checkout-object */
const checkoutObject = ({ id, createdAt, dinars, customerId, metadata }: Checkout, status: Ending, at: Millis) => ({
  id,
  entity: 'checkout',
  fees: 0,
  amount: dinars,
  locale: 'ar',
  status,
  metadata,
  created_at: seconds(createdAt),
  invoice_id: null,
  updated_at: seconds(at),
  customer_id: customerId,
  description: null,
  failure_url: null,
  success_url: 'https://shop.example.com/thanks',
  payment_method: 'edahabia',
  payment_link_id: null,
  pass_fees_to_customer: null,
  chargily_pay_fees_allocation: 'customer',
  shipping_address: null,
  collect_shipping_address: 0,
  discount: null,
  amount_without_discount: null,
  url: `https://pay.chargily.dz/test/checkouts/${id}/pay`,
});

const seconds = (at: Millis): number => Math.floor(at / 1000);

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

/** Ten digits of time, sixteen of chance, in Crockford's base 32. */
export const ulid = (at: Millis, luck: Luck): string => {
  const time = Array.from({ length: 10 }, (_, index) => DIGITS[Math.floor(at / 32 ** (9 - index)) % 32]);
  const chance = Array.from({ length: 16 }, () => DIGITS[luck.integer(0, 31)]);
  return [...time, ...chance].join('');
};
