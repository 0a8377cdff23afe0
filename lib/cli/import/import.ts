import { stat } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import * as z from 'zod';
import { csvText } from '../../../functions/csv/write.ts';
import type { ApiClient } from '../api-client.ts';
import { CliError } from '../cli-error.ts';
import { type Cli, type CommandOf, createCommand } from '../command.ts';
import { countText } from '../times.ts';
import { createImportProgress, type ImportProgress } from './import-progress.ts';
import { type Batch, readBatches } from './read-batches.ts';
import { createRefusedFile, type RefusedFile, type RefusedRow } from './refused-file.ts';

/** Records the transactions of a CSV file. What is recorded stays, so it may be stopped and started again at any time. */
export const importCommand: CommandOf = (cli) =>
  createCommand('import', {
    description: "records the team's own transactions from a CSV file of any size; to go on after a stop, start it again",
    example: 'hookledger import transactions.csv --dry-run',
  })
    .argument('<file>', 'CSV with the columns customer_key, amount, currency, key')
    .option('--dry-run', 'say what would become of the rows, and record none')
    .option('--refused <file>', 'where refused rows are listed; the default is <file>.refused.csv')
    .action((file, { json, dryRun = false, refused = `${file}.refused.csv` }) => importFile(cli, { file, refused, dryRun, json }));

type Options = { readonly file: string; readonly refused: string; readonly dryRun: boolean; readonly json: true | undefined };

const importFile = async ({ api, terminal }: Cli, { file, refused, dryRun, json }: Options): Promise<void> => {
  // Rows are garbage as soon as they are sent; V8 would rather let it grow to hundreds of megabytes than look for it.
  setFlagsFromString('--optimize-for-size');
  const progress = createImportProgress(terminal, await sizeOf(file));
  const refusedFile = await createRefusedFile(refused);
  const sums = await sendBatches(api(), { file, dryRun, progress, refusedFile }).finally(() => {
    progress.end();
    return refusedFile.close();
  });
  if (json) terminal.printJson({ ...sums, refused_file: sums.refused === 0 ? null : refused, dry_run: dryRun });
  else terminal.print(reportText(sums, dryRun));
  if (sums.refused > 0) throw new CliError(`${countText(sums.refused, 'row')} refused; ${refused} says why.`);
};

type Sums = { readonly read: number; readonly recorded: number; readonly unchanged: number; readonly refused: number };
type Run = { readonly file: string; readonly dryRun: boolean; readonly progress: ImportProgress; readonly refusedFile: RefusedFile };

/** One batch after the other, so that of two rows with one key the first of the file holds. */
const sendBatches = async (api: ApiClient, { file, dryRun, progress, refusedFile }: Run): Promise<Sums> => {
  const interrupted = interruption();
  let sums: Sums = { read: 0, recorded: 0, unchanged: 0, refused: 0 };
  for await (const batch of readBatches(file, progress.addBytes)) {
    const { refused, ...told } = await sendBatch(api, batch, dryRun);
    await refusedFile.add(refused);
    sums = {
      read: sums.read + told.read,
      recorded: sums.recorded + told.recorded,
      unchanged: sums.unchanged + told.unchanged,
      refused: sums.refused + refused.length,
    };
    progress.show(sums.read);
    if (interrupted())
      throw new CliError(`Stopped after ${countText(sums.read, 'row')}; start it again to go on, nothing is recorded twice.`);
  }
  return sums;
};

/** Whether Ctrl-C was pressed. The first one waits for the batch under way; a second one ends the process at once. */
const interruption = (): (() => boolean) => {
  let pressed = false;
  process.once('SIGINT', () => {
    pressed = true;
  });
  return () => pressed;
};

const importedSchema = z.object({
  read: z.int(),
  recorded: z.int(),
  unchanged: z.int(),
  refused: z.array(z.object({ row: z.int(), column: z.string().nullable(), reason: z.string() })),
});

/** The answer of the API, its rows counted as in the file. */
const sendBatch = async (api: ApiClient, { header, rows }: Batch, dryRun: boolean) => {
  const body = { text: csvText([header, ...rows.map(({ cells }) => cells)]), contentType: 'text/csv' };
  const answer = await api.post(`/v1/imports/transactions${dryRun ? '?dry_run=true' : ''}`, body, importedSchema);
  // In the batch the header is row 1 and no row is empty.
  const refused = answer.refused.map(({ row, ...why }): RefusedRow => ({ row: rows[row - 2]?.row ?? row, ...why }));
  return { ...answer, refused };
};

const reportText = ({ read, ...counts }: Sums, dryRun: boolean): string => {
  const words = Object.entries(counts).map(([word, count]) => `${count.toLocaleString('en-US')} ${word}`);
  return `${dryRun ? 'Dry run, nothing is recorded: ' : ''}${[`${countText(read, 'row')} read`, ...words].join(', ')}.`;
};

const sizeOf = async (file: string): Promise<number> => {
  try {
    return (await stat(file)).size;
  } catch {
    throw new CliError(`There is no file ${file}.`);
  }
};
