import { setTimeout as sleep } from 'node:timers/promises';
import { CliError, EXIT } from '../cli/cli-error.ts';

const PAUSE_MS = 500;
const MOST_PAUSES = 240;

/** A call of the API, made again for two minutes while Hookledger cannot be reached or is too busy. Throws what the last one threw. */
export const insist = async <T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> => {
  for (let pauses = 0; ; pauses += 1) {
    try {
      return await call();
    } catch (error) {
      if (!isPassing(error) || signal.aborted || pauses === MOST_PAUSES) throw error;
      await sleep(PAUSE_MS, undefined, { signal }).catch(() => {});
    }
  }
};

const isPassing = (error: unknown): boolean =>
  error instanceof CliError && (error.exitCode === EXIT.unreachable || error.status === 429 || (error.status ?? 0) >= 500);
