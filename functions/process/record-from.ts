import type { LedgerEvent } from '../domain/ledger-event.ts';
import type { Delivery } from '../ingest/delivery.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** The choice between charges and invoices, as it holds for this ledger. */
export type RecordFromGuard = (delivery: Delivery, events: readonly LedgerEvent[]) => Promise<string | undefined>;

/**
 * `stripe.recordFrom` is fixed by the first Stripe payment: read the other way one payment could stand in two rows. Gives the reason
 * why a delivery cannot be read, or undefined. The choice never changes, so a process asks the store until it knows it, then never.
 */
export const createRecordFromGuard = (ledger: Pick<Ledger, 'fixChoice'>): RecordFromGuard => {
  let chosen: string | undefined;
  return async (delivery, events) => {
    if (delivery.provider !== 'stripe' || !events.some(movesMoney)) return undefined;
    const stamped = delivery.settings.recordFrom;
    chosen ??= await ledger.fixChoice('stripe.recordFrom', stamped);
    if (chosen === stamped) return undefined;
    return `stripe.recordFrom is ${stamped}, but this ledger records Stripe payments from ${chosen}`;
  };
};

const movesMoney = (event: LedgerEvent): boolean => event.kind !== 'customer' && event.kind !== 'subscription';
