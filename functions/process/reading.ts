import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { CustomerKey, EventKey } from '../domain/keys.ts';
import { eventKey } from '../domain/keys.ts';
import type { LedgerEvent, Millis } from '../domain/ledger-event.ts';
import type { Delivery } from '../ingest/delivery.ts';
import { UnreadablePayloadError } from '../platform/errors.ts';
import type { Provider } from '../providers/provider.ts';

/** Where a provider tells the id of an event whose body has none (Recurly). */
export const EVENT_ID_HEADER = 'recurly-notification-id';

/** What a delivery says: an event with its ledger events, each stamped with the hash of them all, or the reason why there are none. */
export type Reading = {
  readonly key: EventKey;
  readonly eventId: string;
  readonly type: string;
  readonly occurredAt: Millis | null;
  readonly outcome: 'read' | 'ignored' | 'unreadable';
  readonly reason: string | null;
  readonly ledgerEvents: readonly LedgerEvent[];
  /** Customers whom the body names and its ledger events do not. */
  readonly customerKeys: readonly CustomerKey[];
  /** Of the ledger events, not of the bytes: providers change bytes that mean nothing between two attempts. */
  readonly hash: string;
  readonly unknownWords: readonly string[];
};

/** Reads a delivery. Whatever the adapter throws makes the delivery unreadable: it is kept, and read again once the adapter is mended. */
export const readDelivery = (provider: Provider, delivery: Delivery): Reading => {
  try {
    const parsed = provider.parse(delivery);
    const hash = hashOf(parsed.ledgerEvents);
    return {
      ...describe(delivery, parsed.eventId, parsed.type),
      occurredAt: parsed.occurredAt,
      outcome: parsed.ignored === undefined ? 'read' : 'ignored',
      reason: parsed.ignored ?? null,
      ledgerEvents: parsed.ledgerEvents.map((event) => stamped(event, hash)),
      customerKeys: parsed.customerKeys ?? [],
      hash,
      unknownWords: parsed.unknownWords ?? [],
    };
  } catch (error) {
    return unreadable(delivery, error);
  }
};

/** The delivery as one that cannot be read, under its event id where that could be made out. */
export const unreadable = (delivery: Delivery, error: unknown): Reading => {
  const known = error instanceof UnreadablePayloadError ? error : undefined;
  const bodyHash = createHash('sha256').update(delivery.body).digest('hex');
  return {
    ...describe(delivery, known?.eventId ?? delivery.headers[EVENT_ID_HEADER] ?? `sha256-${bodyHash}`, known?.eventType ?? 'unknown'),
    occurredAt: null,
    outcome: 'unreadable',
    reason: known?.message ?? 'The adapter failed on this body',
    ledgerEvents: [],
    customerKeys: [],
    hash: `body-${bodyHash.slice(0, HASH_LENGTH)}`,
    unknownWords: [],
  };
};

const describe = (delivery: Delivery, eventId: string, type: string) => ({ key: eventKey(delivery.provider, eventId), eventId, type });

/** When an event was received is no part of what it tells: each retry of it is the same reading. */
const hashOf = (events: readonly LedgerEvent[]): string =>
  createHash('sha256')
    .update(canonicalJson(events.map((event) => ({ ...event, receivedAt: undefined }))))
    .digest('base64url')
    .slice(0, HASH_LENGTH);

/** 96 bits: it breaks ties and tells readings of one event apart, it protects nothing. */
const HASH_LENGTH = 16;

const stamped = <E extends LedgerEvent>(event: E, hash: string): E => ({ ...event, version: { ...event.version, hash } });
