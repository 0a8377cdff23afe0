import type { ProviderId } from '../domain/keys.ts';
import { usualGap } from '../domain/silence.ts';
import type { Delivery } from '../ingest/delivery.ts';
import type { ProcessDeps } from './deps.ts';

/** Each provider once in this time, so that a note costs next to nothing. */
const EVERY_MS = 60_000;

/** With the gap since the note before. Of two that are written at once each may measure from the same note: an estimate bears that. */
const note = async (ledger: ProcessDeps['ledger'], provider: ProviderId, receivedAt: number): Promise<void> => {
  const before = (await ledger.lastEvents()).find((event) => event.provider === provider);
  if (before === undefined) return ledger.noteLastEvent({ provider, receivedAt });
  if (before.receivedAt >= receivedAt) return;
  await ledger.noteLastEvent({ provider, receivedAt, usualGap: usualGap(before.usualGap, receivedAt - before.receivedAt) });
};

/**
 * Notes when a provider was last heard of, for whoever wonders whether it still is. A note is worth no delivery: when it cannot be
 * written, the next minute has another.
 */
export const createNoteLastEvent = ({ ledger, clock, log }: Pick<ProcessDeps, 'ledger' | 'clock' | 'log'>) => {
  const notedAt = new Map<ProviderId, number>();
  return async ({ provider, receivedAt }: Pick<Delivery, 'provider' | 'receivedAt'>): Promise<void> => {
    const now = clock().getTime();
    if (now - (notedAt.get(provider) ?? Number.NEGATIVE_INFINITY) < EVERY_MS) return;
    notedAt.set(provider, now);
    await note(ledger, provider, receivedAt.getTime()).catch((error: unknown) => {
      log.warn('last event not noted', { provider, error: error instanceof Error ? error.name : 'unknown' });
    });
  };
};
