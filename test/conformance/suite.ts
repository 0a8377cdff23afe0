import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { PROGRAM_WITHIN_MS } from '../support/limits.ts';
import { PROJECT_ROOT } from '../support/local-process.ts';

export type Suite = {
  readonly name: string;
  readonly files: readonly string[];
  /** Only tests whose titles begin so. */
  readonly titles?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The titles of the tests that must fail. */
  readonly differs?: readonly string[];
};

export type Result = {
  readonly passed: number;
  /** Differences that were told of, and seen again. */
  readonly differed: number;
  /** What failed and must not, or must fail and did not; with why. */
  readonly wrong: readonly string[];
};

const JEST = join(PROJECT_ROOT, 'node_modules/jest/bin/jest.js');

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      message: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) })),
    }),
  ),
});

/** Runs the tests one after the other, against the emulators that the environment names. `report` is a file that it may write. */
export const runSuite = async ({ files, titles, env = {}, differs = [] }: Suite, report: string): Promise<Result> => {
  const only = titles === undefined ? [] : [`--testNamePattern=^(${titles})`];
  await runJest([...files, '--runInBand', '--json', `--outputFile=${report}`, ...only], env);
  const { testResults } = reportSchema.parse(JSON.parse(await readFile(report, 'utf8')));
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const passed = tests.filter(({ status }) => status === 'passed');
  const failed = tests.filter(({ status }) => status === 'failed');
  const broken = testResults.filter(({ assertionResults, message }) => assertionResults.length === 0 && message !== '');
  return {
    passed: passed.length,
    differed: failed.filter(({ fullName }) => differs.includes(fullName)).length,
    wrong: [
      ...broken.map(({ message }) => message),
      ...failed
        .filter(({ fullName }) => !differs.includes(fullName))
        .map(({ fullName, failureMessages }) => `${fullName}\n${failureMessages.join('\n')}`),
      ...differs
        .filter((title) => !failed.some(({ fullName }) => fullName === title))
        .map((title) => `This is a difference no more, and should leave the list: ${title}`),
      ...(passed.length === 0 ? ['No test passed'] : []),
    ],
  };
};

/** How it ends says nothing that the report does not say, and a test that differs makes it fail. */
const runJest = (args: readonly string[], env: Readonly<Record<string, string>>): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [JEST, ...args], { cwd: PROJECT_ROOT, env: { ...process.env, ...env }, stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), PROGRAM_WITHIN_MS);
    child.once('error', reject);
    child.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
