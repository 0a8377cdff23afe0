import type { EventKey } from '../domain/keys.ts';
import { ConflictError } from '../ledger/ledger.ts';
import type { ProcessDeps } from './deps.ts';

type Listed = { readonly key: string; readonly version: number; readonly eventKeys: readonly EventKey[] };

/**
 * Leaves a mention of an event that told a row nothing new, because whoever folds the row afresh needs it too. The mention is
 * written first and the row read after; a fold writes the row first and reads the mentions after: one of the two sees the other.
 * Throws `ConflictError` when the row was written meanwhile: what was known then may not be known now.
 */
export const mention = async (
  deps: ProcessDeps,
  row: Listed,
  by: EventKey,
  readAgain: () => Promise<Listed | undefined>,
): Promise<void> => {
  if (row.eventKeys.includes(by)) return;
  await deps.ledger.putMention(row.key, by);
  if ((await readAgain())?.version !== row.version) throw new ConflictError('The row was written while an event was compared with it');
};
