import type { Millis } from './ledger-event.ts';

/** A gap that worries nobody, however busy a provider was before. */
export const LEAST_GAP_MS = 6 * 3_600_000;
/** What was usual is forgotten by halves in this time. */
const HALF_LIFE_MS = 14 * 86_400_000;

/**
 * The usual gap between two events of a provider, after one more gap: the longest one, which fades, so that nights and weekends become
 * usual. It at most doubles with each gap, so that one outage does not make the next one unseen.
 */
export const usualGap = (before: Millis | undefined, gap: Millis): Millis => {
  const known = before ?? LEAST_GAP_MS;
  const faded = known * 2 ** (-gap / HALF_LIFE_MS);
  return Math.round(Math.max(LEAST_GAP_MS, faded, Math.min(gap, 2 * known)));
};

/** How long the provider has been silent, in its own usual gaps: 1 is a gap as it was before. */
export const silenceRatio = ({ since, usual = LEAST_GAP_MS }: { readonly since: Millis; readonly usual?: Millis | undefined }): number =>
  Math.max(0, since) / Math.max(LEAST_GAP_MS, usual);
