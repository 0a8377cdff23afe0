import { DAY, SECOND, secondOf } from '../calendar.ts';
import { lettersFor } from '../ids.ts';
import type { Luck } from '../luck.ts';
import type { Person } from '../person.ts';
import type { Millis, WorldOptions } from '../world.ts';

/**
 * Where the team put its keys: in the customer's meta_data (an object, or JSON text where an integration wrote it as text), in the
 * custom fields that a hosted page fills, in the meta_data of the subscription, or nowhere.
 */
export type KeyPlace = 'object' | 'text' | 'hosted_page' | 'subscription' | 'nowhere';

/** A person as Chargebee knows them. */
export type Account = {
  readonly person: Person;
  readonly seed: number;
  readonly id: string;
  readonly currency: string;
  readonly keyPlace: KeyPlace;
  /** From when on the customer carries its keys: at once, or when somebody adds them. */
  readonly keyedAt: Millis;
  readonly keys: Readonly<Record<string, string>>;
  readonly openedAt: Millis;
  /** Product Catalog 2.0, whose subscriptions are lists of item prices; else 1.0, with one plan. */
  readonly hasItems: boolean;
};

const CURRENCIES = ['USD', 'USD', 'EUR', 'GBP', 'JPY', 'KWD'] as const;

export const openAccount = (person: Person, luck: Luck, { seed }: WorldOptions): Account => {
  const openedAt = secondOf(person.begins) + luck.integer(0, 999);
  const keyPlace = keyPlaceOf(person, luck);
  const isLate = person.knownBy === 'event' && keyPlace !== 'subscription' && luck.percent(30);
  return {
    person,
    seed,
    id: lettersFor(16, seed, person.number, 'customer'),
    currency: luck.pick(CURRENCIES),
    keyPlace,
    keyedAt: isLate ? openedAt + luck.integer(2, 60) * DAY + SECOND : openedAt,
    keys: keysOf(person, keyPlace, luck),
    openedAt,
    hasItems: luck.percent(50),
  };
};

const keyPlaceOf = ({ knownBy }: Person, luck: Luck): KeyPlace => {
  if (knownBy === 'event') return luck.pick(['object', 'object', 'text', 'hosted_page', 'subscription']);
  return knownBy === 'payment' ? luck.pick(['object', 'text', 'hosted_page']) : 'nowhere';
};

const keysOf = ({ customerKey, partnerKey, knownBy }: Person, place: KeyPlace, luck: Luck): Account['keys'] => {
  if (place === 'nowhere') return {};
  const isHostedPage = place === 'hosted_page';
  const customer = isHostedPage ? { cf_customer_id: customerKey } : { customer_key: customerKey };
  // Where only payments tell the customer, the team tells the partner more often than they do.
  if (partnerKey === null || (knownBy === 'payment' && luck.percent(70))) return customer;
  if (isHostedPage) return { ...customer, cf_partner_key: partnerKey };
  const referral = luck.pick(['partner_key', 'gspk', 'ps_partner_key']);
  return { ...customer, [referral]: referral === 'partner_key' ? partnerKey : Buffer.from(partnerKey).toString('base64') };
};

/** The customer as it was at a time. */
export const customerAt = (account: Account, at: Millis): Readonly<Record<string, unknown>> => {
  const isKeyed = at >= account.keyedAt;
  const changedAt = isKeyed ? account.keyedAt : account.openedAt;
  return {
    id: account.id,
    first_name: 'Sample',
    last_name: `Customer ${account.person.number}`,
    email: `customer-${account.person.number}@example.com`,
    auto_collection: 'on',
    net_term_days: 0,
    allow_direct_debit: false,
    created_at: Math.floor(account.openedAt / SECOND),
    taxability: 'taxable',
    updated_at: Math.floor(changedAt / SECOND),
    pii_cleared: 'active',
    channel: 'web',
    resource_version: changedAt,
    deleted: false,
    object: 'customer',
    card_status: 'valid',
    promotional_credits: 0,
    refundable_credits: 0,
    excess_payments: 0,
    unbilled_charges: 0,
    preferred_currency_code: account.currency,
    ...(isKeyed ? keyFields(account) : {}),
  };
};

const keyFields = ({ keyPlace, keys }: Account): Readonly<Record<string, unknown>> => {
  if (keyPlace === 'hosted_page') return keys;
  if (keyPlace === 'object') return { meta_data: keys };
  return keyPlace === 'text' ? { meta_data: JSON.stringify(keys) } : {};
};
