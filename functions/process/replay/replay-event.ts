import { sameJson } from '../../domain/canonical-json.ts';
import type { EventKey } from '../../domain/keys.ts';
import type { Delivery } from '../../ingest/delivery.ts';
import type { Change, EventRecord } from '../../ledger/event-record.ts';
import type { JobNote } from '../../ledger/job.ts';
import { retryConflicts } from '../../ledger/retry-conflicts.ts';
import type { ReplaySettings } from '../../ledger/work.ts';
import { readingSettings } from '../../platform/settings.ts';
import type { ProcessDeps } from '../deps.ts';
import { createBringIn } from '../process-delivery.ts';
import { type Reading, readDelivery } from '../reading.ts';
import { expiryOf, recordEvent, withChanges } from '../record-event.ts';
import { readArchived } from './archived.ts';
import { rebuildRows } from './rebuild-rows.ts';
import { NOTHING_REBUILT, type Rebuilt } from './rebuilt.ts';
import { staleCustomers } from './stale-customers.ts';

/**
 * Reads an archived event again and brings it into the ledger once more, whatever its record says. When its adapter is newer than
 * the one that read it, or the settings are others, the rows that it touched are rebuilt. Ends in the same ledger after a crash
 * anywhere, and when it is done twice. The notes say what it could not do, and why; the event's record keeps them.
 */
export const replayEvent = async (deps: ProcessDeps, key: EventKey, chosen: ReplaySettings): Promise<readonly JobNote[]> => {
  const notes = await replay(deps, key, chosen);
  await keepNotes(deps, key, notes);
  return notes;
};

/** Whoever looks at the event later sees what its last replay has left. */
const keepNotes = (deps: ProcessDeps, key: EventKey, notes: readonly JobNote[]): Promise<void> =>
  retryConflicts(deps.random, async () => {
    const stored = await deps.ledger.readRecord(key);
    if (stored === undefined || sameJson(stored.notes ?? [], notes)) return;
    const { notes: _, ...record } = stored;
    await deps.ledger.writeRecord(notes.length === 0 ? record : { ...record, notes }, null);
  });

const replay = async (deps: ProcessDeps, key: EventKey, chosen: ReplaySettings): Promise<readonly JobNote[]> => {
  const record = await deps.ledger.readRecord(key);
  const settings = chosen === 'now' && record !== undefined ? readingSettings(deps.settings, record.provider) : undefined;
  const archived = await readArchived(deps, key, settings);
  if ('reason' in archived) return [{ key, reason: `Not replayed: ${archived.reason}` }];
  const readings = await applyEach(deps, archived.record, archived.deliveries);
  const unreadable = readings.find(({ outcome }) => outcome === 'unreadable');
  if (unreadable !== undefined) return [{ key, reason: `Still unreadable: ${unreadable.reason}` }];
  return settle(deps, archived.record, settings ?? archived.record.settings, readings);
};

const applyEach = async (deps: ProcessDeps, record: EventRecord, deliveries: readonly Delivery[]): Promise<readonly Reading[]> => {
  const bringIn = createBringIn(deps);
  const readings: Reading[] = [];
  for (const delivery of deliveries) {
    const read = readDelivery(deps.providers[delivery.provider], delivery);
    const { reading, result } = await bringIn(delivery, read);
    await recordEvent(deps, delivery, reading, result, read.key === record.key ? record : undefined);
    deps.log.info('event replayed', { provider: record.provider, event: reading.eventId, outcome: result.outcome });
    readings.push(reading);
  }
  return readings;
};

/** The end of a replay that could be read: the rows, then the record that says by whom they were read. */
const settle = async (
  deps: ProcessDeps,
  record: EventRecord,
  settings: EventRecord['settings'],
  readings: readonly Reading[],
): Promise<readonly JobNote[]> => {
  const { adapterVersion } = deps.providers[record.provider];
  const isNamedOtherwise = readings.some(({ key }) => key !== record.key);
  const isReadOtherwise = adapterVersion > record.adapterVersion || !sameJson(settings, record.settings);
  if (!isReadOtherwise && !isNamedOtherwise) return [];
  const rebuilt = record.rows.length === 0 ? NOTHING_REBUILT : await rebuildRows(deps, record.rows, { key: record.key, settings });
  // A row that was left alone is tried again by the next replay, so the record stays one of the older reading.
  const readBy = rebuilt.left.length === 0 ? { adapterVersion, settings } : {};
  const doubts = await staleCustomers(deps, record, readings);
  await amend(deps, record.key, { ...readBy, ...supersededBy(readings, record) }, rebuilt);
  return [...rebuilt.left, ...rebuilt.doubts, ...doubts];
};

/** A body that was kept under its hash, because nobody could make out its id, is told under its own id from now on. */
const supersededBy = (readings: readonly Reading[], { key, outcome }: EventRecord): Partial<EventRecord> => {
  const other = readings.find((reading) => reading.key !== key);
  return outcome === 'unreadable' && other !== undefined ? { outcome: 'ignored', reason: `It was read as ${other.key}` } : {};
};

const amend = (deps: ProcessDeps, key: EventKey, fields: Partial<EventRecord>, { changes }: Pick<Rebuilt, 'changes'>): Promise<void> =>
  retryConflicts(deps.random, async () => {
    const stored = await deps.ledger.readRecord(key);
    if (stored === undefined) return;
    const told: readonly Change[] = withChanges(stored.changes, changes);
    const record = { ...stored, ...fields, changes: told };
    await deps.ledger.writeRecord({ ...record, expiresAt: expiryOf(deps, record.outcome) }, null);
  });
