import { CommanderError } from '@commander-js/extra-typings';
import { EventError } from './event-error.ts';
import { createProgram } from './program.ts';

const FAILED = 1;
const USED_WRONGLY = 2;

/** Runs one command line to its end and sets the exit code. Whatever fails is said on standard error. */
export const runEvent = (projectRoot: string, argv: readonly string[]): void => {
  // Whoever reads may have seen enough: `npm run --silent event -- list | head -1`.
  process.stdout.on('error', () => process.exit(0));
  const print = (text: string): void => void process.stdout.write(`${text}\n`);
  try {
    createProgram({ projectRoot, clock: () => new Date(), print }).parse(argv);
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
};

const exitCodeOf = (error: unknown): number => {
  // The library has said by itself what was wrong with the arguments, or given the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USED_WRONGLY;
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return error instanceof EventError ? USED_WRONGLY : FAILED;
};
