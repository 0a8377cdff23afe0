import { DAY, monthsAfter, SECOND } from '../calendar.ts';
import type { Chapter } from '../chapter.ts';
import type { Luck } from '../luck.ts';
import type { Millis } from '../world.ts';
import type { Account } from './account.ts';
import { agreementOf, beginning, type Contract, changeOf, newContract, type Step, tellStep } from './subscription.ts';

type Between = { readonly begin: Millis; readonly end: Millis };

/** The life of one subscription, and the beginnings of the periods that are to be paid. */
export type Subscribed = { readonly chapter: Chapter; readonly uuid: string; readonly paidFrom: readonly Millis[] };

/**
 * Recurly's notifications have no time, so of two in one period the ledger takes the one received last for the newer. A life
 * therefore tells what its books say whatever the order: changes within a period are followed by another period or by the end.
 */
export const subscribe = (account: Account, luck: Luck, { begin, end }: Between): Subscribed => {
  const contract = newContract(account, luck, begin);
  const steps = luck.percent(15) ? [fromBefore(contract, luck)] : livingFrom(beginning(contract, luck, end), luck, end);
  const last = steps.at(-1)?.contract ?? contract;
  const paid = steps.filter(({ name, contract: { state } }) => BEGIN_PERIOD.has(name) && state === 'active');
  return {
    chapter: { events: steps.map((step) => tellStep(account, step)), agreements: [agreementOf(last)] },
    uuid: contract.uuid,
    paidFrom: paid.flatMap(({ contract: { period, trial } }) => (period === null || period.from === trial?.from ? [] : [period.from])),
  };
};

const BEGIN_PERIOD: ReadonlySet<string> = new Set(['new_subscription', 'renewed_subscription', 'subscription_resumed']);

/** There before the webhook, which tells one thing of it. */
const fromBefore = (contract: Contract, luck: Luck): Step => {
  const at = contract.activatedAt + DAY;
  const activatedAt = contract.activatedAt - 90 * DAY;
  const [name, state] = luck.pick<readonly [string, Contract['state']]>([
    ['canceled_subscription', 'canceled'],
    ['updated_subscription', 'past_due'],
    ['subscription_paused', 'paused'],
    ['expired_subscription', 'expired'],
  ]);
  return { name, at, contract: { ...contract, activatedAt, state, ...(state === 'canceled' && { canceledAt: at }) } };
};

const livingFrom = (first: Step, luck: Luck, end: Millis): readonly Step[] => {
  const steps = [first];
  for (let number = 1; ; number += 1) {
    const now = steps.at(-1)?.contract ?? first.contract;
    const isOver = now.period === null || now.state === 'expired' || now.period.to + DAY > end;
    if (isOver) return steps;
    steps.push(...nextPeriod(now, luck.fork(`period ${number}`)));
  }
};

/** What happens in a period, and the beginning of the next, or the end. */
const nextPeriod = (now: Contract, luck: Luck): readonly Step[] => {
  const from = now.period?.from ?? now.activatedAt;
  const at = (now.period?.to ?? now.activatedAt) + 2 * SECOND;
  const turn = now.state === 'paused' ? 'nothing' : luck.pick(TURNS);
  const inPeriod = turnIn(turn, now, luck, from + luck.integer(2, 6) * DAY);
  const last = inPeriod.at(-1)?.contract ?? now;
  if (last.state === 'canceled' || turn === 'expired')
    return [...inPeriod, { name: 'expired_subscription', at, contract: { ...last, state: 'expired' } }];
  const next = { ...last, period: { from: at - 2 * SECOND, to: monthsAfter(at - 2 * SECOND, 1) } };
  if (turn === 'paused') return [...inPeriod, { name: 'subscription_paused', at, contract: { ...next, state: 'paused' } }];
  if (now.state === 'paused') return [{ name: 'subscription_resumed', at, contract: { ...next, state: 'active' } }];
  return [...inPeriod, { name: 'renewed_subscription', at, contract: { ...next, state: 'active' } }];
};

const TURNS = ['nothing', 'nothing', 'nothing', 'changed', 'canceled', 'reactivated', 'past_due', 'paused', 'expired'] as const;

const turnIn = (turn: (typeof TURNS)[number], now: Contract, luck: Luck, at: Millis): readonly Step[] => {
  const canceled: Step = { name: 'canceled_subscription', at, contract: { ...now, state: 'canceled', canceledAt: at } };
  switch (turn) {
    case 'changed':
      return [{ name: 'updated_subscription', at, contract: changeOf(now, luck) }];
    case 'canceled':
      return [canceled];
    case 'reactivated':
      return [canceled, { name: 'reactivated_account', at: at + DAY, contract: { ...changeOf(now, luck), state: 'active' } }];
    case 'past_due':
      return [{ name: 'updated_subscription', at, contract: { ...now, state: 'past_due' } }];
    case 'nothing':
    case 'paused':
    case 'expired':
      return [];
    default:
      return turn satisfies never;
  }
};
