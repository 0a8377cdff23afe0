import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { SecretsContext } from './context.ts';
import { putCommand, rotateCommand } from './put.ts';
import { retireCommand } from './retire.ts';
import { statusCommand } from './status.ts';

const ABOUT = `
Account, region and credentials come from where the AWS CLI takes them: AWS_PROFILE, AWS_REGION and the like.
Without a terminal, each line of standard input is an answer.
Exit codes: 0 done, 1 refused or failed, 2 used wrongly.
`;

/** The command line, whole. It does not exit by itself when it is used wrongly, but throws a `CommanderError`. */
export const createSecretsProgram = (context: SecretsContext): CommandUnknownOpts => {
  const program = new Command('secrets').description('Puts, rotates and retires the live secrets of a stage.').addHelpText('after', ABOUT);
  for (const command of [putCommand, rotateCommand, retireCommand, statusCommand]) program.addCommand(command(context));
  for (const command of [program, ...program.commands]) command.exitOverride().showHelpAfterError('(--help tells how)');
  return program;
};
