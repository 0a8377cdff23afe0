import type { Options } from 'csv-parse';
import { parse } from 'csv-parse/sync';

/** One row of a file, its cells as they stand there. */
export type CsvRow = {
  /** As a spreadsheet counts: the header is row 1, and an empty row is a row. */
  readonly row: number;
  readonly cells: readonly string[];
};

/** A row that is longer than this begins with a quote that is never closed. */
const MOST_ROW_BYTES = 256 * 1024;

/**
 * RFC 4180, with what spreadsheets add: a byte order mark, any line end, empty rows, which are skipped, and quotes within a cell that
 * does not begin with one. For the parser of `csv-parse`, at once or as a stream; `csvRowOf` reads what it gives.
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export const CSV_OPTIONS = {
  bom: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  max_record_size: MOST_ROW_BYTES,
  info: true,
} satisfies Options;

export type ParsedRecord = {
  readonly record: readonly string[];
  readonly info: { readonly records: number; readonly empty_lines: number };
};

export const csvRowOf = ({ record, info }: ParsedRecord): CsvRow => ({ row: info.records + info.empty_lines, cells: record });

/** A file that is no CSV. The message says in one sentence where and why, and quotes none of it. */
export class CsvFormatError extends Error {
  override readonly name = 'CsvFormatError';
}

/** Every row of a text, the header first. Throws a `CsvFormatError`. */
export const readCsv = (text: string): readonly CsvRow[] => {
  try {
    // The library types what `info` adds for streams only.
    const records: readonly unknown[] = parse(text, CSV_OPTIONS);
    return records.filter(isParsedRecord).map(csvRowOf);
  } catch (error) {
    throw csvFormatError(error);
  }
};

/** A record of the library; false also for a row of one empty cell, which is an empty row that somebody has quoted. */
export const isParsedRecord = (value: unknown): value is ParsedRecord =>
  typeof value === 'object' && value !== null && 'record' in value && !(Array.isArray(value.record) && value.record.join() === '');

/** The error of the library in our words; any other error as it is. */
export const csvFormatError = (error: unknown): unknown => {
  if (!isCsvError(error)) return error;
  return new CsvFormatError(`A quote before line ${error.lines + 1} is opened and not closed`, { cause: error });
};

/** By its code: the library has the class of its errors once for texts and once for streams. */
const isCsvError = (error: unknown): error is Error & { readonly lines: number } =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_') && 'lines' in error && typeof error.lines === 'number';
