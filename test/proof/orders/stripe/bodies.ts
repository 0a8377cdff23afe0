import { at, epochSeconds, type Told } from '../event-set.ts';

/** The last API version before 2025-03-31, one from before refunds of charges had events of their own, and the one after. */
export const ACACIA = '2025-02-24.acacia';
export const BEFORE_REFUND_EVENTS = '2023-10-16';
export const BASIL = '2025-03-31.basil';

type Fields = Readonly<Record<string, unknown>>;
type Around = { readonly id?: string; readonly version?: string; readonly previous?: Fields };

/** A snapshot event, indented as Stripe sends it. */
export const event = (second: number, type: string, object: Fields, { id, version = BASIL, previous }: Around = {}): Told => ({
  kind: 'told',
  provider: 'stripe',
  headers: {},
  receivedAt: at(second + 2),
  body: Buffer.from(
    JSON.stringify(
      {
        id: id ?? `evt_${second}_${type}_${String(object['id'])}`,
        object: 'event',
        api_version: version,
        created: epochSeconds(second),
        data: { object, ...(previous !== undefined && { previous_attributes: previous }) },
        livemode: false,
        pending_webhooks: 1,
        request: { id: null, idempotency_key: null },
        type,
      },
      null,
      2,
    ),
  ),
});

/** What the team writes into the metadata of its objects. */
export const keys = (customer: string, partner?: string): Fields => ({
  customer_key: customer,
  ...(partner !== undefined && { partner_key: partner }),
});

/** A charge of 10.00 dollars, paid a second after the start, that names nobody but its Stripe customer. */
export const charge = (over: Fields = {}): Fields => ({
  id: 'ch_1',
  object: 'charge',
  amount: 1000,
  amount_captured: 1000,
  amount_refunded: 0,
  billing_details: { address: null, email: null, name: null, phone: null },
  captured: true,
  created: epochSeconds(1),
  currency: 'usd',
  customer: 'cus_1',
  disputed: false,
  livemode: false,
  metadata: {},
  paid: true,
  payment_intent: 'pi_1',
  refunded: false,
  status: 'succeeded',
  ...over,
});

/** Authorised, and nothing captured. */
export const UNCAPTURED: Fields = { captured: false, amount_captured: 0 };

export const refund = (id: string, minor: number, second: number, over: Fields = {}): Fields => ({
  id,
  object: 'refund',
  amount: minor,
  charge: 'ch_1',
  created: epochSeconds(second),
  currency: 'usd',
  metadata: {},
  payment_intent: 'pi_1',
  reason: null,
  status: 'succeeded',
  ...over,
});

export const dispute = (minor: number, second: number, status: string, over: Fields = {}): Fields => ({
  id: 'dp_1',
  object: 'dispute',
  amount: minor,
  charge: 'ch_1',
  created: epochSeconds(second),
  currency: 'usd',
  evidence_details: { due_by: null, has_evidence: false, past_due: false, submission_count: 0 },
  metadata: {},
  payment_intent: 'pi_1',
  reason: 'fraudulent',
  status,
  ...over,
});

export const customer = (metadata: Fields, over: Fields = {}): Fields => ({
  id: 'cus_1',
  object: 'customer',
  created: epochSeconds(0),
  email: 'customer@example.com',
  livemode: false,
  metadata,
  name: 'Sample Customer',
  ...over,
});

export const invoice = (over: Fields = {}): Fields => ({
  id: 'in_1',
  object: 'invoice',
  amount_due: 1000,
  amount_paid: 1000,
  billing_reason: 'subscription_cycle',
  created: epochSeconds(1),
  currency: 'usd',
  customer: 'cus_1',
  livemode: false,
  metadata: {},
  status: 'paid',
  ...over,
});

type Plan = { readonly price: string; readonly quantity?: number };

/** The items of a subscription, as they stand in it and in what it was before. */
export const items = ({ price, quantity = 1 }: Plan): Fields => ({
  object: 'list',
  data: [
    {
      id: 'si_1',
      object: 'subscription_item',
      current_period_end: epochSeconds(2_592_000),
      current_period_start: epochSeconds(0),
      price: { id: price, object: 'price', currency: 'usd' },
      quantity,
    },
  ],
});

export const subscription = (status: string, plan: Plan, over: Fields = {}): Fields => ({
  id: 'sub_1',
  object: 'subscription',
  cancel_at: null,
  cancel_at_period_end: false,
  canceled_at: null,
  created: epochSeconds(0),
  customer: 'cus_1',
  items: items(plan),
  livemode: false,
  metadata: {},
  pause_collection: null,
  status,
  ...over,
});
