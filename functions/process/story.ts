import type { EventKey } from '../domain/keys.ts';
import type { Change } from '../ledger/event-record.ts';
import { changeBefore } from '../ledger/row-story.ts';
import type { TransactionRow } from '../ledger/rows.ts';

/** What a save did, for the event record. */
export type Saved = {
  /** The key of the row; absent for what is no row (a customer, an alias). */
  readonly row?: string;
  /** Something was written, or an earlier run of the same event wrote it. */
  readonly told: boolean;
  /** In money, where the row has any and the step is still known. */
  readonly change?: Change;
};

/**
 * What an event changed in a row that it finds unchanged: something, when an earlier run wrote the row and stopped before the
 * record. The step itself is known as long as no other event changed the row after it.
 */
export const savedBefore = (row: TransactionRow, by: EventKey | undefined): Saved => {
  const change = by === undefined ? undefined : changeBefore(row, by);
  const told = by !== undefined && row.eventKeys.includes(by);
  return { row: row.key, told, ...(change === undefined ? {} : { change }) };
};
