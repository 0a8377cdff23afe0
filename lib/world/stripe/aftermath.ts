import type { Luck } from '../luck.ts';
import type { Payment } from '../person.ts';
import type { Millis, WireEvent } from '../world.ts';
import type { Account } from './account.ts';
import { type Charge, chargeEvent } from './charge.ts';
import { partOf } from './currency.ts';
import { type DisputeStory, disputeOf } from './dispute.ts';
import { DAY, MINUTE } from './event.ts';
import { newRefund, refundMade, refundSettled, refundUndone } from './refund.ts';
import { type RefundPlan, refundPlans } from './refund-plans.ts';

/** What happens to the money of a charge after it was captured. */
export type Aftermath = Pick<Payment, 'refunds' | 'disputes'> & {
  readonly events: readonly WireEvent[];
  readonly lostRefunds: readonly string[];
};

export const QUIET: Aftermath = { refunds: [], disputes: [], events: [], lostRefunds: [] };

export const aftermathOf = (account: Account, charge: Charge, from: Millis, luck: Luck): Aftermath => {
  const captured = charge.captured ?? 0;
  const start = from + luck.integer(10, 600) * MINUTE;
  const plans = luck.percent(35) ? refundPlans(account, captured, luck) : [];
  const refunded = refundsOf(account, charge, start, plans);
  const left = captured - sum(refunded.refunds);
  const quarrel = left > 0 && luck.percent(14) ? { at: start + 12 * DAY, minor: left, story: storyOf(luck) } : undefined;
  const disputed = quarrel === undefined ? undefined : disputeOf(account, refunded.charge, withPart(quarrel, account, luck));
  return {
    refunds: refunded.refunds,
    disputes: disputed?.book ?? [],
    events: [...refunded.events, ...lookedAt(account, refunded.charge, start, luck), ...(disputed?.events ?? [])],
    lostRefunds: lostOf(account, charge, [...refunded.keys, ...(disputed === undefined ? [] : [`stripe:dispute:${disputed.id}`])]),
  };
};

/** Long after, something is noted in the charge: its event tells the figure once more. */
const lookedAt = (account: Account, charge: Charge, start: Millis, luck: Luck): readonly WireEvent[] =>
  luck.percent(15) ? [chargeEvent(account, 'charge.updated', start + 9 * DAY, charge)] : [];

type Refunded = {
  readonly charge: Charge;
  readonly events: readonly WireEvent[];
  readonly refunds: readonly number[];
  readonly keys: readonly string[];
};

const refundsOf = (account: Account, charge: Charge, start: Millis, plans: readonly RefundPlan[]): Refunded => {
  const moves = plans.flatMap((plan, index) => movesOf(account, start, plan, `${charge.id} ${index}`));
  const nothing: { readonly charge: Charge; readonly events: readonly WireEvent[] } = { charge, events: [] };
  const done = moves
    .toSorted((a, b) => a.at - b.at)
    .reduce((so, { move }) => {
      const next = move(so.charge);
      return { charge: next.charge, events: [...so.events, ...next.events] };
    }, nothing);
  const stayed = plans.filter(({ ends }) => ends === undefined || ends.as === 'succeeded').map(({ minor }) => minor);
  const figure = !account.beforeBasil && plans.length > 0 ? [`stripe:charge:${charge.id}`] : [];
  return { ...done, refunds: stayed, keys: [...moves.flatMap(({ key }) => key), ...figure] };
};

type Move = {
  readonly at: Millis;
  readonly key: readonly string[];
  readonly move: (charge: Charge) => Pick<Refunded, 'charge' | 'events'>;
};

const movesOf = (account: Account, start: Millis, plan: RefundPlan, name: string): readonly Move[] => {
  const { minor, day, ends } = plan;
  const createdAt = start + day * DAY;
  const refund = newRefund(account, name, { minor, createdAt, status: ends === undefined ? 'succeeded' : 'pending' });
  const key = [`stripe:refund:${refund.id}`];
  const made: Move = { at: createdAt, key: account.tellsRefunds ? key : [], move: (charge) => refundMade(account, charge, refund) };
  if (ends === undefined) return [made];
  const at = start + ends.day * DAY + (ends.inTheSecond ? 0 : MINUTE);
  const isUndone = ends.as !== 'succeeded';
  const move: Move['move'] = (charge) =>
    isUndone
      ? refundUndone(account, at, charge, { ...refund, status: ends.as })
      : { charge, events: refundSettled(account, at, charge, refund) };
  return [made, { at, key: isUndone && !account.tellsRefunds ? key : [], move }];
};

const storyOf = (luck: Luck): DisputeStory => luck.pick(['open', 'under_review', 'won', 'won', 'lost', 'lost', 'reinstated', 'inquiry']);

const withPart = <Q extends { readonly minor: number }>(quarrel: Q, { currency }: Account, luck: Luck): Q =>
  luck.percent(30) ? { ...quarrel, minor: partOf(quarrel.minor, currency, luck) } : quarrel;

/** Where invoices are the payments, what lowers a charge without an invoice waits for one that never comes. */
const lostOf = ({ recordFrom }: Account, { invoice }: Charge, keys: readonly string[]): readonly string[] =>
  recordFrom === 'invoices' && invoice === null ? keys : [];

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
