import type { DisputeState } from '../../domain/ledger-event.ts';
import { readPayload } from '../../platform/payload.ts';
import { type Reader, recorded, stripeKey } from './event.ts';
import { isoMoney } from './money.ts';
import { disputeEvent } from './schema.ts';
import { targetOf } from './target.ts';

export const readDispute: Reader = (event, { type, version, settings }) => {
  const { object: dispute } = readPayload(disputeEvent, event).data;
  const state = knownState(dispute.status);
  const fallback = type === 'charge.dispute.closed' ? 'ended' : 'open';
  return recorded(
    [
      {
        kind: 'dispute',
        target: targetOf(stripeKey('dispute', dispute.id), dispute, settings.recordFrom),
        disputeId: dispute.id,
        amount: isoMoney(dispute.amount, dispute.currency),
        state: state ?? fallback,
        reinstated: type === 'charge.dispute.funds_reinstated',
        ...(type === 'charge.dispute.funds_withdrawn' && { withdrawn: true }),
        createdAt: dispute.created,
        version,
      },
    ],
    state === undefined ? [dispute.status.toWellFormed()] : [],
  );
};

/** `warning_*` are inquiries, which move no money. An appeal reopens what was decided. */
const knownState = (status: string): DisputeState | undefined => {
  if (status.startsWith('warning_')) return 'warning';
  switch (status) {
    case 'needs_response':
    case 'under_review':
    case 'appeal_needs_response':
    case 'appeal_under_review':
      return 'open';
    case 'won':
    case 'prevented':
      return 'ended';
    case 'lost':
      return 'lost';
    default:
      return undefined;
  }
};
