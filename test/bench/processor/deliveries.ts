import { createHash } from 'node:crypto';
import type { ProviderId } from '../../../functions/domain/keys.ts';
import type { Delivery } from '../../../functions/ingest/delivery.ts';
import { readingSettings } from '../../../functions/platform/settings.ts';
import { LOCAL_DEFAULTS } from '../../../functions/platform/settings-schema.ts';
import { type Fixture, fixturesOf } from '../../../lib/events/fixtures.ts';
import { sampleEvent } from '../../../lib/events/sample-event.ts';

type Told = {
  readonly provider?: ProviderId;
  /** The recorded body. */
  readonly name: string;
  /** Same seed, same ids. */
  readonly seed?: string;
  readonly second?: number;
  /** Texts that become others, after the ids were made. */
  readonly instead?: Readonly<Record<string, string>>;
  readonly recordFrom?: 'charges' | 'invoices';
};

const BEGIN = Date.UTC(2026, 5, 1);

/** A delivery of a recorded body with ids and a time of its own; its people stay the same. Ids of Stripe are as long as Stripe's. */
export const deliveryOf = ({ provider = 'stripe', name, seed = 'a', second = 0, instead = {}, recordFrom = 'charges' }: Told): Delivery => {
  const at = new Date(BEGIN + second * 1000);
  const { body, headers } = sampleEvent(recordedOf(provider), { provider, name, seed, at });
  const settings = { ...readingSettings(LOCAL_DEFAULTS, provider), recordFrom };
  const text = replaced(body.toString('utf8'), instead);
  const told = provider === 'stripe' ? text.replace(STRIPE_ID, (id, prefix) => stripeId(prefix, id)) : text;
  return { provider, receivedAt: new Date(at.getTime() + 1_000), headers, settings, body: Buffer.from(told) };
};

const STRIPE_ID = /\b(evt|ch|re|pi|pm|txn|sub|si|in|inpay)_[A-Za-z0-9]{8,}/g;
/** Another seed, another id: as random as a genuine one, which no compression makes shorter. */
const stripeId = (prefix: string, seed: string): string =>
  `${prefix}_3${createHash('sha512')
    .update(seed)
    .digest('base64')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 23)}`;

const recorded = new Map<ProviderId, readonly Fixture[]>();
const recordedOf = (provider: ProviderId): readonly Fixture[] => {
  const fixtures = recorded.get(provider) ?? fixturesOf(process.cwd(), provider);
  recorded.set(provider, fixtures);
  return fixtures;
};

const replaced = (text: string, instead: Readonly<Record<string, string>>): string =>
  Object.entries(instead).reduce((told, [old, other]) => told.replaceAll(old, other), text);

/** A payment by a Stripe charge of some customer; those of the same name are the same payment. */
export const chargeOf = (payment: string, customer = 1): Delivery =>
  deliveryOf({ name: 'charge_succeeded', seed: payment, instead: { [RECORDED_CUSTOMER]: stripeCustomer(customer) } });

/** Names the customer behind a Stripe customer. */
export const customerOf = (customer = 1): Delivery =>
  deliveryOf({
    name: 'customer_created',
    seed: `customer ${customer}`,
    instead: { [RECORDED_CUSTOMER]: stripeCustomer(customer), '"acme"': `"${customerKeyOf(customer)}"` },
  });

export const customerKeyOf = (customer: number): string => `acme-${customer}`;
export const linkOf = (customer: number) => `stripe:customer:${stripeCustomer(customer)}` as const;

const RECORDED_CUSTOMER = 'cus_RExample0001';
const stripeCustomer = (customer: number): string => `cus_RExample${String(customer).padStart(4, '0')}`;

/** The so-manieth refund of a part of that payment. */
export const refundOf = (payment: string, count: number): Delivery => {
  const refund = deliveryOf({ name: 'refund_created', seed: payment, second: count, instead: { '"amount": 1000': '"amount": 50' } });
  const text = refund.body.toString('utf8').replace(/\b(evt|re)_[A-Za-z0-9]+/g, (id, prefix) => stripeId(prefix, `${id} ${count}`));
  return { ...refund, body: Buffer.from(text) };
};
