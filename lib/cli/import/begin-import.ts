import type { ApiClient } from '../api-client.ts';
import { countText } from '../times.ts';
import { hashOf, NOTHING_DONE, openPlaceFile, type Place, type PlaceFile } from './import-place.ts';
import { readBatches } from './read-batches.ts';
import { hasRefusedBytes } from './refused-file.ts';
import { sendBatch } from './send-batch.ts';

export type ImportOptions = {
  readonly file: string;
  readonly refused: string | undefined;
  readonly dryRun: boolean;
  readonly restart: boolean;
};

export type Beginning = {
  /** Where an earlier import of the same file stopped; undefined: at the first row. */
  readonly place: Place | undefined;
  /** Where this one keeps its place; undefined: nowhere. */
  readonly placeFile: PlaceFile | undefined;
  /** Where refused rows are listed. */
  readonly refused: string;
};

/** Finds out where an import begins, and tells when that is not at the first row, or why it can be nowhere else. */
export const beginImport = async (api: ApiClient, options: ImportOptions, tell: (text: string) => void): Promise<Beginning> => {
  const { file, dryRun, restart, refused = `${file}.refused.csv` } = options;
  const placeFile = await openPlaceFile(`${file}.import.json`, { url: api.url, sha256: await hashOf(file), refusedFile: refused });
  const { otherProcess, found } = placeFile;
  if (otherProcess !== undefined) {
    const own = options.refused ?? `${file}.refused.${process.pid}.csv`;
    tell(`Process ${otherProcess} imports this file too: this one begins at the first row, and lists refused rows in ${own}.`);
    return { placeFile: undefined, place: undefined, refused: own };
  }
  if (dryRun) return { placeFile: undefined, place: undefined, refused };
  const place = restart || found === undefined ? undefined : await goodPlace(api, { file, refused, found });
  if (place !== undefined) tell(`Going on after ${countText(place.sums.read, 'row')}, where an earlier import of this file stopped.`);
  // At once, so that another import of this file knows of this one.
  const isKept = await keeps(placeFile, place);
  if (!isKept) tell(`The place cannot be kept beside ${file}: after a stop this import would begin at the first row.`);
  return { placeFile: isKept ? placeFile : undefined, place, refused };
};

type Earlier = { readonly file: string; readonly refused: string; readonly found: Place };

/** The place where an earlier import stopped, when what it left is still there: its refused rows, and its rows in the ledger. */
const goodPlace = async (api: ApiClient, { file, refused, found }: Earlier): Promise<Place | undefined> => {
  if (found.sums.read === 0 || !(await hasRefusedBytes(refused, found.refusedBytes))) return undefined;
  for await (const batch of readBatches(file, found.sums.read - found.lastRows, () => {})) {
    const last = { ...batch, rows: batch.rows.slice(0, found.lastRows) };
    // A ledger that was made anew since then would have to record them.
    return (await sendBatch(api, last, true)).recorded === 0 ? found : undefined;
  }
  return undefined;
};

const keeps = async (placeFile: PlaceFile, place: Place = { sums: NOTHING_DONE, lastRows: 0, refusedBytes: 0 }): Promise<boolean> => {
  try {
    await placeFile.save(place);
    return true;
  } catch {
    return false;
  }
};
