import { DeadlineError, sleep, type Work, withDeadline } from './deadline.ts';

export type RetryOptions = {
  /** All attempts and pauses together end within this. */
  readonly budgetMs: number;
  /** One attempt may hang no longer than this, so that a dead connection leaves time for another. */
  readonly attemptMs: number;
  /** The pause before attempt n is random below `pauseMs` times 2^n, so that many senders do not come back at once. */
  readonly pauseMs: number;
  /** From 0 to below 1. */
  readonly random: () => number;
};

/** Tries until the work succeeds or the budget is spent; then throws what the last attempt threw. */
export const retryWithin = async <Result>(options: RetryOptions, work: Work<Result>, outer?: AbortSignal): Promise<Result> => {
  let lastError: unknown;
  const tryUntilDone = async (signal: AbortSignal): Promise<Result> => {
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      try {
        return await withDeadline(options.attemptMs, work, signal);
      } catch (error) {
        // What the end of the budget cut short tells less than what failed before it.
        if (!signal.aborted || lastError === undefined) lastError = error;
        await sleep(options.random() * options.pauseMs * 2 ** attempt, signal);
      }
    }
    throw lastError;
  };
  try {
    return await withDeadline(options.budgetMs, tryUntilDone, outer);
  } catch (error) {
    throw error instanceof DeadlineError ? (lastError ?? error) : error;
  }
};
