import type { LedgerEvent, Millis } from '../../domain/ledger-event.ts';
import type { Rank, Version } from '../../domain/version.ts';

/** What the facts of one Chargebee event have in common. */
export type ChargebeeEvent = {
  readonly id: string;
  readonly type: string;
  readonly occurredAt: Millis;
};

/** What the content of an event says; `ignored` gives the reason when it says nothing to the ledger. */
export type Reading = {
  readonly ledgerEvents: readonly LedgerEvent[];
  readonly ignored?: string;
  readonly unknownWords: readonly string[];
};

/** Reads the content of the kinds of event that it is for. Throws `UnreadablePayloadError`. */
export type ContentReader = (event: ChargebeeEvent, payload: unknown) => Reading;

/**
 * Each resource in an event has a version of its own: an event about a payment may carry a customer who changed long before.
 * @see https://apidocs.chargebee.com/docs/api/events
 */
export const versionOf = (
  event: ChargebeeEvent,
  resource: { readonly resource_version?: Millis | null | undefined },
  rank: Rank,
): Version => ({
  at: resource.resource_version ?? event.occurredAt,
  rank,
  id: event.id,
});
