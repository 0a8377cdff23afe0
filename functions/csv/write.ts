import { stringify } from 'csv-stringify/sync';

/** Rows as CSV text with CRLF after each, as RFC 4180 has it. The cells stand as they are given: texts of others go through `harmless`. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  // The library quotes what holds the line end that it writes; any other line end within a cell would divide the row as well.
  stringify(
    rows.map((row) => [...row]),
    { record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  );
