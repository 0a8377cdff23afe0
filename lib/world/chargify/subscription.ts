import { monthsAfter } from '../calendar.ts';
import type { Luck } from '../luck.ts';
import type { Agreement } from '../person.ts';
import type { Millis } from '../world.ts';
import { easternOrNothing, easternTime, under } from './form.ts';
import { type Account, type Fields, referenceAt } from './site.ts';

export type State = 'trialing' | 'active' | 'past_due' | 'soft_failure' | 'unpaid' | 'on_hold' | 'canceled' | 'expired' | 'trial_ended';

/** A subscription as it stands at a time. */
export type Contract = {
  readonly id: number;
  readonly state: State;
  readonly previousState: State;
  readonly handle: string;
  /** Bodies of today tell the currency of the subscription, older ones did not. */
  readonly currency?: string;
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
  readonly period: { readonly from: Millis; readonly to: Millis };
  readonly isPending: boolean;
  readonly canceledAt?: Millis;
  readonly components: Readonly<Record<string, number>>;
};

const HANDLES = ['basic', 'plus', 'pro-2026'] as const;

export const newContract = (id: number, luck: Luck, begin: Millis): Contract => ({
  id,
  state: 'active',
  previousState: 'active',
  handle: luck.pick(HANDLES),
  ...(luck.percent(60) && { currency: luck.pick(['USD', 'EUR']) }),
  createdAt: begin,
  updatedAt: begin,
  period: { from: begin, to: monthsAfter(begin, 1) },
  isPending: false,
  components: {},
});

export const otherHandle = ({ handle }: Contract, luck: Luck): string => {
  const [first = handle, second = handle] = HANDLES.filter((other) => other !== handle);
  return luck.pick([first, second]);
};

/** The subscription with its customer and product, as most webhooks carry it. */
export const subscriptionFields = (account: Account, contract: Contract, at: Millis): Fields => [
  ...under('payload[subscription]', {
    id: contract.id,
    state: contract.state,
    trial_started_at: '',
    trial_ended_at: '',
    activated_at: easternTime(contract.createdAt),
    created_at: easternTime(contract.createdAt),
    updated_at: easternTime(contract.updatedAt),
    expires_at: '',
    balance_in_cents: 0,
    current_period_ends_at: easternTime(contract.period.to),
    next_assessment_at: easternTime(contract.period.to),
    canceled_at: easternOrNothing(contract.canceledAt),
    cancellation_message: '',
    cancel_at_end_of_period: contract.isPending,
    current_period_started_at: easternTime(contract.period.from),
    previous_state: contract.previousState,
    signup_payment_id: 0,
    delayed_cancel_at: contract.isPending ? easternTime(contract.period.to) : '',
    coupon_code: '',
    ...(contract.currency !== undefined && { currency: contract.currency }),
  }),
  ...customerFields(account, 'payload[subscription][customer]', at),
  ...productFields(contract),
];

export const customerFields = (account: Account, name: string, at: Millis): Fields =>
  under(name, {
    id: account.customerId,
    first_name: 'Sample',
    last_name: `Customer ${account.person.number}`,
    organization: '',
    email: `customer-${account.person.number}@example.com`,
    created_at: easternTime(account.openedAt),
    updated_at: easternTime(account.referredAt !== null && at >= account.referredAt ? account.referredAt : account.openedAt),
    reference: referenceAt(account, at),
    address: '',
    phone: '',
  });

/** A product may have several public pages, all under one name: Chargify repeats it. */
const productFields = ({ handle }: Contract): Fields => [
  ...under('payload[subscription][product]', {
    id: 3_810_000 + handle.length,
    name: `$29 ${handle} Plan`,
    handle,
    price_in_cents: 2900,
    interval: 1,
    interval_unit: 'month',
  }),
  ['payload[subscription][product][public_signup_pages][id]', '281054'],
  ['payload[subscription][product][public_signup_pages][id]', '281240'],
  ...under('payload[subscription][product][product_family]', { id: 400_123, handle: 'books', name: 'Books' }),
];

/** What the books say of a contract, in the ledger's words. */
export const agreementOf = ({ id, handle, state, isPending, components }: Contract): Agreement => ({
  key: `chargify:subscription:${id}`,
  planKey: handle,
  status: isPending && (state === 'active' || state === 'trialing') ? 'canceling' : WORDS[state],
  quantity: null,
  components,
});

const WORDS: Readonly<Record<State, string>> = {
  trialing: 'trialing',
  active: 'active',
  past_due: 'past_due',
  soft_failure: 'past_due',
  unpaid: 'unpaid',
  on_hold: 'paused',
  canceled: 'ended',
  expired: 'ended',
  trial_ended: 'ended',
};
