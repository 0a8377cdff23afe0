import type { Change } from '../../ledger/event-record.ts';
import type { JobNote } from '../../ledger/job.ts';

/** What rebuilding rows did in money, and what it left alone. */
export type Rebuilt = {
  readonly changes: readonly Change[];
  /** Rows that are as they were, each with the reason. */
  readonly left: readonly JobNote[];
  /** What is rebuilt, but with a doubt. */
  readonly doubts: readonly JobNote[];
};

export const NOTHING_REBUILT: Rebuilt = { changes: [], left: [], doubts: [] };

export const leftAlone = (key: string, reason: string): Rebuilt => ({
  ...NOTHING_REBUILT,
  left: [{ key, reason: `Not rebuilt: ${reason}` }],
});

export const joinRebuilt = (all: readonly Rebuilt[]): Rebuilt => ({
  changes: all.flatMap(({ changes }) => changes),
  left: all.flatMap(({ left }) => left),
  doubts: all.flatMap(({ doubts }) => doubts),
});
