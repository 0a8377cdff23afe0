import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from '../cli/api-client.ts';
import { queueSchema } from '../cli/queue.ts';
import type { Terminal } from '../cli/terminal.ts';
import { countText, durationText } from '../cli/times.ts';
import { insist } from './insist.ts';

const LOOK_EVERY_MS = 500;
const TELL_EVERY_MS = 5_000;
/** What is worked off may put more on the queue a moment later, so one empty look is not enough. */
const EMPTY_LOOKS = 3;
/** The queue has to become shorter within this, or nobody works it off. */
const PROGRESS_WITHIN_MS = 120_000;

/** How many messages there were at a time, in milliseconds. */
type Depth = { readonly count: number; readonly at: number };

/** Waits until all that was sent is worked off. False when that does not come to its end, or when the signal is aborted. */
export const drained = async (api: ApiClient, { tell }: Terminal, signal: AbortSignal): Promise<boolean> => {
  let fewest: Depth = { count: Number.POSITIVE_INFINITY, at: Date.now() };
  let first: Depth | undefined;
  let toldAt = Date.now();
  for (let empty = 0; empty < EMPTY_LOOKS; ) {
    const count = await depthOf(api, signal);
    const now = Date.now();
    first ??= { count, at: now };
    empty = count === 0 ? empty + 1 : 0;
    if (count < fewest.count) fewest = { count, at: now };
    if (count > 0 && now - toldAt >= TELL_EVERY_MS) {
      tell(`${countText(count, 'message')} on the queue${leftWords(first, { count, at: now })}`);
      toldAt = now;
    }
    if (count > 0 && now - fewest.at > PROGRESS_WITHIN_MS) return false;
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
    if (signal.aborted) return false;
  }
  return true;
};

/** By how much shorter it has become; nothing while it becomes longer. */
const leftWords = (first: Depth, now: Depth): string => {
  const perMilli = (first.count - now.count) / (now.at - first.at);
  return perMilli > 0 ? `, ${durationText(Math.ceil(now.count / perMilli / 1000))} left` : '';
};

const depthOf = async (api: ApiClient, signal: AbortSignal): Promise<number> => {
  const { queue } = await insist(signal, () => api.get('/v1/queue', queueSchema));
  return queue.visible + queue.in_flight + queue.delayed;
};
