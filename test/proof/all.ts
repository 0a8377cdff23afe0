import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { PROGRAM_WITHIN_MS } from '../support/limits.ts';

/*
 * `npm run proof`: every proof that the project has, one after the other, each bounded by what it counts; prints one table. About ten
 * minutes on two cores.
 */

type Part = { readonly name: string; readonly command: readonly string[] };
type Outcome = { readonly name: string; readonly seconds: number; readonly ok: boolean; readonly figure: string };

const ROOT = join(import.meta.dirname, '../..');
const SIMULATED = 200_000;
/** Measured by rows, or the proof of the proofs: they take long, and are called by themselves. */
const APART = new Set(['proof:mutants', 'proof:import', 'proof:release']);

/** Proofs that are tests, by the folders where they are. */
const SUITES: Readonly<Record<string, readonly string[]>> = {
  interleavings: ['test/process/interleavings.test.ts', 'test/process/replay/interleavings.test.ts', 'test/proof/interleavings'],
  crashes: ['test/process/crashes.test.ts', 'test/proof/crashes'],
  faults: ['test/faults', 'test/proof/faults'],
};

const scripts = (): readonly string[] => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
  return Object.keys(scripts).filter((name) => name.startsWith('proof:') && !APART.has(name));
};

const suite = ([name, paths]: readonly [string, readonly string[]]): readonly Part[] => {
  const there = paths.filter((path) => existsSync(join(ROOT, path)));
  return there.length === 0 ? [] : [{ name, command: ['npx', 'jest', '--passWithNoTests', ...there] }];
};

const parts = (): readonly Part[] => [
  ...scripts().map((name) => ({ name, command: ['npm', 'run', '--silent', name] })),
  ...Object.entries(SUITES).flatMap(suite),
  { name: 'simulation', command: ['npm', 'run', '--silent', 'sim', '--', '--deliveries', String(SIMULATED)] },
];

const run = ({ name, command: [program = '', ...args] }: Part): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const lines: string[] = [];
    const child = spawn(program, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], timeout: PROGRAM_WITHIN_MS });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => void lines.push(text.toString('utf8')));
    child.on('error', reject);
    child.on('close', (code) => {
      const output = lines.join('');
      if (code !== 0) console.error(output);
      resolve({ name, seconds: Math.round((performance.now() - startedAt) / 1000), ok: code === 0, figure: figureOf(output) });
    });
  });

/** What a proof says last, and of a suite how many tests it holds. */
const figureOf = (output: string): string => {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('Ran all'));
  return (lines.find((line) => line.startsWith('Tests:')) ?? lines.at(-1) ?? '').trim();
};

const outcomes: Outcome[] = [];
for (const part of parts()) {
  const outcome = await run(part);
  outcomes.push(outcome);
  console.log(`${outcome.ok ? 'proved' : 'FAILED'}  ${part.name}`);
}
console.log();
console.log('proof                 seconds          ');
for (const { name, seconds, ok, figure } of outcomes) {
  console.log(`${name.padEnd(20)} ${String(seconds).padStart(8)}  ${ok ? 'proved' : 'FAILED'}  ${figure}`);
}
console.log(`${'all'.padEnd(20)} ${String(outcomes.reduce((sum, { seconds }) => sum + seconds, 0)).padStart(8)}`);
if (outcomes.some(({ ok }) => !ok)) process.exitCode = 1;
