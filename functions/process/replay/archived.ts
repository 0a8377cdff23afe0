import type { EventKey } from '../../domain/keys.ts';
import type { Delivery } from '../../ingest/delivery.ts';
import type { EventRecord } from '../../ledger/event-record.ts';
import type { ReadingSettings } from '../../platform/settings.ts';
import type { ProcessDeps } from '../deps.ts';
import { EVENT_ID_HEADER } from '../reading.ts';

/** An event as it was delivered, once for each body that is kept; or the reason why it cannot be had any more. */
export type Archived = { readonly record: EventRecord; readonly deliveries: readonly Delivery[] } | { readonly reason: string };

/** Reads an event from the archive. `settings` stand in for those that it was stamped with. */
export const readArchived = async (deps: Pick<ProcessDeps, 'ledger'>, key: EventKey, settings?: ReadingSettings): Promise<Archived> => {
  const record = await deps.ledger.readRecord(key);
  if (record === undefined) return { reason: `${key} is not in the archive: its time is over, or it is not recorded yet` };
  if (record.erased === true) return { reason: `the body of ${key} was erased with its customer` };
  const bodies = await deps.ledger.readBodies(record);
  return { record, deliveries: bodies.map((body) => deliveryOf(record, body, settings ?? record.settings)) };
};

/**
 * The bodies of an event that was read in other ways too, once a delivery of it proves to have been received before all that are
 * recorded: one event has one first receipt, whichever of its bodies came with it.
 */
export const bodiesToDateBack = async (
  deps: Pick<ProcessDeps, 'ledger'>,
  { receivedAt }: Delivery,
  { record, hash }: { readonly record: EventRecord | undefined; readonly hash: string },
): Promise<readonly Delivery[]> => {
  if (record === undefined || receivedAt.getTime() >= record.receivedAt) return [];
  if (record.readings.every((known) => known === hash)) return [];
  const archived = await readArchived(deps, record.key);
  return 'reason' in archived ? [] : archived.deliveries.map((delivery) => ({ ...delivery, receivedAt }));
};

/**
 * The headers are not archived. The only one that an adapter reads is the event id of a provider whose bodies have none, and that is
 * in the record; other adapters do not look at it.
 */
const deliveryOf = ({ provider, eventId, receivedAt }: EventRecord, body: Buffer, settings: ReadingSettings): Delivery => ({
  provider,
  receivedAt: new Date(receivedAt),
  headers: { [EVENT_ID_HEADER]: eventId },
  settings,
  body,
});
