import type { Millis, WireEvent } from '../world.ts';
import { type Account, stripeId } from './account.ts';
import { type Charge, chargeEvent } from './charge.ts';
import { toWire } from './currency.ts';
import { DAY, eventOf, type Json, SECOND, toSeconds } from './event.ts';

export type DisputeStory = 'open' | 'under_review' | 'won' | 'lost' | 'reinstated' | 'inquiry';

type Dispute = { readonly id: string; readonly minor: number; readonly createdAt: Millis };

type Disputed = {
  readonly id: string;
  readonly events: readonly WireEvent[];
  readonly book: readonly { readonly minor: number; readonly state: 'open' | 'won' | 'lost' | 'reinstated' }[];
};

type Step = { readonly type: string; readonly status: string; readonly day: number };

const opened: readonly Step[] = [
  { type: 'created', status: 'needs_response', day: 0 },
  { type: 'funds_withdrawn', status: 'needs_response', day: 0 },
];
const answered: readonly Step[] = [...opened, { type: 'updated', status: 'under_review', day: 6 }];
const lost: readonly Step[] = [...answered, { type: 'closed', status: 'lost', day: 40 }];

/** What is told of a dispute, in order. An inquiry moves no money; the funds may come back even of one that was lost. */
const STEPS: Readonly<Record<DisputeStory, readonly Step[]>> = {
  open: opened,
  under_review: answered,
  won: [...answered, { type: 'closed', status: 'won', day: 40 }, { type: 'funds_reinstated', status: 'won', day: 40 }],
  lost,
  reinstated: [...lost, { type: 'funds_reinstated', status: 'lost', day: 55 }],
  inquiry: [
    { type: 'created', status: 'warning_needs_response', day: 0 },
    { type: 'updated', status: 'warning_under_review', day: 3 },
    { type: 'closed', status: 'warning_closed', day: 30 },
  ],
};

const STATE_IN_BOOK = { open: 'open', under_review: 'open', won: 'won', lost: 'lost', reinstated: 'reinstated' } as const;

type Quarrel = { readonly at: Millis; readonly minor: number; readonly story: DisputeStory };

export const disputeOf = (account: Account, charge: Charge, { at, minor, story }: Quarrel): Disputed => {
  const dispute = { id: stripeId('du_1', account.luck.fork(`dispute of ${charge.id}`), 23), minor, createdAt: at };
  const told = STEPS[story].map(({ type, status, day }) =>
    disputeEvent(account, `charge.dispute.${type}`, at + day * DAY, charge, dispute, status),
  );
  const marked = chargeEvent(account, 'charge.updated', at + SECOND, { ...charge, isDisputed: true }, charge);
  return {
    id: dispute.id,
    events: [...told, marked],
    book: story === 'inquiry' ? [] : [{ minor, state: STATE_IN_BOOK[story] }],
  };
};

const disputeEvent = (account: Account, type: string, at: Millis, charge: Charge, dispute: Dispute, status: string): WireEvent =>
  eventOf(account, { type, at, object: disputeObject(account, charge, dispute, status), livemode: charge.livemode, means: 'something' });

/** @see https://docs.stripe.com/api/disputes/object */
const disputeObject = (account: Account, charge: Charge, { id, minor, createdAt }: Dispute, status: string): Json => ({
  id,
  object: 'dispute',
  amount: toWire(minor, account.currency),
  balance_transactions: [],
  charge: charge.id,
  created: toSeconds(createdAt),
  currency: account.currency,
  evidence: {},
  evidence_details: { due_by: toSeconds(createdAt + 7 * DAY), has_evidence: false, past_due: false, submission_count: 0 },
  is_charge_refundable: status.startsWith('warning_'),
  livemode: charge.livemode,
  metadata: {},
  payment_intent: charge.intent,
  reason: 'fraudulent',
  status,
});
