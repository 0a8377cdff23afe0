import { DAY, HOUR, monthsAfter, SECOND, secondOf } from '../calendar.ts';
import type { Luck } from '../luck.ts';
import type { Contract, Step } from './contract.ts';

/** What may happen to a contract within one term, from a day in it on; the last step shows how it stands then. */
type Turn = (contract: Contract, luck: Luck) => readonly Step[];

const PLANS = ['basic', 'team', 'scale'] as const;

export const somePlan = (luck: Luck, hasItems: boolean): string => `${luck.pick(PLANS)}${hasItems ? '-USD-Monthly' : '-monthly'}`;

/** The contract after a change. */
export const step = (type: string, at: number, before: Contract, change: Partial<Contract>): Step => ({
  type,
  at,
  contract: { ...before, ...change, changedAt: at },
});

const dayIn = (contract: Contract, luck: Luck): number => contract.termStart + luck.integer(2, 8) * DAY + luck.integer(0, 999);

const nothing: Turn = () => [];

const changed: Turn = (contract, luck) => {
  const type = luck.pick(['subscription_changed', 'subscription_changed', 'subscription_changed_with_backdating']);
  const plan = contract.plan.replace(/^[a-z]+/, luck.pick(PLANS));
  return [step(type, dayIn(contract, luck), contract, { plan, quantity: luck.integer(1, 9) })];
};

/** Two changes within one second: only their resource versions tell which came first. */
const changedTwice: Turn = (contract, luck) => {
  const at = contract.termStart + 3 * DAY;
  const first = step('subscription_changed', at + 100, contract, { quantity: luck.integer(10, 19) });
  return [first, step('subscription_changed', at + 350, first.contract, { quantity: luck.integer(1, 9) })];
};

const paused: Turn = (contract, luck) => {
  const pause = step('subscription_paused', dayIn(contract, luck), contract, { status: 'paused' });
  return luck.percent(60) ? [pause, step('subscription_resumed', pause.at + 9 * DAY, pause.contract, { status: 'active' })] : [pause];
};

const scheduled: Turn = (contract, luck) => {
  const type = 'subscription_cancellation_scheduled';
  const cancel = step(type, dayIn(contract, luck), contract, { status: 'non_renewing', cancelledAt: contract.termEnd });
  if (luck.percent(50)) return [cancel];
  const { cancelledAt: _, ...stays } = cancel.contract;
  return [cancel, step('subscription_scheduled_cancellation_removed', cancel.at + 2 * DAY, stays, { status: 'active' })];
};

const cancelled: Turn = (contract, luck) => {
  const type = luck.pick(['subscription_cancelled', 'subscription_cancelled', 'subscription_canceled_with_backdating']);
  const at = dayIn(contract, luck);
  const end = step(type, at, contract, { status: 'cancelled', cancelledAt: at });
  const after = luck.pick(['ended', 'reactivated', 'deleted']);
  if (after === 'ended') return [end];
  if (after === 'deleted') return [end, step('subscription_deleted', at + 5 * DAY, end.contract, { deleted: true })];
  const { cancelledAt: _, ...again } = end.contract;
  return [end, step('subscription_reactivated', at + 5 * DAY, again, { status: 'active' })];
};

/** Shows the contract as it is, under the version that it has. */
const reminded: Turn = (contract) => [{ type: 'subscription_renewal_reminder', at: contract.termEnd - 3 * DAY + 5 * HOUR, contract }];

const TURNS: readonly [Turn, ...Turn[]] = [
  nothing,
  ...[nothing, nothing, nothing, nothing, reminded],
  ...[changed, changed, changedTwice, paused, scheduled, cancelled],
];

export const turnOf = (contract: Contract, luck: Luck): readonly Step[] => luck.pick(TURNS)(contract, luck);

/**
 * The end of a term: renewed (sometimes with a change that was kept for the renewal, told in the same second), or over when that was
 * scheduled, or nothing while it is paused or ended.
 */
export const termEnds = (contract: Contract, luck: Luck): readonly Step[] => {
  const at = secondOf(contract.termEnd) + SECOND + 250;
  if (contract.deleted === true || contract.status === 'paused' || contract.status === 'cancelled') return [];
  if (contract.status === 'non_renewing') return [step('subscription_cancelled', at, contract, { status: 'cancelled' })];
  const term = { termStart: contract.termEnd, termEnd: monthsAfter(contract.termEnd, 1) };
  const renewed = step('subscription_renewed', at, contract, term);
  if (luck.percent(40)) return [renewed];
  return [renewed, step('subscription_changed', at + 400, renewed.contract, { quantity: luck.integer(20, 29) })];
};
