import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { errorCode, StartError } from './start-error.ts';

/** A folder that is ours until it is released, or this process ends in whatever way. */
export type DataFolder = { readonly path: string; readonly release: () => void };

/**
 * Makes the folder and takes it for this process alone. SQLite holds the lock because the system then frees it at any death, on
 * every platform; a file with a process id would outlive a `kill -9`. Throws a `StartError`.
 */
export const takeDataFolder = (path: string): DataFolder => {
  try {
    makeFolder(path);
    const lock = new DatabaseSync(join(path, 'lock.db'), { timeout: 0 });
    lock.exec('PRAGMA journal_mode = OFF; BEGIN EXCLUSIVE');
    return { path, release: () => lock.close() };
  } catch (error) {
    throw isLocked(error)
      ? new StartError(`The data folder ${path} is in use by another hookledger; stop that one, or set DATA_DIR to another folder.`)
      : new StartError(`The data folder ${path} cannot be written (${reasonOf(error)}); set DATA_DIR to another folder.`);
  }
};

/** Not Node's own recursion: that never ends where the system has no such folder and makes none, as below /proc. */
const makeFolder = (path: string): void => {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  mkdirSync(path);
};

const SQLITE_BUSY = 5;

const isLocked = (error: unknown): boolean => error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;

const reasonOf = (error: unknown): string => {
  const code = errorCode(error);
  return code === undefined || code === 'ERR_SQLITE_ERROR' ? String(error instanceof Error ? error.message : error) : code;
};
