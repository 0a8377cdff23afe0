import { stat } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import type { ApiClient } from '../api-client.ts';
import { CliError } from '../cli-error.ts';
import { type Cli, type CommandOf, createCommand } from '../command.ts';
import { onInterrupt } from '../interruption.ts';
import { countText } from '../times.ts';
import { type Beginning, beginImport, type ImportOptions } from './begin-import.ts';
import { NOTHING_DONE, type Sums } from './import-place.ts';
import { createImportProgress, type ImportProgress } from './import-progress.ts';
import { readBatches } from './read-batches.ts';
import { createRefusedFile, type RefusedFile } from './refused-file.ts';
import { sendBatch } from './send-batch.ts';

/** Records the transactions of a CSV file. What is recorded stays, so it may be stopped and started again at any time. */
export const importCommand: CommandOf = (cli) =>
  createCommand('import', {
    description: "records the team's own transactions from a CSV file of any size; to go on after a stop, start it again",
    example: 'hookledger import transactions.csv --dry-run',
  })
    .argument('<file>', 'CSV with the columns customer_key, amount, currency, key')
    .option('--dry-run', 'say what would become of the rows, and record none')
    .option('--restart', 'begin at the first row, even where an earlier import of this file stopped on its way')
    .option('--refused <file>', 'where refused rows are listed; the default is <file>.refused.csv')
    .action((file, { json, dryRun = false, restart = false, refused }) => importFile(cli, { file, refused, dryRun, restart, json }));

type Options = ImportOptions & { readonly json: true | undefined };

const importFile = async ({ api, terminal }: Cli, options: Options): Promise<void> => {
  // Rows are garbage as soon as they are sent; V8 would rather let it grow to hundreds of megabytes than look for it.
  setFlagsFromString('--optimize-for-size');
  const { file, dryRun, json } = options;
  const size = await sizeOf(file);
  const { placeFile, place, refused } = await beginImport(api(), options, terminal.tell);
  const progress = createImportProgress(terminal, size);
  const refusedFile = await createRefusedFile(refused, place?.refusedBytes);
  const sums = await sendBatches(api(), { file, dryRun, place, placeFile, progress, refusedFile }).finally(() => {
    progress.end();
    return refusedFile.close();
  });
  await placeFile?.remove();
  const answer = { ...sums, resumed_after: place?.sums.read ?? 0, refused_file: sums.refused === 0 ? null : refused, dry_run: dryRun };
  if (json) terminal.printJson(answer);
  else terminal.print(reportText(sums, dryRun));
  if (sums.refused > 0) throw new CliError(`${countText(sums.refused, 'row')} refused; ${refused} says why.`);
};

type Run = Pick<Beginning, 'place' | 'placeFile'> & {
  readonly file: string;
  readonly dryRun: boolean;
  readonly progress: ImportProgress;
  readonly refusedFile: RefusedFile;
};

/** One batch after the other, so that of two rows with one key the first of the file holds. */
const sendBatches = async (api: ApiClient, { file, dryRun, place, placeFile, progress, refusedFile }: Run): Promise<Sums> => {
  const interrupted = interruption();
  let sums = place?.sums ?? NOTHING_DONE;
  progress.begin(sums.read);
  for await (const batch of readBatches(file, sums.read, progress.addBytes)) {
    const { refused, ...told } = await sendBatch(api, batch, dryRun);
    await refusedFile.add(refused);
    sums = addTold(sums, { ...told, refused: refused.length });
    await placeFile?.save({ sums, lastRows: told.read, refusedBytes: refusedFile.bytes() });
    progress.show(sums.read);
    if (interrupted())
      throw new CliError(`Stopped after ${countText(sums.read, 'row')}; start it again to go on, nothing is recorded twice.`);
  }
  return sums;
};

const addTold = (sums: Sums, told: Sums): Sums => ({
  read: sums.read + told.read,
  recorded: sums.recorded + told.recorded,
  unchanged: sums.unchanged + told.unchanged,
  refused: sums.refused + told.refused,
});

/** Whether Ctrl-C was pressed. The first one waits for the batch under way; a second one ends the process at once. */
const interruption = (): (() => boolean) => {
  let pressed = false;
  onInterrupt(() => {
    pressed = true;
  });
  return () => pressed;
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
