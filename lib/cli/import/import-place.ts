import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { CliError } from '../cli-error.ts';

export type Sums = { readonly read: number; readonly recorded: number; readonly unchanged: number; readonly refused: number };

export const NOTHING_DONE: Sums = { read: 0, recorded: 0, unchanged: 0, refused: 0 };

/** How far an import has come: all rows up to here were acknowledged, and their refusals stand in the file of refused rows. */
export type Place = {
  readonly sums: Sums;
  /** Rows of the last request that was acknowledged. */
  readonly lastRows: number;
  /** The length of the file of refused rows. */
  readonly refusedBytes: number;
};

/** What an import is of: it is gone on with only where all of this is the same. */
export type Source = { readonly url: string; readonly sha256: string; readonly refusedFile: string };

/** The place of an import beside its file, so that it survives whatever ends the process. */
export type PlaceFile = {
  /** Where an earlier import of the same stopped. */
  readonly found: Place | undefined;
  /** Another process that imports the same file now: then no place is found, and none is to be saved, because it is that one's. */
  readonly otherProcess: number | undefined;
  /** Whole or not at all. */
  readonly save: (place: Place) => Promise<void>;
  readonly remove: () => Promise<void>;
};

const count = z.int().nonnegative();
const placeSchema = z.object({
  version: z.literal(1),
  process: z.int(),
  source: z.object({ url: z.string(), sha256: z.string(), refusedFile: z.string() }),
  place: z.object({
    sums: z.object({ read: count, recorded: count, unchanged: count, refused: count }),
    lastRows: count,
    refusedBytes: count,
  }),
});
type Kept = z.infer<typeof placeSchema>;

/** Opens the place of an import. A file that nobody could have written so counts as none. */
export const openPlaceFile = async (path: string, source: Source): Promise<PlaceFile> => {
  const kept = await readKept(path);
  const otherProcess = kept !== undefined && isOther(kept.process) ? kept.process : undefined;
  const isSame = kept !== undefined && JSON.stringify(kept.source) === JSON.stringify(source);
  return {
    found: isSame && otherProcess === undefined ? kept.place : undefined,
    otherProcess,
    save: async (place) => {
      const text = JSON.stringify({ version: 1, process: process.pid, source, place } satisfies Kept);
      await writeFile(`${path}.${process.pid}`, text, { flush: true });
      await rename(`${path}.${process.pid}`, path);
    },
    remove: () => rm(path, { force: true }),
  };
};

const readKept = async (path: string): Promise<Kept | undefined> => {
  try {
    return placeSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
};

/** Whether a process of this id runs. Ids come again, so that it may be a stranger: who is careful then only does too much. */
const isOther = (id: number): boolean => {
  if (id === process.pid) return false;
  try {
    return process.kill(id, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** Of the bytes of a file: the same name, size and time may be given to other rows. */
export const hashOf = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  try {
    for await (const part of createReadStream(file)) hash.update(part);
  } catch (error) {
    throw new CliError(`${file} cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : String(error)}).`);
  }
  return hash.digest('hex');
};
