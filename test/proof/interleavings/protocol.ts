import type { Actor } from './actor.ts';
import type { Ends } from './judge.ts';

/** Some processes that may meet in a ledger, and where the money is in the end, whoever was first. */
export type Protocol = {
  readonly about: (typeof ABOUT)[number];
  readonly name: string;
  readonly before?: readonly Actor[];
  readonly actors: readonly Actor[];
  readonly ends: Ends;
  /** Three at once are walked without a crash where one more would be too much. */
  readonly crashes: 0 | 1;
  /** So many processes run at once, where more would be too much. */
  readonly atOnce?: number;
  /** Lists are behind, as an index may be. */
  readonly indexLags?: true;
  /** Small enough for every run of the tests. */
  readonly isLight?: true;
};

export const ABOUT = ['waiting', 'late claim', 'moving refund', 'one row', 'release job'] as const;
