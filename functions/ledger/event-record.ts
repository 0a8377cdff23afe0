import type { EventKey, ProviderId } from '../domain/keys.ts';
import type { Millis } from '../domain/ledger-event.ts';
import type { ReadingSettings } from '../platform/settings.ts';
import type { JobNote } from './job.ts';
import type { MoneyState } from './rows.ts';

/** What became of an event. `waiting` is not stored: it is read from the rows. */
export type StoredOutcome = 'recorded' | 'unchanged' | 'ignored' | 'unreadable';

/** What one event did to one row, in money. */
export type Change = { readonly key: string; readonly before: MoneyState | null; readonly after: MoneyState };

/** The record of a verified event: what it was, what became of it, and where its bytes are. Written last of all. */
export type EventRecord = {
  readonly key: EventKey;
  /** Counts the writes of this record; 0: not there yet. */
  readonly version: number;
  readonly provider: ProviderId;
  readonly eventId: string;
  readonly type: string;
  readonly occurredAt: Millis | null;
  /** The earliest of the deliveries that were recorded. */
  readonly receivedAt: Millis;
  readonly recordedAt: Millis;
  readonly outcome: StoredOutcome;
  readonly reason: string | null;
  /** Keys of the rows that it touches. */
  readonly rows: readonly string[];
  readonly changes: readonly Change[];
  /** The customer keys that it names: where a person's data may be. */
  readonly customerKeys: readonly string[];
  readonly adapterVersion: number;
  readonly settings: ReadingSettings;
  /** The hash of each set of ledger events that this event id was read as. More than one is a difference to look at. */
  readonly readings: readonly string[];
  /** SHA-256 of each body that is kept, hex. */
  readonly bodies: readonly string[];
  /** Its bodies were erased with a customer whom it concerns: none is kept, and none that comes later will be. */
  readonly erased?: true;
  /** What its last replay could not do, by the key of a row, a customer or the event, and why. */
  readonly notes?: readonly JobNote[];
  /** When it may be deleted; null: never by itself. */
  readonly expiresAt: Millis | null;
};

/** An event whose work is done: a repeat with the same reading changes nothing. */
export const isFinished = (record: EventRecord): boolean => record.outcome !== 'unreadable';
