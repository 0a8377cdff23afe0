import { createHash } from 'node:crypto';
import { sameJson } from '../domain/canonical-json.ts';
import type { CustomerKey } from '../domain/keys.ts';
import type { Millis } from '../domain/ledger-event.ts';
import type { Delivery } from '../ingest/delivery.ts';
import type { Change, EventRecord, StoredOutcome } from '../ledger/event-record.ts';
import { ConflictError } from '../ledger/ledger.ts';
import { retryConflicts } from '../ledger/retry-conflicts.ts';
import type { ProcessDeps } from './deps.ts';
import type { Reading } from './reading.ts';

/** What became of one delivery, for its record. */
export type Result = {
  readonly outcome: StoredOutcome;
  readonly reason: string | null;
  readonly rows: readonly string[];
  readonly changes: readonly Change[];
  /** It concerns an erased customer: no body of it is kept. */
  readonly erased: boolean;
};

const DAY_MS = 86_400_000;

/**
 * Writes the record of an event, or adds this delivery to the one that is there. Call it when all else is done. `known` is the
 * record as it was read before; on a conflict it is read again.
 */
export const recordEvent = async (
  deps: ProcessDeps,
  delivery: Delivery,
  reading: Reading,
  result: Result,
  known: EventRecord | undefined,
): Promise<void> => {
  let stored = known;
  await retryConflicts(deps.random, async () => {
    const record = nextRecord(deps, stored ?? emptyRecord(deps, delivery, reading), reading, result, delivery);
    try {
      await deps.ledger.writeRecord(record, record.bodies.includes(sha256(delivery.body)) ? delivery.body : null);
    } catch (error) {
      if (error instanceof ConflictError) stored = await deps.ledger.readRecord(reading.key);
      throw error;
    }
  });
};

/** An outcome never goes to a lower one: what was recorded stays recorded. Of unreadable and ignored the last word holds. */
const RANK: Readonly<Record<StoredOutcome, number>> = { unreadable: 0, ignored: 0, unchanged: 1, recorded: 2 };

const nextRecord = (deps: ProcessDeps, stored: EventRecord, reading: Reading, result: Result, delivery: Delivery): EventRecord => {
  const better = RANK[result.outcome] >= RANK[stored.outcome];
  const outcome = better ? result.outcome : stored.outcome;
  return {
    ...stored,
    receivedAt: receivedAtOf(stored, result, delivery),
    ...(better ? { outcome, reason: result.reason, type: reading.type, occurredAt: reading.occurredAt } : {}),
    rows: union(stored.rows, result.rows),
    changes: withChanges(stored.changes, result.changes),
    customerKeys: union(stored.customerKeys, customerKeysOf(reading)),
    readings: union(stored.readings, [reading.hash]),
    bodies: bodiesOf(stored, reading, delivery),
    ...(result.erased ? { erased: true } : {}),
    expiresAt: expiryOf(deps, outcome),
  };
};

/** The earliest receipt that the rows know of: one of a delivery that failed is still to come. */
const receivedAtOf = ({ receivedAt }: EventRecord, { outcome }: Result, delivery: Delivery): Millis =>
  outcome === 'unreadable' ? receivedAt : Math.min(receivedAt, delivery.receivedAt.getTime());

/** What is not done yet never expires by itself. */
export const expiryOf = (deps: Pick<ProcessDeps, 'clock' | 'settings'>, outcome: StoredOutcome): Millis | null =>
  outcome === 'unreadable' ? null : deps.clock().getTime() + deps.settings.eventRetentionDays * DAY_MS;

/** Two copies of a delivery that are processed at once tell the same change twice. */
export const withChanges = (known: readonly Change[], told: readonly Change[]): readonly Change[] => [
  ...known,
  ...told.filter((change) => !known.some((earlier) => sameJson(earlier, change))),
];

/** A body is kept once for each different reading: other bytes that say the same are no news. */
const bodiesOf = (stored: EventRecord, reading: Reading, delivery: Delivery): readonly string[] =>
  stored.readings.includes(reading.hash) ? stored.bodies : union(stored.bodies, [sha256(delivery.body)]);

const emptyRecord = (deps: ProcessDeps, delivery: Delivery, reading: Reading): EventRecord => ({
  key: reading.key,
  version: 0,
  provider: delivery.provider,
  eventId: reading.eventId,
  type: reading.type,
  occurredAt: reading.occurredAt,
  receivedAt: delivery.receivedAt.getTime(),
  recordedAt: deps.clock().getTime(),
  outcome: 'unreadable',
  reason: null,
  rows: [],
  changes: [],
  customerKeys: [],
  adapterVersion: deps.providers[delivery.provider].adapterVersion,
  settings: delivery.settings,
  readings: [],
  bodies: [],
  expiresAt: null,
});

/** Those that its events name, and those that the body names beside them. */
export const customerKeysOf = ({ ledgerEvents, customerKeys }: Pick<Reading, 'ledgerEvents' | 'customerKeys'>): readonly CustomerKey[] => [
  ...customerKeys,
  ...ledgerEvents.flatMap((event) => {
    if (event.kind === 'customer') return [event.customerKey];
    if (event.kind === 'payment' || event.kind === 'subscription') {
      return [event.candidates.explicit, event.candidates.inEvent].filter((key) => key !== undefined);
    }
    return [];
  }),
];

const union = (a: readonly string[], b: readonly string[]): readonly string[] => [...new Set([...a, ...b])];

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
