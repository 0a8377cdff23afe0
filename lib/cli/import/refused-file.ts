import { type FileHandle, open, rm, stat } from 'node:fs/promises';
import { harmless } from '../../../functions/csv/cells.ts';
import { csvText } from '../../../functions/csv/write.ts';

/** Why a row was refused. The column is null where it is the whole row. */
export type RefusedRow = { readonly row: number; readonly column: string | null; readonly reason: string };

export type RefusedFile = {
  /** Returns when they are on the disk. */
  readonly add: (refused: readonly RefusedRow[]) => Promise<void>;
  /** How long the file is. */
  readonly bytes: () => number;
  readonly close: () => Promise<void>;
};

/**
 * The refused rows of one import, in a file that is there only when some were. The first `keep` bytes of an earlier file stay, the
 * rest goes.
 */
export const createRefusedFile = async (path: string, keep = 0): Promise<RefusedFile> => {
  let file: FileHandle | undefined;
  let bytes = keep;
  if (keep === 0) await rm(path, { force: true });
  else {
    file = await open(path, 'r+');
    await file.truncate(keep);
  }
  const append = async (text: string): Promise<void> => {
    file ??= await open(path, 'w');
    bytes += (await file.write(text, bytes)).bytesWritten;
  };
  return {
    add: async (refused) => {
      if (refused.length === 0) return;
      if (bytes === 0) await append(csvText([['row', 'column', 'reason']]));
      await append(csvText(refused.map(({ row, column, reason }) => [String(row), column ?? '', harmless(reason)])));
      await file?.sync();
    },
    bytes: () => bytes,
    close: async () => file?.close(),
  };
};

/** Whether so many bytes of an earlier import are still there. */
export const hasRefusedBytes = async (path: string, bytes: number): Promise<boolean> => {
  if (bytes === 0) return true;
  try {
    return (await stat(path)).size >= bytes;
  } catch {
    return false;
  }
};
