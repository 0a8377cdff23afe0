import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FIXTURES = join(import.meta.dirname, '../../../functions/providers/stripe/fixtures');

export type SizedBody = { readonly name: string; readonly body: Buffer };

/** A small event and a large one of those that Stripe sends most, as it writes them: a payment, and an invoice of many lines. */
export const stripeBodies = (): readonly SizedBody[] =>
  [readFileSync(join(FIXTURES, 'charge_succeeded.json')), longInvoice()].map((body) => ({ name: kilobytes(body), body }));

const kilobytes = ({ length }: Buffer): string => `${(length / 1_000).toFixed(1)} KB`;

const longInvoice = (): Buffer => {
  const event = JSON.parse(readFileSync(join(FIXTURES, 'invoice_paid.json'), 'utf8'));
  event.data.object.lines.data = Array.from({ length: 8 }, (_, index) => line(index));
  event.data.object.lines.total_count = 8;
  return Buffer.from(JSON.stringify(event, null, 2));
};

const line = (index: number) => ({
  id: `il_1RExample0000${index}`,
  object: 'line_item',
  amount: 4900,
  currency: 'usd',
  description: `1 × Seat ${index} (at $49.00 / month)`,
  discount_amounts: [],
  discountable: true,
  discounts: [],
  invoice: 'in_1RExample00001',
  livemode: true,
  metadata: { seat: String(index) },
  parent: {
    invoice_item_details: null,
    subscription_item_details: {
      invoice_item: null,
      proration: false,
      proration_details: { credited_items: null },
      subscription: 'sub_1RExample0001',
      subscription_item: `si_RExample0000${index}`,
    },
    type: 'subscription_item_details',
  },
  period: { end: 1769904000, start: 1767225600 },
  pretax_credit_amounts: [],
  pricing: {
    price_details: { price: 'price_1RExample00001', product: 'prod_RExample0001' },
    type: 'price_details',
    unit_amount_decimal: '4900',
  },
  quantity: 1,
  taxes: [],
});
