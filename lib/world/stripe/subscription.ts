import type { Agreement } from '../person.ts';
import type { Millis, WireEvent } from '../world.ts';
import { type Account, keysOf, stripeId } from './account.ts';
import { priceIn, toWire } from './currency.ts';
import { changed, DAY, eventOf, type Json, orNull, type Scene, toSeconds } from './event.ts';

/** Price ids, and what a seat costs a month in dollars. */
const PRICES = { price_1Basic: 9, price_1Pro: 29, price_1Team: 49, price_1Max: 99 } as const;
export type Price = keyof typeof PRICES;

export const costOf = ({ currency }: Account, { price, quantity }: Pick<Subscription, 'price' | 'quantity'>): number =>
  priceIn(currency, PRICES[price] * quantity);

type Status = 'incomplete' | 'incomplete_expired' | 'trialing' | 'active' | 'past_due' | 'unpaid' | 'paused' | 'canceled';

/** A subscription as it stands at some time. */
export type Subscription = {
  readonly id: string;
  readonly createdAt: Millis;
  readonly status: Status;
  readonly price: Price;
  readonly quantity: number;
  readonly periodStart: Millis;
  readonly periodEnd: Millis;
  readonly trialEnd: Millis | null;
  readonly willCancel: boolean;
  readonly isCollectionPaused: boolean;
  readonly canceledAt: Millis | null;
  readonly endedAt: Millis | null;
};

export const MONTH = 30 * DAY;

/** A subscription as it stands after something, and what was told of that. */
export type Chapter = { readonly now: Subscription; readonly scene: Partial<Scene> };

type NewSubscription = Pick<Subscription, 'createdAt' | 'status' | 'price' | 'quantity' | 'periodEnd' | 'trialEnd'>;

export const newSubscription = (account: Account, name: string, given: NewSubscription): Subscription => ({
  ...given,
  id: stripeId('sub_1', account.luck.fork(`subscription ${name}`), 23),
  periodStart: given.createdAt,
  willCancel: false,
  isCollectionPaused: false,
  canceledAt: null,
  endedAt: null,
});

type Happening = 'created' | 'updated' | 'deleted' | 'paused' | 'resumed';

/** An event with the whole subscription; `before` is what it was until this event. */
export const subscriptionEvent = (account: Account, type: Happening, at: Millis, now: Subscription, before?: Subscription): WireEvent => {
  const object = subscriptionObject(account, now);
  const previous = before === undefined ? undefined : previousOf(changed(subscriptionObject(account, before), object));
  return eventOf(account, { type: `customer.subscription.${type}`, at, object, previous, means: 'something' });
};

/** Of a list only the items are told. */
const previousOf = ({ items, ...others }: Json): Json =>
  typeof items === 'object' && items !== null && 'data' in items ? { items: { data: items.data }, ...others } : others;

/** How the subscription stands, in the ledger's words: what has ended, not begun or is not paid comes before what is planned. */
export const agreementOf = ({ id, status, price, quantity, isCollectionPaused, willCancel }: Subscription): Agreement => {
  const isGoing = status === 'active' || status === 'trialing';
  const planned = isCollectionPaused ? 'paused' : willCancel ? 'canceling' : undefined;
  return {
    key: `stripe:subscription:${id}`,
    planKey: price,
    status: (isGoing ? planned : undefined) ?? WORDS[status],
    quantity,
    components: {},
  };
};

const WORDS: Readonly<Record<Status, string>> = {
  incomplete: 'pending',
  incomplete_expired: 'ended',
  trialing: 'trialing',
  active: 'active',
  past_due: 'past_due',
  unpaid: 'unpaid',
  paused: 'paused',
  canceled: 'ended',
};

/** @see https://docs.stripe.com/api/subscriptions/object */
const subscriptionObject = (account: Account, subscription: Subscription): Json => {
  const { id, createdAt, status, periodStart, periodEnd, trialEnd, willCancel, canceledAt, endedAt } = subscription;
  const period = { current_period_end: toSeconds(periodEnd), current_period_start: toSeconds(periodStart) };
  const item = itemObject(account, subscription);
  const isKeyed = account.keysOn === 'subscription' || account.keysOn.startsWith('payment');
  return {
    id,
    object: 'subscription',
    cancel_at: willCancel ? toSeconds(periodEnd) : null,
    cancel_at_period_end: willCancel,
    canceled_at: orNull(canceledAt),
    collection_method: 'charge_automatically',
    created: toSeconds(createdAt),
    currency: account.currency,
    // Since 2025-03-31 each item has a period of its own.
    ...(account.beforeBasil && period),
    customer: account.customer,
    ended_at: orNull(endedAt),
    items: {
      object: 'list',
      data: [account.beforeBasil ? item : { ...item, ...period }],
      has_more: false,
      total_count: 1,
      url: `/v1/subscription_items?subscription=${id}`,
    },
    livemode: account.livemode,
    metadata: isKeyed ? keysOf(account) : {},
    pause_collection: subscription.isCollectionPaused ? { behavior: 'void', resumes_at: null } : null,
    start_date: toSeconds(createdAt),
    status,
    trial_end: orNull(trialEnd),
    trial_start: trialEnd === null ? null : toSeconds(createdAt),
  };
};

const itemObject = ({ currency }: Account, { id, createdAt, price, quantity }: Subscription): Json => {
  const amount = toWire(priceIn(currency, PRICES[price]), currency);
  const common = { id: price, active: true, currency, product: 'prod_1Example' };
  return {
    id: `si_of_${id}`,
    object: 'subscription_item',
    created: toSeconds(createdAt),
    metadata: {},
    plan: { ...common, object: 'plan', amount, interval: 'month', interval_count: 1, usage_type: 'licensed' },
    price: { ...common, object: 'price', recurring: { interval: 'month', interval_count: 1 }, type: 'recurring', unit_amount: amount },
    quantity,
    subscription: id,
  };
};
