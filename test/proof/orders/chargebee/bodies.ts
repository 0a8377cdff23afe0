import { at, epochSeconds, START, type Told } from '../event-set.ts';

type Fields = Readonly<Record<string, unknown>>;

/** An event of API v2. */
export const event = (second: number, type: string, content: Fields, id = `ev_${second}_${type}`): Told => ({
  kind: 'told',
  provider: 'chargebee',
  headers: {},
  receivedAt: at(second + 30),
  body: Buffer.from(
    JSON.stringify({
      id,
      occurred_at: epochSeconds(second),
      source: 'api',
      object: 'event',
      api_version: 'v2',
      content,
      event_type: type,
      webhook_status: 'scheduled',
    }),
  ),
});

/** Milliseconds, and never quite those of the event. */
export const versionAt = (second: number, millis = 137): number => START + second * 1000 + millis;

/** A customer as of some second, with what the team wrote into its meta_data. */
export const customer = (second: number, metaData: unknown, over: Fields = {}): Fields => ({
  id: 'cb_1',
  email: 'customer@example.com',
  first_name: 'Sample',
  auto_collection: 'on',
  created_at: epochSeconds(0),
  updated_at: epochSeconds(second),
  resource_version: versionAt(second),
  deleted: false,
  object: 'customer',
  preferred_currency_code: 'USD',
  ...(metaData !== undefined && { meta_data: metaData }),
  ...over,
});

export const keys = (key: string, partner?: string): Fields => ({
  customer_key: key,
  ...(partner !== undefined && { partner_key: partner }),
});

/** A payment of 10.00 dollars a second after the start, as of some second. */
export const payment = (second: number, over: Fields = {}): Fields => ({
  id: 'txn_1',
  customer_id: 'cb_1',
  type: 'payment',
  status: 'success',
  payment_method: 'card',
  gateway: 'chargebee',
  date: epochSeconds(1),
  amount: 1000,
  exchange_rate: 1,
  updated_at: epochSeconds(second),
  resource_version: versionAt(second),
  deleted: false,
  object: 'transaction',
  currency_code: 'USD',
  base_currency_code: 'USD',
  linked_invoices: [],
  linked_refunds: [],
  ...over,
});

export const refund = (id: string, minor: number, second: number, over: Fields = {}): Fields => {
  const { linked_invoices: _, linked_refunds: __, ...common } = payment(second);
  return { ...common, id, type: 'refund', amount: minor, date: epochSeconds(second), refunded_txn_id: 'txn_1', ...over };
};

export const subscription = (second: number, status: string, plan: string, over: Fields = {}): Fields => ({
  id: 'sub 1',
  customer_id: 'cb_1',
  status,
  plan_id: plan,
  plan_quantity: 1,
  current_term_start: epochSeconds(0),
  current_term_end: epochSeconds(2_592_000),
  created_at: epochSeconds(0),
  updated_at: epochSeconds(second),
  resource_version: versionAt(second),
  deleted: false,
  object: 'subscription',
  currency_code: 'USD',
  ...over,
});
