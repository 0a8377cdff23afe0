import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Lets the writes of one turn of the event loop share one commit, and so one wait for the disk. */
export type GroupCommit = {
  /** To be called before each write. */
  readonly join: () => void;
  /** Resolves when all writes so far are on disk; rejects when the last group of them could not be kept. */
  readonly settled: () => Promise<void>;
};

/** Over a database to which nobody else writes. While a commit waits for the disk, the requests of the next group gather. */
export const createGroupCommit = (db: Pick<DatabaseSync, 'exec' | 'isTransaction'>): GroupCommit => {
  let isOpen = false;
  let settled = Promise.resolve();
  const commit = async (): Promise<void> => {
    await nextTurn();
    isOpen = false;
    try {
      db.exec('COMMIT');
    } finally {
      // A full disk leaves it open, and the next group could not begin.
      if (db.isTransaction) db.exec('ROLLBACK');
    }
  };
  return {
    join: () => {
      if (isOpen) return;
      db.exec('BEGIN');
      isOpen = true;
      settled = commit();
      // Told to whoever waits for it; a group of nobody may fail in silence.
      settled.catch(() => {});
    },
    settled: () => settled,
  };
};
