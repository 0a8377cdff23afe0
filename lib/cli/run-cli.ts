import { CommanderError } from '@commander-js/extra-typings';
import { processEnvironment } from '../../functions/platform/env.ts';
import { type ApiClient, createApiClient } from './api-client.ts';
import { CliError, EXIT, type ExitCode } from './cli-error.ts';
import { connectionFrom } from './connection.ts';
import { createProgram } from './program.ts';
import { createTerminal } from './terminal.ts';

/** Runs one command line to its end and sets the exit code. Whatever fails is one sentence on standard error. */
export const runCli = async (argv: readonly string[]): Promise<void> => {
  // Whoever reads the answer may have seen enough: `hookledger waiting | head -1`.
  process.stdout.on('error', () => process.exit(EXIT.ok));
  const terminal = createTerminal(process);
  let client: ApiClient | undefined;
  const api = (): ApiClient => (client ??= createApiClient(connectionFrom(processEnvironment())));
  try {
    await createProgram({ api, terminal }).parseAsync(argv);
  } catch (error) {
    process.exitCode = exitCodeOf(error, terminal.tell);
  }
};

const exitCodeOf = (error: unknown, tell: (sentence: string) => void): ExitCode => {
  // The library has said by itself what was wrong with the arguments, or given the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  tell(error instanceof Error ? error.message : String(error));
  return error instanceof CliError ? error.exitCode : EXIT.refused;
};
