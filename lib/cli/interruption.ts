/** One Ctrl-C comes up to three times: from the terminal, from npm, and from the Node that started this one. */
const ONE_PRESS_MS = 500;
const INTERRUPTED = 130;

/**
 * Calls once when this process is asked to end (Ctrl-C, SIGTERM), so that it can bring what is under way to its end; asked again, the
 * process ends at once. The answer makes it listen no more.
 */
export const onInterrupt = (stop: () => void): (() => void) => {
  let firstAt: number | undefined;
  const listen = (): void => {
    if (firstAt === undefined) {
      firstAt = Date.now();
      stop();
    } else if (Date.now() - firstAt > ONE_PRESS_MS) process.exit(INTERRUPTED);
  };
  process.on('SIGINT', listen).on('SIGTERM', listen);
  return () => void process.off('SIGINT', listen).off('SIGTERM', listen);
};
