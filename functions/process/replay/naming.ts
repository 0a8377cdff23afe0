import type { EventKey } from '../../domain/keys.ts';
import type { LedgerEvent } from '../../domain/ledger-event.ts';
import { ConflictError } from '../../ledger/ledger.ts';
import { MAX_EVENT_KEYS } from '../../ledger/rows.ts';
import type { ReadingSettings } from '../../platform/settings.ts';
import type { ProcessDeps } from '../deps.ts';
import { type Reading, readDelivery } from '../reading.ts';
import { readArchived } from './archived.ts';

/** The event that is replayed, and the settings under which it is read now. */
export type Replayed = { readonly key: EventKey; readonly settings: ReadingSettings };

/** All that the archive tells of a row, event by event, read by today's adapters; or the reason why not all of it can be had. */
export type Naming = { readonly events: readonly (readonly LedgerEvent[])[]; readonly mentions: number } | { readonly reason: string };

type Listed = { readonly key: string; readonly eventKeys: readonly EventKey[] };

/** Reads every event that ever named a row: those that changed it, and those that told it nothing new. */
export const readNaming = async (deps: ProcessDeps, row: Listed, replayed: Replayed): Promise<Naming> => {
  const mentions = await deps.ledger.mentions(row.key, MAX_EVENT_KEYS + 1);
  const keys = [...new Set([...row.eventKeys, ...mentions])];
  if (row.eventKeys.length >= MAX_EVENT_KEYS || keys.length > MAX_EVENT_KEYS)
    return { reason: `more than ${MAX_EVENT_KEYS - 1} events name it` };
  const all = await Promise.all(keys.map((key) => readAll(deps, key, key === replayed.key ? replayed.settings : undefined)));
  const missing = all.find((readings) => 'reason' in readings);
  if (missing !== undefined) return missing;
  return {
    events: all.flatMap((readings) => ('reason' in readings ? [] : readings.map(({ ledgerEvents }) => ledgerEvents))),
    mentions: mentions.length,
  };
};

/**
 * Call it after the row is written. Throws `ConflictError` when an event was compared with the row while it was folded: it found the
 * row as it was, and told it nothing that was new then.
 */
export const refuseMentionedSince = async (deps: ProcessDeps, row: Listed, { mentions }: { readonly mentions: number }): Promise<void> => {
  const now = await deps.ledger.mentions(row.key, MAX_EVENT_KEYS + 1);
  if (now.length !== mentions) throw new ConflictError('An event was compared with the row while it was folded afresh');
};

const readAll = async (
  deps: ProcessDeps,
  key: EventKey,
  settings: ReadingSettings | undefined,
): Promise<readonly Reading[] | { readonly reason: string }> => {
  const archived = await readArchived(deps, key, settings);
  if ('reason' in archived) return archived;
  const provider = deps.providers[archived.record.provider];
  const readings = archived.deliveries.map((delivery) => readDelivery(provider, delivery));
  return readings.some(({ outcome }) => outcome === 'unreadable') ? { reason: `${key} cannot be read any more` } : readings;
};
