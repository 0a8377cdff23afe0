import { onInterrupt } from '../cli/interruption.ts';
import { countText } from '../cli/times.ts';

export type Stopping = {
  /** Aborted when the run is to end early. */
  readonly signal: AbortSignal;
  /** Why it ended early, in words; undefined when it did not. */
  readonly reason: () => string | undefined;
  readonly end: () => void;
};

/** The first Ctrl-C lets the requests under way come to their end; a second one ends the process at once. */
export const watchForStop = (minutes: number): Stopping => {
  const controller = new AbortController();
  let reason: string | undefined;
  const stop = (why: string): void => {
    reason ??= why;
    controller.abort();
  };
  const timer = setTimeout(() => stop(`not done in ${countText(minutes, 'minute')}`), minutes * 60_000);
  const listenNoMore = onInterrupt(() => stop('stopped'));
  const end = (): void => {
    clearTimeout(timer);
    listenNoMore();
  };
  return { signal: controller.signal, reason: () => reason, end };
};
