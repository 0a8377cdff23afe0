/** Work that was not done in the time it had. It may still be done later: nobody waits for it. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/** What work is given to notice that nobody waits any more. */
export type Work<Result> = (signal: AbortSignal) => Promise<Result>;

/**
 * The result of the work, or a `DeadlineError` once `milliseconds` have gone by or `outer` aborts, even when the work ignores its
 * signal.
 */
export const withDeadline = async <Result>(milliseconds: number, work: Work<Result>, outer?: AbortSignal): Promise<Result> => {
  const controller = new AbortController();
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const giveUp = (): void => {
    const error = new DeadlineError(`Not done within ${milliseconds} ms`);
    reject(error);
    controller.abort(error);
  };
  const timer = setTimeout(giveUp, milliseconds);
  outer?.addEventListener('abort', giveUp);
  try {
    if (outer?.aborted) giveUp();
    return await Promise.race([tooLate, work(controller.signal)]);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', giveUp);
  }
};

/** Resolves after the time, or as soon as the signal aborts; whoever waits asks the signal. */
export const sleep = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, milliseconds);
    signal.addEventListener('abort', wake);
    if (signal.aborted) wake();
  });
