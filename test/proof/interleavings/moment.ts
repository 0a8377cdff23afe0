import type { Call } from './call.ts';
import type { Process } from './processes.ts';
import type { Stored } from './stores.ts';

/** A moment of a schedule. What processes are done with is in the ledger alone. */
export type Moment = {
  readonly stored: Stored;
  readonly live: readonly Process[];
  readonly crashes: number;
  /** A caller ended before anything was written: the call was never made. */
  readonly isUnheard: boolean;
  /** The keys whose waiting rows somebody was told to release. */
  readonly released: readonly string[];
};

export const hasBegun = ({ answers }: Process): boolean => answers.length > 0;

export const releasedBy = ({ released }: Moment, call: Call): Moment['released'] =>
  call.to === 'queue' && call.work.kind === 'release' ? [...new Set([...released, call.work.awaited])].sort() : released;

/** Two moments of one name are one. */
export const nameOf = ({ stored, live, crashes, isUnheard, released }: Moment): string =>
  `${stored.id} ${crashes} ${isUnheard} ${released} ${live
    .map(({ id }) => id)
    .sort((a, b) => a - b)
    .join()}`;
