import { at, epochSeconds, type Told } from '../event-set.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A checkout of 25 dinars, made a second after the start. */
export const checkout = (status: string, metadata: unknown, over: Fields = {}): Fields => ({
  id: 'checkout_1',
  entity: 'checkout',
  fees: 0,
  amount: 25,
  locale: 'ar',
  status,
  metadata,
  created_at: epochSeconds(1),
  invoice_id: null,
  updated_at: epochSeconds(1),
  customer_id: null,
  payment_method: 'edahabia',
  payment_link_id: null,
  chargily_pay_fees_allocation: 'customer',
  discount: null,
  amount_without_discount: null,
  url: 'https://pay.chargily.dz/test/checkouts/checkout_1/pay',
  ...over,
});

export const keys = (key: string, partner?: string): Fields => ({
  customer_key: key,
  ...(partner !== undefined && { partner_key: partner }),
});

/** An event named for the status of its checkout. The one public example writes `livemode` as text. */
export const event = (second: number, data: Fields, id = `01${second}${String(data['status'])}${String(data['id'])}`): Told => ({
  kind: 'told',
  provider: 'chargily',
  headers: {},
  receivedAt: at(second + 1),
  body: Buffer.from(
    JSON.stringify({
      id,
      entity: 'event',
      livemode: 'false',
      type: `checkout.${String(data['status'])}`,
      data,
      created_at: epochSeconds(second),
      updated_at: epochSeconds(second),
    }),
  ),
});
