import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CommanderError } from '@commander-js/extra-typings';
import { CliError, EXIT, type ExitCode } from '../cli/cli-error.ts';
import { createTerminal } from '../cli/terminal.ts';
import { createAsk } from './ask.ts';
import type { SecretsContext } from './context.ts';
import { createLastVerified } from './last-verified.ts';
import { createSecretsProgram } from './program.ts';
import { createSecretStore } from './secret-store.ts';

/** Runs one command line to its end and sets the exit code. Whatever fails is one sentence on standard error, without a secret. */
export const runSecrets = async (argv: readonly string[]): Promise<void> => {
  const terminal = createTerminal(process);
  const context: SecretsContext = {
    storeOf: (stage) => createSecretStore(new SecretsManagerClient(), stage),
    lastVerifiedIn: (stage) => createLastVerified({ client: new CloudWatchClient(), stage, now: new Date() }),
    ask: createAsk(process.stdin, process.stderr),
    terminal,
  };
  try {
    await createSecretsProgram(context).parseAsync(argv);
  } catch (error) {
    process.exitCode = exitCodeOf(error, terminal.tell);
  }
};

const exitCodeOf = (error: unknown, tell: (sentence: string) => void): ExitCode => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  const named = error instanceof Error ? error.name : '';
  if (named === 'ExitPromptError') tell('Nothing was changed.');
  else tell(error instanceof Error ? sentenceOf(error) : String(error));
  return error instanceof CliError ? error.exitCode : EXIT.refused;
};

/** The SDK's own messages need the name of the error to be understood. */
const sentenceOf = (error: Error): string => (error instanceof CliError ? error.message : `AWS refused: ${error.name}: ${error.message}`);
