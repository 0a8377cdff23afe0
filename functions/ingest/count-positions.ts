import type { Metrics } from '../platform/metrics.ts';
import type { IngestDeps } from './create-ingest-handler.ts';

/** Each place of each function once in this time: whoever ends a rotation waits for hours, so nobody needs to know sooner. */
export const COUNT_POSITIONS_EVERY_MS = 5 * 60_000;

type Deps = Pick<IngestDeps, 'verifier' | 'clock'> & { readonly metrics: Pick<Metrics, 'add'> };

/**
 * Counts which of the live secrets verified a request, by its place in the list. The first request of a place is told at once, those
 * that follow within five minutes together with the next one, so that it costs no line of each request. What a function has not told
 * when it ends is lost: the counter is at least a lower bound, and a place that is in use is never silent.
 */
export const createCountPositions = ({ verifier: { provider }, clock, metrics }: Deps): ((position: number) => void) => {
  const places = new Map<number, { readonly toldAt: number; readonly untold: number }>();
  return (position) => {
    const now = clock().getTime();
    const { toldAt, untold } = places.get(position) ?? { toldAt: Number.NEGATIVE_INFINITY, untold: 0 };
    const isDue = now - toldAt >= COUNT_POSITIONS_EVERY_MS;
    if (isDue) metrics.add('SecretPosition', untold + 1, { provider, position: String(position) });
    places.set(position, isDue ? { toldAt: now, untold: 0 } : { toldAt, untold: untold + 1 });
  };
};
