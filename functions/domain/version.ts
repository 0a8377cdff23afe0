/**
 * When a fact was told, in a total order: time, then rank within that time, then event id, then the hash of the ledger
 * events that the event became (two different readings of one event id still have an order).
 */
export type Version = {
  /** Milliseconds since 1970: the event's own time, or the provider's resource version where it has one. */
  readonly at: number;
  /** Within one instant: created 0, updated 1, deleted or closed 2. */
  readonly rank: Rank;
  /** The provider's event id. Digit-only ids compare as numbers. */
  readonly id: string;
  /** Stamped by the processor, never by an adapter. */
  readonly hash?: string;
};

export type Rank = 0 | 1 | 2;
export const RANK = { created: 0, updated: 1, closed: 2 } as const;

/** Negative when `a` is older, positive when newer, 0 when they are the same version. */
export const compareVersions = (a: Version, b: Version): number =>
  a.at - b.at || a.rank - b.rank || compareIds(a.id, b.id) || compareText(a.hash ?? '', b.hash ?? '');

export const newerOf = (a: Version, b: Version): Version => (compareVersions(a, b) >= 0 ? a : b);
export const olderOf = (a: Version, b: Version): Version => (compareVersions(a, b) <= 0 ? a : b);

const DIGITS = /^[0-9]+$/;

/**
 * Digit-only ids compare as numbers, of any length, and stand before all others, which compare by code unit.
 * (Comparing "10" with "1a" as text and with "9" as a number would give 9 < 10 < 1a < 9.)
 */
export const compareIds = (a: string, b: string): number => {
  const [digitsA, digitsB] = [DIGITS.test(a), DIGITS.test(b)];
  if (digitsA !== digitsB) return digitsA ? -1 : 1;
  if (!digitsA) return compareText(a, b);
  const [x, y] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return x.length - y.length || compareText(x, y) || compareText(a, b);
};

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
