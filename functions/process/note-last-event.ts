import type { ProviderId } from '../domain/keys.ts';
import type { Delivery } from '../ingest/delivery.ts';
import type { ProcessDeps } from './deps.ts';

/** Each provider once in this time, so that a note costs next to nothing. */
const EVERY_MS = 60_000;

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
    await ledger.noteLastEvent({ provider, receivedAt: receivedAt.getTime() }).catch((error: unknown) => {
      log.warn('last event not noted', { provider, error: error instanceof Error ? error.name : 'unknown' });
    });
  };
};
