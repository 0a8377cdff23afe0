import { DAY } from '../calendar.ts';
import type { Luck } from '../luck.ts';
import { easternTime, isoTime, under } from './form.ts';
import type { Step } from './life.ts';
import type { Account, Webhook } from './site.ts';
import { customerFields, newContract, subscriptionFields } from './subscription.ts';

/** The webhook of a step. That of an allocation has no customer, and nothing of the subscription but its id. */
export const stepWebhook = (account: Account, step: Step): Webhook => {
  const { type, at, contract, component } = step;
  if (component === undefined) return { type, at, fields: subscriptionFields(account, contract, at) };
  return {
    type,
    at,
    fields: [
      ...under('payload[component]', { id: component, kind: 'quantity_based_component', name: 'Shelves', unit_name: 'shelf' }),
      ...under('payload[subscription]', { id: contract.id, name: `Sample Customer ${account.person.number}`, state: contract.state }),
      ...under('payload[product]', { id: 3_810_000, name: `$29 ${contract.handle} Plan` }),
      ...under('payload', {
        previous_allocation: 1,
        new_allocation: contract.components[component] ?? 0,
        memo: '',
        timestamp: isoTime(at),
      }),
    ],
  };
};

/** `customer_create`, and `customer_update` where the reference came later. The ledger learns of those that have one. */
export const customerWebhooks = (account: Account): readonly Webhook[] => {
  const { openedAt, referredAt } = account;
  const webhook = (type: string, at: number): Webhook => ({
    type,
    at,
    fields: customerFields(account, 'payload[customer]', at),
    means: referredAt !== null && at >= referredAt ? 'something' : 'ignored',
  });
  const created = webhook('customer_create', openedAt);
  return referredAt !== null && referredAt > openedAt ? [created, webhook('customer_update', referredAt)] : [created];
};

/** Types that tell the ledger nothing, tests from the panel, and, where one site counts, what another site sends. */
export const noise = (account: Account, luck: Luck, isOneSite: boolean): readonly Webhook[] => {
  const at = account.openedAt + luck.integer(1, 20) * DAY;
  const ignored = { at, means: 'ignored' } as const;
  const example = newContract(0, luck, at);
  const noises: readonly Webhook[] = [
    { ...ignored, type: 'test', fields: [['payload[chargify]', 'testing']] },
    { ...ignored, type: 'signup_success', fields: subscriptionFields(account, example, at) },
    {
      ...ignored,
      type: 'statement_settled',
      fields: under('payload[statement]', { id: account.numberOf(99_998), settled_at: easternTime(at) }),
    },
    { ...ignored, type: 'upcoming_renewal_notice', fields: subscriptionFields(account, { ...example, id: account.numberOf(99_999) }, at) },
  ];
  const other = { ...example, id: account.numberOf(99_997) };
  const foreign: Webhook = { ...ignored, type: 'renewal_success', site: 'another-site', fields: subscriptionFields(account, other, at) };
  return [...noises, ...(isOneSite ? [foreign] : [])].filter(() => luck.percent(12));
};
