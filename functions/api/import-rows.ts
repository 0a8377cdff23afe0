import { plain } from '../csv/cells.ts';
import { type Column, headerProblems, isColumn, REQUIRED_COLUMNS } from '../csv/columns.ts';
import { CsvFormatError, type CsvRow, readCsv } from '../csv/read.ts';
import type { PartnerKey, TransactionKey } from '../domain/keys.ts';
import { customerKeyField, importedKeyField, partnerKeyField } from './key-fields.ts';
import { amountText, currencyField, wordField } from './own-fields.ts';
import { ProblemError } from './problem.ts';
import { invalid, invalidField } from './refuse.ts';
import type { SaidTransaction } from './save-own-transaction.ts';
import { timeField } from './times.ts';
import * as z from './zod.ts';

export const MOST_ROWS = 1_000;

/** Why a row was not recorded. The column is null where it is the whole row. */
export type Refusal = { readonly row: number; readonly column: Column | null; readonly reason: string };

export type ImportRow = {
  readonly row: number;
  readonly key: TransactionKey;
  readonly said: SaidTransaction;
  readonly partnerKey: PartnerKey | undefined;
};

export type ReadImport = { readonly read: number; readonly rows: readonly ImportRow[]; readonly refused: readonly Refusal[] };

/** The rows of a file, good and bad ones apart. Throws a problem when the file as a whole cannot be read. */
export const readImport = (text: string): ReadImport => {
  const [header, ...rows] = readRows(text);
  const columns = header?.cells.map(plain) ?? [];
  const problems = headerProblems(columns);
  if (problems.length > 0) throw invalid(problems.map(({ column: field, problem }) => ({ field, problem })));
  if (rows.length > MOST_ROWS) throw new ProblemError('too-large', `An import holds at most ${MOST_ROWS} rows besides its header`);
  const readings = rows.map((row) => readRow(columns.filter(isColumn), row));
  return {
    read: rows.length,
    rows: readings.filter((reading) => 'said' in reading),
    refused: readings.filter((reading) => 'reason' in reading),
  };
};

const readRows = (text: string): readonly CsvRow[] => {
  try {
    return readCsv(text);
  } catch (error) {
    throw error instanceof CsvFormatError ? invalidField('body', error.message) : error;
  }
};

const rowSchema = z.object({
  customer_key: customerKeyField(),
  amount: amountText(),
  currency: currencyField(),
  key: importedKeyField(),
  category_key: wordField().optional(),
  product_key: wordField().optional(),
  occurred_at: timeField().optional(),
  partner_key: partnerKeyField().optional(),
});

const readRow = (columns: readonly Column[], { row, cells }: CsvRow): ImportRow | Refusal => {
  if (cells.length !== columns.length) return { row, column: null, reason: `has ${cells.length} cells, the header has ${columns.length}` };
  const result = rowSchema.safeParse(fieldsOf(columns, cells));
  if (!result.success) return refusalOf(row, result.error);
  const { amount: minor, currency, ...fields } = result.data;
  return {
    row,
    key: fields.key,
    partnerKey: fields.partner_key,
    said: {
      customerKey: fields.customer_key,
      amount: { minor, currency },
      paidAt: fields.occurred_at,
      productKey: fields.product_key,
      categoryKey: fields.category_key,
    },
  };
};

/** An empty cell of an optional column says nothing; of a required one it is what is wrong. */
const fieldsOf = (columns: readonly Column[], cells: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    columns
      .map((column, at) => [column, plain(cells[at] ?? '')] as const)
      .filter(([column, text]) => text !== '' || REQUIRED_COLUMNS.includes(column)),
  );

/** The first thing that is wrong: each refused row is counted and told once. */
const refusalOf = (row: number, { issues: [issue] }: z.ZodError): Refusal => {
  const column = String(issue?.path[0]);
  return { row, column: isColumn(column) ? column : null, reason: issue?.message ?? 'is not valid' };
};
