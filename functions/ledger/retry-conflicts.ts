import { setTimeout as sleep } from 'node:timers/promises';
import { ConflictError } from './ledger.ts';

const ATTEMPTS = 12;
const PAUSE_MS = 8;

/**
 * Runs a whole read-resolve-merge-write again each time somebody else wrote first. The resolution belongs inside: a key may have
 * become known, or a refund moved, in between. `random` (0 to below 1) spreads those who meet. After the last attempt the
 * `ConflictError` is thrown.
 */
export const retryConflicts = async <T>(random: () => number, attempt: () => Promise<T>): Promise<T> => {
  for (let left = ATTEMPTS; ; left -= 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ConflictError) || left <= 1) throw error;
      await sleep(random() * PAUSE_MS * 2 ** Math.min(5, ATTEMPTS - left));
    }
  }
};
