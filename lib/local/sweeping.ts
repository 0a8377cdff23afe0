import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../functions/platform/log.ts';

/** As often as the schedule in AWS. */
const EVERY_MS = 60_000;

/** What the schedule does in AWS: starts the sweeper once a minute, never twice at once. */
export const startSweeping = (sweep: () => Promise<unknown>, log: Log): { readonly stop: () => Promise<void> } => {
  const stopping = new AbortController();
  const done = sweepUntil(sweep, log, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
};

const sweepUntil = async (sweep: () => Promise<unknown>, log: Log, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    await sleep(EVERY_MS, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    await sweep().catch((error: unknown) => log.error('sweep failed', { error: error instanceof Error ? error.name : 'unknown' }));
  }
};
