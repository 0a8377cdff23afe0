import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../support/local-process.ts';
import { enforced } from './enforced.ts';
import { checkOpenssl, installEmulator, MissingToolError } from './install-emulator.ts';
import { plain } from './plain.ts';
import { createSteps, EndedEarlyError, type Steps } from './steps.ts';

/*
 * `npm run e2e`, or `npm run e2e -- plain` for one part: see docs/e2e.md. Ends with 0 when every step held, 1 when one failed, 69 when
 * a tool is missing and nothing was tried.
 */

const COULD_NOT_RUN = 69;
const PARTS = { plain, enforced } as const;

const write = (line: string): void => void process.stdout.write(`${line}\n`);

const main = async (only: string | undefined): Promise<number> => {
  const parts = Object.entries(PARTS).filter(([name]) => only === undefined || name === only);
  if (parts.length === 0) throw new Error(`There is no part ${only}, but ${Object.keys(PARTS).join(' and ')}`);
  const tools = join(PROJECT_ROOT, '.tools');
  const program = await installEmulator(tools);
  await checkOpenssl();
  await mkdir(join(tools, 'e2e'), { recursive: true });
  const folder = await mkdtemp(join(tools, 'e2e/run-'));
  const steps = createSteps(write);
  for (const [name, part] of parts) {
    write(`\n${name}`);
    await mkdir(join(folder, name));
    await reachingTheEnd(steps, part(steps, { program, folder: join(folder, name) }));
  }
  write(`\n${steps.summary()}`);
  if (steps.failed() > 0) {
    write(`The emulator's log, the templates and the outputs are in ${folder}`);
    return 1;
  }
  await rm(folder, { recursive: true });
  return 0;
};

/** A part that ended early has told why; what else went wrong in it is told here. */
const reachingTheEnd = async (steps: Steps, part: Promise<void>): Promise<void> => {
  try {
    await part;
  } catch (error) {
    if (!(error instanceof EndedEarlyError)) await steps.step('Reach the end', () => Promise.reject(error));
  }
};

try {
  process.exitCode = await main(process.argv[2]);
} catch (error) {
  if (!(error instanceof MissingToolError)) throw error;
  write(`Could not run: ${error.message}`);
  process.exitCode = COULD_NOT_RUN;
}
