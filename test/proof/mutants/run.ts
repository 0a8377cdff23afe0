import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUGS, type Bug } from './bugs.ts';
import { planted } from './planted.ts';

/*
 * `npm run proof:mutants [-- pattern [deliveries]]`: plants each bug into a copy of the sources and runs the simulation, the permutations, the
 * interleavings and the contract of the stores, until one of them finds it. Fails when a bug survives, or when its place in the source is gone. With a
 * pattern only the bugs whose names it fits; `deliveries` is how many the simulation may take for each.
 */

const ROOT = join(import.meta.dirname, '../../..');
const NODE = ['--disable-warning=ExperimentalWarning'];
const DELIVERIES = '30000';
const LONGEST_MS = 15 * 60_000;

type Suite = { readonly name: string; readonly args: readonly string[]; readonly found: RegExp };

const simulation = (deliveries: string): Suite => ({
  name: `simulation of ${deliveries} deliveries`,
  args: ['test/proof/sim/main.ts', '--deliveries', deliveries],
  found: /^seed \d+, step \d+: .*/m,
});

const tests = (name: string, ...files: readonly string[]): Suite => ({
  name,
  args: ['node_modules/jest/bin/jest.js', ...files],
  found: /^ *● .*/m,
});

/** The quick ones first: what they find need not be simulated for long. */
const suites = (deliveries: string): readonly Suite[] => [
  simulation('3000'),
  tests('permutations, light', 'test/process/orders.test.ts', 'test/proof/orders/lattice.test.ts'),
  tests('interleavings, light', 'test/process/interleavings.test.ts', 'test/proof/interleavings'),
  tests('contract of the stores', 'test/ledger/memory-ledger.test.ts'),
  simulation(deliveries),
  { name: 'permutations', args: ['test/proof/orders/prove.ts'], found: /^\w+, .*: .*/m },
];

const copySources = (): string => {
  const copy = mkdtempSync(join(tmpdir(), 'hookledger-mutants-'));
  for (const folder of ['functions', 'lib', 'test']) cpSync(join(ROOT, folder), join(copy, folder), { recursive: true });
  for (const file of ['package.json', 'jest.config.js', 'tsconfig.json']) cpSync(join(ROOT, file), join(copy, file));
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
};

type Run = { readonly code: number | null; readonly output: string };

const run = (cwd: string, args: readonly string[]): Promise<Run> =>
  new Promise((resolve, reject) => {
    const lines: string[] = [];
    const child = spawn(process.execPath, [...NODE, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'], timeout: LONGEST_MS });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => void lines.push(text.toString('utf8')));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output: lines.join('') }));
  });

/** Which suite finds the bug, and where; undefined when none does. */
const find = async (copy: string, bug: Bug, suites: readonly Suite[]): Promise<string | undefined> => {
  const path = join(copy, bug.file);
  const source = readFileSync(path, 'utf8');
  writeFileSync(path, planted(ROOT, bug));
  try {
    for (const { name, args, found } of suites) {
      const { code, output } = await run(copy, args);
      const line = found.exec(output)?.[0];
      if (code !== 0 && line !== undefined) return `${name}: ${line}`;
      // A bug that does not even run is no bug that was found.
      if (code !== 0) throw new Error(`The ${name} failed without a finding for "${bug.name}":\n${output.slice(-2000)}`);
    }
    return undefined;
  } finally {
    writeFileSync(path, source);
  }
};

const main = async (): Promise<void> => {
  const [wanted = '', deliveries = DELIVERIES] = process.argv.slice(2);
  const bugs = BUGS.filter(({ name }) => new RegExp(wanted).test(name));
  for (const bug of bugs) planted(ROOT, bug);
  const copy = copySources();
  let survivors = 0;
  try {
    for (const bug of bugs) {
      const startedAt = performance.now();
      const found = await find(copy, bug, suites(deliveries));
      if (found === undefined) survivors += 1;
      console.log(`${bug.name}\n    ${found?.slice(0, 200) ?? 'SURVIVED'} (${Math.round((performance.now() - startedAt) / 1000)} s)`);
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  console.log(`${bugs.length} planted bugs, ${bugs.length - survivors} found, ${survivors} survived`);
  if (survivors > 0) process.exitCode = 1;
};

await main();
