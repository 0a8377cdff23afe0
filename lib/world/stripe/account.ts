import type { Luck } from '../luck.ts';
import { endOf } from '../people.ts';
import type { Person } from '../person.ts';
import type { Millis, WorldOptions } from '../world.ts';
import { pickCurrency, type StripeCurrency } from './currency.ts';

/** Of all the things that may differ between two people at Stripe, those that their events depend on. */
export type Account = {
  readonly person: Person;
  readonly luck: Luck;
  readonly customer: string;
  readonly currency: StripeCurrency;
  readonly livemode: boolean;
  readonly recordFrom: WorldOptions['recordFrom'];
  readonly testMode: WorldOptions['testMode'];
  /** The version that the endpoint is pinned to. */
  readonly apiVersion: string;
  /** Before 2025-03-31 charges name their invoice, and the part that was not captured is told as a refund. */
  readonly beforeBasil: boolean;
  /** Since 2024-10-28 refunds of charges have events of their own. */
  readonly tellsRefunds: boolean;
  /** What the team writes into the objects that it creates for this person. */
  readonly keysOn: 'customer' | 'customer_later' | 'subscription' | 'payment' | 'payment_later' | 'nothing';
  readonly end: Millis;
};

const API_VERSIONS = ['2020-08-27', '2022-11-15', '2024-06-20', '2024-10-28.acacia', '2025-05-28.basil', '2025-09-30.clover'] as const;

export const openAccount = (person: Person, luck: Luck, options: WorldOptions): Account => {
  const dice = luck.fork('account');
  const apiVersion = dice.pick(API_VERSIONS);
  return {
    person,
    luck,
    customer: stripeId('cus_', luck.fork('customer'), 14),
    currency: pickCurrency(dice),
    livemode: options.testMode === 'ignore' || dice.percent(50),
    recordFrom: options.recordFrom,
    testMode: options.testMode,
    apiVersion,
    beforeBasil: apiVersion < '2025-03-31',
    tellsRefunds: apiVersion >= '2024-10-28',
    keysOn: keysOn(person, dice),
    end: endOf(options),
  };
};

const keysOn = ({ knownBy }: Person, luck: Luck): Account['keysOn'] => {
  if (knownBy === 'event') return luck.pick(['customer', 'customer', 'customer_later', 'subscription']);
  return knownBy === 'payment' ? luck.pick(['payment', 'payment', 'payment_later']) : 'nothing';
};

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** An id as Stripe makes them. The same chance gives the same id, so each thing needs a fork of its own. */
export const stripeId = (prefix: string, luck: Luck, length = 24): string =>
  `${prefix}${Array.from({ length }, () => LETTERS[luck.integer(0, LETTERS.length - 1)]).join('')}`;

export type Metadata = Readonly<Record<string, string>>;

/** The team's keys, as it may write them: the partner by its key, or as the text that came with the click. */
export const keysOf = ({ person, luck }: Account): Metadata => {
  const { customerKey, partnerKey } = person;
  if (partnerKey === null) return { customer_key: customerKey };
  const field = luck.fork('partner').pick(['partner_key', 'ps_partner_key', 'gspk']);
  const text = field === 'partner_key' ? partnerKey : Buffer.from(partnerKey).toString('base64');
  return { customer_key: customerKey, [field]: text };
};
