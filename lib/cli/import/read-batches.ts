import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { headerProblems } from '../../../functions/csv/columns.ts';
import { CSV_OPTIONS, CsvFormatError, type CsvRow, csvFormatError, csvRowOf, isParsedRecord } from '../../../functions/csv/read.ts';
import { CliError } from '../cli-error.ts';

/** Rows that go into one request, with the header of their file. */
export type Batch = {
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
};

/** What the API takes at once. */
const MOST_ROWS = 1_000;
/** Half of it, because quotes within cells are written twice. */
const MOST_BYTES = 2 * 1024 * 1024;

/**
 * The rows of a file in batches, without the first `skip` of them, read no faster than they are taken, so that a file of any size needs little memory. `onRead` is told
 * of each part of the file, in bytes. Throws a `CliError` for a file that is not there or is no CSV of transactions.
 */
export async function* readBatches(file: string, skip: number, onRead: (bytes: number) => void): AsyncGenerator<Batch, void> {
  let header: readonly string[] | undefined;
  let rows: CsvRow[] = [];
  let bytes = 0;
  let left = skip;
  for await (const row of readRows(file, onRead)) {
    if (header === undefined) {
      header = checkedHeader(file, row.cells);
      continue;
    }
    if (left > 0) {
      left -= 1;
      continue;
    }
    const rowBytes = bytesOf(row);
    if (rows.length === MOST_ROWS || bytes + rowBytes > MOST_BYTES) {
      yield { header, rows };
      [rows, bytes] = [[], 0];
    }
    rows.push(row);
    bytes += rowBytes;
  }
  if (header === undefined) throw new CliError(`${file} is empty; its first row must name the columns.`);
  if (rows.length > 0) yield { header, rows };
}

const checkedHeader = (file: string, cells: readonly string[]): readonly string[] => {
  const problems = headerProblems(cells).map(({ column, problem }) => `${column} ${problem}`);
  if (problems.length === 0) return cells;
  throw new CliError(`The first row of ${file} is not the header of an import: ${problems.join(', ')}.`);
};

async function* readRows(file: string, onRead: (bytes: number) => void): AsyncGenerator<CsvRow, void> {
  const text = Readable.from(decodeUtf8(createReadStream(file), onRead), { objectMode: false });
  const parser = parse(CSV_OPTIONS);
  text.on('error', (error) => parser.destroy(error)).pipe(parser);
  try {
    for await (const record of parser) if (isParsedRecord(record)) yield csvRowOf(record);
  } catch (error) {
    throw readableError(file, error);
  } finally {
    text.destroy();
  }
}

/** Strictly: a file of another encoding would put wrong letters into keys. A character may be divided between two parts. */
async function* decodeUtf8(parts: AsyncIterable<Buffer>, onRead: (bytes: number) => void): AsyncGenerator<string, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const part of parts) {
    onRead(part.byteLength);
    yield decoder.decode(part, { stream: true });
  }
  yield decoder.decode();
}

const readableError = (file: string, error: unknown): unknown => {
  const known = csvFormatError(error);
  if (known instanceof CsvFormatError) return new CliError(`${file} cannot be read to its end: ${known.message}.`);
  if (!(error instanceof Error) || !('code' in error)) return error;
  if (error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return new CliError(`${file} is not UTF-8; save it as "CSV UTF-8".`);
  return new CliError(`${file} cannot be read (${String(error.code)}).`);
};

const bytesOf = ({ cells }: CsvRow): number => cells.reduce((sum, cell) => sum + Buffer.byteLength(cell) + 3, 0);
