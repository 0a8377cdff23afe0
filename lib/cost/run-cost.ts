import { CommanderError } from '@commander-js/extra-typings';
import { createProgram } from './program.ts';

/** Runs one command line to its end; exit code 2 when it was used wrongly. */
export const runCost = (argv: readonly string[]): void => {
  try {
    createProgram((text) => void process.stdout.write(`${text}\n`)).parse(argv);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  }
};
