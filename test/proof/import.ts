import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { COLUMNS } from '../../functions/csv/columns.ts';
import { csvText } from '../../functions/csv/write.ts';
import { PROGRAM_WITHIN_MS } from '../support/limits.ts';
import { aFolder, endAll, eventually, startLocalProgram } from '../support/local-process.ts';

/*
 * `npm run proof:import`: a file of 200,000 rows, or as many as it is told, is imported into the laptop's stack, killed on its way, imported again, and once
 * more. Prints what it took; fails when a row is lost or double, or when the importer needs more memory than it may.
 */

const ROWS = Number(process.argv[2] ?? 200_000);
const CUSTOMERS = 2_000;
const MOST_MEGABYTES = 256;
const KILLED_AFTER_ROWS = ROWS / 10;

const rowOf = (n: number): readonly string[] => {
  const time = new Date(Date.UTC(2025, 0, 1) + n * 60_000).toISOString();
  const order = String(n).padStart(7, '0');
  return [
    `customer-${n % CUSTOMERS}`,
    String(100 + (n % 9_000)),
    n % 5 === 0 ? 'EUR' : 'USD',
    `order-${order}`,
    'plans',
    'gold',
    time,
    `partner-${n % 20}`,
  ];
};

const writeFile = async (path: string): Promise<void> => {
  const lines = function* () {
    yield csvText([COLUMNS]);
    for (let n = 0; n < ROWS; n += 1) yield csvText([rowOf(n)]);
  };
  await pipeline(Readable.from(lines()), createWriteStream(path));
};

/** Told at its end by a process about itself, in kilobytes. */
const TELLS_MEMORY = `process.on('exit', () => process.stderr.write('maxRSS ' + process.resourceUsage().maxRSS))`;

type Ended = { readonly stdout: string; readonly stderr: string; readonly seconds: number };

const startImport = (
  url: string,
  file: string,
): { readonly child: ChildProcess; readonly stderr: () => string; readonly ended: Promise<Ended> } => {
  const startedAt = Date.now();
  const args = ['--import', `data:text/javascript,${encodeURIComponent(TELLS_MEMORY)}`, 'bin/hookledger.mjs', 'import', file, '--json'];
  const child = spawn(process.execPath, args, { env: { PATH: process.env['PATH'], HOOKLEDGER_URL: url } });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => (said.stdout += text));
  child.stderr.on('data', (text) => (said.stderr += text));
  const ended = new Promise<Ended>((resolve) => child.once('close', () => resolve({ ...said, seconds: (Date.now() - startedAt) / 1000 })));
  return { child, stderr: () => said.stderr, ended };
};

type Report = {
  readonly read: number;
  readonly recorded: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly resumed_after: number;
};

const importWhole = async (name: string, url: string, file: string): Promise<Report> => {
  const { stdout, stderr, seconds } = await startImport(url, file).ended;
  const report: Report = JSON.parse(stdout);
  const megabytes = Math.round(Number(/maxRSS (\d+)/.exec(stderr)?.[1]) / 1024);
  const sent = report.read - report.resumed_after;
  const figures = `went on after ${report.resumed_after} rows: ${report.recorded} recorded, ${report.unchanged} unchanged, ${report.refused} refused`;
  console.log(`${name}: ${figures} in ${Math.round(seconds)} s (${Math.round(sent / seconds)} rows/s), peak memory ${megabytes} MB`);
  check(report.read === ROWS && report.refused === 0, 'every row is read and none refused');
  check(megabytes < MOST_MEGABYTES, `the importer stays under ${MOST_MEGABYTES} MB`);
  return report;
};

const check = (holds: boolean, promise: string): void => {
  if (!holds) throw new Error(`It does not hold that ${promise}`);
};

const prove = async (): Promise<void> => {
  const folder = aFolder();
  const file = join(folder, 'transactions.csv');
  await writeFile(file);
  const megabytes = ((await stat(file)).size / 1e6).toFixed(1);
  console.log(`${ROWS} rows, ${megabytes} MB, ${CUSTOMERS} new customers; Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model}`);
  const { url } = await startLocalProgram({ env: { DATA_DIR: join(folder, 'data') } });

  const killed = startImport(url, file);
  const rowsTold = () => Number([...killed.stderr().matchAll(/: ([\d,]+) rows,/g)].at(-1)?.[1]?.replaceAll(',', '') ?? 0);
  const endedEarly = killed.ended.then(({ stderr }) => Promise.reject(new Error(`The import ended by itself: ${stderr}`)));
  await Promise.race([eventually(() => rowsTold() >= KILLED_AFTER_ROWS, PROGRAM_WITHIN_MS), endedEarly]);
  endedEarly.catch(() => {});
  killed.child.kill('SIGKILL');
  await killed.ended;
  console.log(`killed with SIGKILL after ${rowsTold()} rows or more`);

  const resumed = await importWhole('started again', url, file);
  check(resumed.resumed_after >= KILLED_AFTER_ROWS, 'it goes on where it was killed');
  // The request that was under way may have been recorded, and not answered.
  check(resumed.recorded + resumed.unchanged === ROWS && resumed.unchanged <= 1_000, 'it records every row, none of them twice');
  const repeated = await importWhole('once more', url, file);
  check(repeated.recorded === 0 && repeated.unchanged === ROWS, 'a repeat changes nothing');
};

try {
  await prove();
} finally {
  await endAll();
}
