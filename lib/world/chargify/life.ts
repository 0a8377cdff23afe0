import { DAY, HOUR, monthsAfter } from '../calendar.ts';
import type { Luck } from '../luck.ts';
import type { Millis } from '../world.ts';
import { type Contract, otherHandle, type State } from './subscription.ts';

/** Something that a webhook tells of a subscription, and how it stands then. */
export type Step = {
  readonly type: string;
  readonly at: Millis;
  readonly contract: Contract;
  /** For an allocation: of which component. */
  readonly component?: string;
};

/** The life of one subscription, from its signup to its end or that of the world. */
export const stepsOf = (first: Contract, luck: Luck, end: Millis): readonly Step[] => {
  const steps: Step[] = [...signup(first, luck)];
  for (let month = 1; ; month += 1) {
    const turn = turnOf(lastOf(steps, first), luck.fork(`month ${month}`));
    steps.push(...turn.filter(({ at }) => at <= end));
    const now = lastOf(steps, first);
    const next = periodEnds(now);
    if (next === undefined || now.period.to > end) return steps;
    steps.push(...next);
  }
};

const lastOf = (steps: readonly Step[], first: Contract): Contract => steps.at(-1)?.contract ?? first;

const change = (type: string, at: Millis, before: Contract, over: Partial<Contract>): Step => ({
  type,
  at,
  contract: { ...before, previousState: before.state, ...over, updatedAt: at },
});

const toState = (state: State, at: Millis, before: Contract, over: Partial<Contract> = {}): Step =>
  change('subscription_state_change', at, before, { state, ...over });

/** A signup with a trial is followed by its end, one way or the other. */
const signup = (first: Contract, luck: Luck): readonly Step[] => {
  const at = first.createdAt;
  const begins = change('signup_success', at, first, {});
  if (luck.percent(50)) return [begins];
  // Told in the second of the signup: its first payment is late.
  if (luck.percent(30)) return [begins, toState('past_due', at, begins.contract)];
  const to = at + luck.pick([14, 14, 300]) * DAY;
  const begun = change('signup_success', at, first, { state: 'trialing', previousState: 'trialing', period: { from: at, to } });
  if (to > at + 100 * DAY) return [begun];
  if (luck.percent(30)) return [begun, toState('trial_ended', to, begun.contract)];
  return [begun, toState('active', to, begun.contract, { period: { from: to, to: monthsAfter(to, 1) } })];
};

type Turn = (now: Contract, at: Millis, luck: Luck) => readonly Step[];

/** Two changes in one second: the ids of the webhooks tell which came first. */
const productChange: Turn = (now, at, luck) => {
  const first = change('subscription_product_change', at, now, { handle: otherHandle(now, luck) });
  return luck.percent(40) ? [first, change('subscription_product_change', at, first.contract, { handle: now.handle })] : [first];
};

const allocation: Turn = (now, at, luck) => {
  const component = luck.pick(['98509', '98510']);
  const told = (quantity: number, when: Millis, before: Contract): Step => ({
    type: 'component_allocation_change',
    at: when,
    component,
    contract: { ...before, components: { ...before.components, [component]: quantity } },
  });
  const first = told(luck.pick([1, 2.5, 12, 0]), at, now);
  return luck.percent(40) ? [first, told(luck.integer(1, 40), at + HOUR, first.contract)] : [first];
};

const dunning: Turn = (now, at, luck) => {
  const late = toState(luck.pick(['past_due', 'past_due', 'soft_failure']), at, now);
  const later = at + 4 * DAY;
  const ends = luck.pick(['active', 'active', 'canceled', 'unpaid', 'late']);
  if (ends === 'late') return [late];
  return [late, toState(ends, later, late.contract, ends === 'canceled' ? { canceledAt: later } : {})];
};

const hold: Turn = (now, at, luck) => {
  const held = toState('on_hold', at, now);
  return luck.percent(60) ? [held, toState('active', at + 6 * DAY, held.contract)] : [held];
};

const pendingCancellation: Turn = (now, at, luck) => {
  const pending = change('pending_cancellation_change', at, now, { isPending: true });
  return luck.percent(40)
    ? [pending, change('pending_cancellation_change', at + 2 * DAY, pending.contract, { isPending: false })]
    : [pending];
};

/** Cancelled, and told of twice within the second. */
const canceled: Turn = (now, at) => {
  const end = toState('canceled', at, now, { canceledAt: at });
  return [change('subscription_product_change', at, now, {}), end];
};

const expired: Turn = (now, at) => [toState('expired', at, now)];

const nothing: Turn = () => [];
const TURNS: readonly [Turn, ...Turn[]] = [
  nothing,
  ...[nothing, nothing, nothing, productChange, productChange, allocation, allocation, dunning],
  ...[hold, pendingCancellation, canceled, expired],
];

const turnOf = (now: Contract, luck: Luck): readonly Step[] => {
  const at = now.period.from + luck.integer(2, 8) * DAY;
  return now.state === 'active' && !now.isPending ? luck.pick(TURNS)(now, at, luck) : [];
};

/** At the end of a period: cancelled when that was pending, else renewed. What is not active stays as it is. */
const periodEnds = (now: Contract): readonly Step[] | undefined => {
  const at = now.period.to;
  if (now.state !== 'active') return undefined;
  if (now.isPending) return [toState('canceled', at, now, { canceledAt: at, isPending: false })];
  return [change('renewal_success', at, now, { period: { from: at, to: monthsAfter(at, 1) } })];
};
