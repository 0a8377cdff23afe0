import type { Millis } from '../domain/ledger-event.ts';
import type { ProcessDeps } from './deps.ts';

/** Sends a message that does nothing but arrive. A queue that takes none keeps nobody from other work: its silence is seen. */
export const sendHeartbeat = async ({ work, clock, log }: Pick<ProcessDeps, 'work' | 'clock' | 'log'>): Promise<void> => {
  try {
    await work.send({ kind: 'heartbeat', sentAt: clock().getTime() });
  } catch (error) {
    log.error('heartbeat not sent', { error: nameOf(error) });
  }
};

/**
 * Notes that a heartbeat has come all the way, and how long it took. It is worth no second try, and has no business in the dead-letter
 * queue: the next minute has another. One that comes after a newer one tells nothing.
 */
export const handleHeartbeat = async (deps: Pick<ProcessDeps, 'ledger' | 'clock' | 'log' | 'metrics'>, sentAt: Millis): Promise<void> => {
  const handledAt = deps.clock().getTime();
  try {
    const isNewest = await deps.ledger.noteHeartbeat({ sentAt, handledAt });
    // Two hosts have two clocks.
    if (isNewest) deps.metrics.gauge('HeartbeatLagMs', Math.max(0, handledAt - sentAt));
  } catch (error) {
    deps.log.error('heartbeat not noted', { error: nameOf(error) });
  }
};

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
