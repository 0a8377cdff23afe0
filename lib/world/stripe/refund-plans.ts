import type { Luck } from '../luck.ts';
import type { Account } from './account.ts';
import { partOf } from './currency.ts';

/** A refund, in days after the first one could be. It ends in the second of that day, or a minute later. */
export type RefundPlan = {
  readonly minor: number;
  readonly day: number;
  readonly ends?: { readonly as: 'succeeded' | 'failed' | 'canceled'; readonly day: number; readonly inTheSecond?: true };
};

/** What may be given back of so much, and what of it stays. */
export const refundPlans = (account: Account, captured: number, luck: Luck): readonly RefundPlan[] => {
  const part = partOf(captured, account.currency, luck);
  const rest = captured - part;
  const small = partOf(rest, account.currency, luck);
  const parts = { captured, part, rest, small };
  // Before 2024-10-28 nothing tells which of two figures of one second is the newer one, so there it does not happen.
  const overtaking = account.tellsRefunds ? [overtaken(parts)] : [];
  return luck.pick<Story>([...simple(parts), ...undone(parts), ...overtaking]);
};

type Parts = Readonly<Record<'captured' | 'part' | 'rest' | 'small', number>>;
type Story = readonly RefundPlan[];

const simple = ({ captured, part, rest, small }: Parts): readonly [Story, ...Story[]] => [
  [{ minor: captured, day: 0 }],
  [{ minor: part, day: 0 }],
  [
    { minor: part, day: 0 },
    { minor: small, day: 2 },
  ],
  [
    { minor: part, day: 0 },
    { minor: small, day: 2 },
    { minor: rest - small, day: 3 },
  ],
  // Two refunds in one second.
  [
    { minor: part, day: 1 },
    { minor: rest, day: 1 },
  ],
  [{ minor: part, day: 1, ends: { as: 'succeeded', day: 3 } }],
];

const undone = ({ captured, part, rest, small }: Parts): readonly Story[] => [
  [{ minor: part, day: 0, ends: { as: 'failed', day: 4 } }],
  [
    { minor: captured, day: 0, ends: { as: 'failed', day: 4 } },
    { minor: captured, day: 6 },
  ],
  [
    { minor: part, day: 0, ends: { as: 'failed', day: 4 } },
    { minor: small, day: 2 },
  ],
  [
    { minor: part, day: 0, ends: { as: 'canceled', day: 1 } },
    { minor: rest, day: 3 },
  ],
  // It fails in the second in which it was made, after one that stays.
  [
    { minor: part, day: 0 },
    { minor: small, day: 2, ends: { as: 'failed', day: 2, inTheSecond: true } },
  ],
  // The next one is made in the second in which the first one fails.
  [
    { minor: part, day: 0, ends: { as: 'failed', day: 2, inTheSecond: true } },
    { minor: rest, day: 2 },
  ],
];

/** The first one fails in the second in which the next one was made, a moment later. */
const overtaken = ({ part, rest }: Parts): Story => [
  { minor: rest, day: 2 },
  { minor: part, day: 0, ends: { as: 'failed', day: 2, inTheSecond: true } },
];
