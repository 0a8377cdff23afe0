import { type FileHandle, open, rm } from 'node:fs/promises';
import { harmless } from '../../../functions/csv/cells.ts';
import { csvText } from '../../../functions/csv/write.ts';

/** Why a row was refused. The column is null where it is the whole row. */
export type RefusedRow = { readonly row: number; readonly column: string | null; readonly reason: string };

export type RefusedFile = {
  readonly add: (refused: readonly RefusedRow[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The refused rows of one import, in a file that is there only when some were. One of an earlier import goes. */
export const createRefusedFile = async (path: string): Promise<RefusedFile> => {
  await rm(path, { force: true });
  let file: FileHandle | undefined;
  return {
    add: async (refused) => {
      if (refused.length === 0) return;
      if (file === undefined) {
        file = await open(path, 'w');
        await file.write(csvText([['row', 'column', 'reason']]));
      }
      await file.write(csvText(refused.map(({ row, column, reason }) => [String(row), column ?? '', harmless(reason)])));
    },
    close: async () => file?.close(),
  };
};
