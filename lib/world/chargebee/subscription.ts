import { DAY, monthsAfter, SECOND } from '../calendar.ts';
import type { Chapter } from '../chapter.ts';
import { lettersFor } from '../ids.ts';
import type { Luck } from '../luck.ts';
import type { Millis } from '../world.ts';
import type { Account } from './account.ts';
import { agreementOf, type Contract, type Step, tellStep } from './contract.ts';
import { somePlan, step, termEnds, turnOf } from './month.ts';
import { priceIn, sell } from './sales.ts';

type Between = { readonly begin: Millis; readonly end: Millis };

/** The life of one subscription: how it begins, month by month what happens to it, and the sale of every term. */
export const subscribe = (account: Account, luck: Luck, { begin, end }: Between): Chapter => {
  const steps = [...beginning(account, luck, begin)];
  for (let term = 1; ; term += 1) {
    const now = lastOf(steps);
    const turn = now.status === 'active' ? turnOf(now, luck.fork(`turn ${term}`)) : [];
    const next = termEnds(lastOf([...steps, ...turn]), luck.fork(`end ${term}`));
    steps.push(...turn);
    if (next.length === 0 || next.some(({ at }) => at > end)) break;
    steps.push(...next);
  }
  const contract = lastOf(steps);
  const sales = steps.filter(beginsTerm).map((renewal) => sellTerm(account, luck, renewal));
  return {
    events: [...steps.map((told) => tellStep(account, told)), ...sales.flatMap(({ events }) => events)],
    payments: sales.flatMap(({ payments }) => payments ?? []),
    agreements: [agreementOf(contract)],
    lostRefunds: sales.flatMap(({ lostRefunds }) => lostRefunds ?? []),
  };
};

const lastOf = (steps: readonly Step[]): Contract => {
  const last = steps.at(-1);
  if (last === undefined) throw new Error('A subscription has a beginning');
  return last.contract;
};

/** At once, after a trial (which may be extended), or on a day to come; sometimes entered after the fact. */
const beginning = (account: Account, luck: Luck, begin: Millis): readonly Step[] => {
  const how = luck.pick(['now', 'now', 'backdated', 'trial', 'trial', 'future']);
  const contract: Contract = {
    id: subscriptionId(account, luck, begin),
    status: 'active',
    plan: somePlan(luck, account.hasItems),
    quantity: luck.integer(1, 5),
    termStart: begin,
    termEnd: monthsAfter(begin, 1),
    changedAt: begin,
  };
  if (how === 'trial') return trial(contract, luck);
  if (how === 'backdated') return [step('subscription_created_with_backdating', begin + 2 * SECOND, contract, {})];
  if (how === 'now') return [step('subscription_created', begin + 120, contract, {})];
  const created = step('subscription_created', begin - 4 * DAY, contract, { status: 'future' });
  return luck.percent(70) ? [created, step('subscription_started', begin + 400, contract, {})] : [created];
};

const trial = (contract: Contract, luck: Luck): readonly Step[] => {
  const { termStart: begin } = contract;
  const inTrial = { ...contract, status: 'in_trial', termEnd: begin + 7 * DAY } as const;
  const created = step('subscription_created', begin + 90, inTrial, {});
  const extended = luck.percent(20) ? [step('subscription_trial_extended', begin + 3 * DAY, inTrial, { termEnd: begin + 14 * DAY })] : [];
  if (luck.percent(20)) return [created, ...extended];
  // Created, and activated within the same second when the trial is skipped by hand.
  const at = luck.percent(30) ? begin + 900 : begin + 14 * DAY;
  return [
    created,
    ...extended.filter(({ at: told }) => told < at),
    step('subscription_activated', at, contract, { termStart: at, termEnd: monthsAfter(at, 1) }),
  ];
};

/** Teams choose the ids of their subscriptions, with blanks in them if they like. */
const subscriptionId = ({ seed, person }: Account, luck: Luck, begin: Millis): string => {
  const letters = lettersFor(12, seed, person.number, 'subscription', begin);
  return luck.percent(15) ? `Team plan ${letters}` : letters;
};

const PAID_TERMS: ReadonlySet<string> = new Set([
  'subscription_created_with_backdating',
  'subscription_created',
  'subscription_started',
  'subscription_activated',
  'subscription_renewed',
  'subscription_reactivated',
]);

const beginsTerm = ({ type, contract }: Step): boolean => PAID_TERMS.has(type) && contract.status === 'active';

const sellTerm = (account: Account, luck: Luck, { at, contract }: Step): Chapter => {
  const name = `${contract.id} ${at}`;
  const chance = luck.fork(`sale ${at}`);
  return sell({ account, luck: chance, name, at: at + 30, minor: priceIn(chance, account.currency), subscriptionId: contract.id });
};
