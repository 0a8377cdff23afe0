import { setTimeout as sleep } from 'node:timers/promises';
import { ConflictError } from '../ledger/ledger.ts';
import type { ProcessDeps } from './deps.ts';

const ATTEMPTS = 12;
const PAUSE_MS = 8;

/**
 * Runs a whole read-resolve-merge-write again each time somebody else wrote first. The resolution belongs inside: a key may have
 * become known, or a refund moved, in between. After the last attempt the conflict is thrown and the message comes again later.
 */
export const retryConflicts = async <T>(deps: Pick<ProcessDeps, 'random'>, attempt: () => Promise<T>): Promise<T> => {
  for (let left = ATTEMPTS; ; left -= 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ConflictError) || left <= 1) throw error;
      await sleep(deps.random() * PAUSE_MS * 2 ** Math.min(5, ATTEMPTS - left));
    }
  }
};
