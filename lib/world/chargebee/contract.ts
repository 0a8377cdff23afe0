import { SECOND } from '../calendar.ts';
import type { Agreement } from '../person.ts';
import type { Millis, WireEvent } from '../world.ts';
import { type Account, customerAt } from './account.ts';
import { chargebeeEvent } from './event.ts';

type Status = 'future' | 'in_trial' | 'active' | 'non_renewing' | 'paused' | 'cancelled';

/** A subscription as it stands at a time. */
export type Contract = {
  readonly id: string;
  readonly status: Status;
  readonly plan: string;
  readonly quantity: number;
  readonly termStart: Millis;
  readonly termEnd: Millis;
  readonly cancelledAt?: Millis;
  readonly deleted?: boolean;
  /** When it last changed: a reminder shows the contract as an earlier event left it. */
  readonly changedAt: Millis;
};

/** An event of a subscription, which shows it whole. */
export type Step = { readonly type: string; readonly at: Millis; readonly contract: Contract };

export const tellStep = (account: Account, { type, at, contract }: Step): WireEvent =>
  chargebeeEvent(account, {
    type,
    at,
    content: { subscription: subscriptionResource(account, contract), customer: customerAt(account, at) },
    source: 'scheduled_job',
  });

/** What the books say of a contract, in the ledger's words. */
export const agreementOf = ({ id, status, plan, quantity, deleted }: Contract): Agreement => ({
  key: `chargebee:subscription:${id}`,
  planKey: plan,
  status: deleted === true ? 'ended' : WORDS[status],
  quantity,
  components: {},
});

const WORDS: Readonly<Record<Status, string>> = {
  future: 'pending',
  in_trial: 'trialing',
  active: 'active',
  non_renewing: 'canceling',
  paused: 'paused',
  cancelled: 'ended',
};

const seconds = (at: Millis): number => Math.floor(at / SECOND);

const subscriptionResource = (account: Account, contract: Contract): Readonly<Record<string, unknown>> => ({
  id: contract.id,
  customer_id: account.id,
  ...(account.hasItems ? itemFields(contract) : planFields(contract)),
  billing_period: 1,
  billing_period_unit: 'month',
  status: contract.status,
  ...termFields(contract),
  created_at: seconds(account.openedAt),
  updated_at: seconds(contract.changedAt),
  has_scheduled_changes: false,
  resource_version: contract.changedAt,
  deleted: contract.deleted === true,
  object: 'subscription',
  currency_code: account.currency,
  due_invoices_count: 0,
  exchange_rate: 1,
  base_currency_code: 'USD',
  ...(account.keyPlace === 'subscription' && { meta_data: account.keys }),
});

const termFields = ({ status, termStart, termEnd, cancelledAt }: Contract): Readonly<Record<string, number>> => {
  if (status === 'future') return { start_date: seconds(termStart), next_billing_at: seconds(termStart) };
  if (status === 'in_trial') return { trial_start: seconds(termStart), trial_end: seconds(termEnd), next_billing_at: seconds(termEnd) };
  const cancelled = cancelledAt === undefined ? {} : { cancelled_at: seconds(cancelledAt) };
  return { current_term_start: seconds(termStart), current_term_end: seconds(termEnd), ...cancelled };
};

const planFields = ({ plan, quantity }: Contract): Readonly<Record<string, unknown>> => ({
  plan_id: plan,
  plan_quantity: quantity,
  plan_unit_price: 1500,
  plan_amount: 1500 * quantity,
  plan_free_quantity: 0,
});

/** The plan is not always the first of its items. */
const itemFields = ({ plan, quantity }: Contract): Readonly<Record<string, unknown>> => ({
  subscription_items: [
    { item_price_id: 'support-USD-Monthly', item_type: 'addon', quantity: 1, unit_price: 500, amount: 500, object: 'subscription_item' },
    {
      item_price_id: plan,
      item_type: 'plan',
      quantity,
      unit_price: 1500,
      amount: 1500 * quantity,
      free_quantity: 0,
      object: 'subscription_item',
    },
  ],
});
