import { DAY, monthsAfter, SECOND } from '../calendar.ts';
import { hexFor } from '../ids.ts';
import type { Luck } from '../luck.ts';
import type { Agreement } from '../person.ts';
import type { Millis, WireEvent } from '../world.ts';
import { type Account, notify } from './account.ts';
import { element, integer, time, type Xml } from './xml.ts';

/** A subscription as it stands in one of its periods. */
export type Contract = {
  readonly uuid: string;
  readonly state: 'future' | 'active' | 'canceled' | 'expired' | 'past_due' | 'paused';
  readonly plan: string;
  readonly quantity: number;
  readonly activatedAt: Millis;
  /** Null before it has begun. */
  readonly period: { readonly from: Millis; readonly to: Millis } | null;
  readonly trial?: { readonly from: Millis; readonly to: Millis };
  readonly canceledAt?: Millis;
};

export type Step = { readonly name: string; readonly at: Millis; readonly contract: Contract };

const PLANS = ['starter', 'growth-monthly', 'scale_2026'] as const;

export const newContract = ({ seed, person }: Account, luck: Luck, begin: Millis): Contract => ({
  uuid: hexFor(32, seed, person.number, 'subscription', begin),
  state: 'active',
  plan: luck.pick(PLANS),
  quantity: luck.integer(1, 5),
  activatedAt: begin,
  period: { from: begin, to: monthsAfter(begin, 1) },
});

export const changeOf = (contract: Contract, luck: Luck): Contract => ({
  ...contract,
  plan: luck.pick(PLANS),
  quantity: luck.integer(6, 20),
});

export const tellStep = (account: Account, { name, at, contract }: Step): WireEvent =>
  notify(account, name, { at, content: [subscriptionElement(contract)] });

const subscriptionElement = (contract: Contract): Xml => {
  const { uuid, state, plan, quantity, activatedAt, period, trial, canceledAt = null } = contract;
  const expiresAt = state === 'canceled' || state === 'expired' ? (period?.to ?? null) : null;
  return element('subscription', [
    element('plan', [element('plan_code', plan), element('name', `The ${plan} plan`)]),
    element('uuid', uuid),
    element('state', state),
    integer('quantity', quantity),
    integer('total_amount_in_cents', 1900 * quantity),
    element('subscription_add_ons', [], 'array'),
    time('activated_at', activatedAt),
    time('canceled_at', canceledAt),
    time('expires_at', expiresAt),
    time('current_period_started_at', period?.from ?? null),
    time('current_period_ends_at', period?.to ?? null),
    time('trial_started_at', trial?.from ?? null),
    time('trial_ends_at', trial?.to ?? null),
    element('collection_method', 'automatic'),
  ]);
};

/** What the books say of a contract, in the ledger's words. */
export const agreementOf = (contract: Contract): Agreement => ({
  key: `recurly:subscription:${contract.uuid}`,
  planKey: contract.plan,
  status: contract.state === 'active' && isInTrial(contract) ? 'trialing' : WORDS[contract.state],
  quantity: contract.quantity,
  components: {},
});

const WORDS: Readonly<Record<Contract['state'], string>> = {
  future: 'pending',
  active: 'active',
  canceled: 'canceling',
  expired: 'ended',
  past_due: 'past_due',
  paused: 'paused',
};

const isInTrial = ({ trial, period }: Contract): boolean => trial !== undefined && period?.from === trial.from;

/** A new subscription: it begins at once, with a trial, or on a day to come. */
export const beginning = (contract: Contract, luck: Luck, end: Millis): Step => {
  const at = contract.activatedAt + 2 * SECOND;
  const how = luck.pick(['now', 'now', 'now', 'trial', 'future']);
  if (how === 'now') return { name: 'new_subscription', at, contract };
  if (how === 'future') {
    const activatedAt = end + 5 * DAY;
    return { name: 'new_subscription', at, contract: { ...contract, state: 'future', activatedAt, period: null } };
  }
  const trial = { from: contract.activatedAt, to: contract.activatedAt + luck.pick([14, 30, 240]) * DAY };
  return { name: 'new_subscription', at, contract: { ...contract, trial, period: trial } };
};
