import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Cli, CommandOf } from './command.ts';
import { customersCommand } from './customers.ts';
import { doctorCommand } from './doctor/doctor.ts';
import { eventsCommand } from './events.ts';
import { explainCommand } from './explain/explain.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import/import.ts';
import { jobCommand } from './job-command.ts';
import { redriveCommand } from './redrive.ts';
import { replayCommand } from './replay.ts';
import { revenueCommand } from './revenue.ts';
import { simulateCommand } from './simulate.ts';
import { waitingCommand } from './waiting.ts';
import { webhooksCommand } from './webhooks.ts';

/** Every command, in the order in which `--help` lists them. */
const COMMANDS: readonly CommandOf[] = [
  explainCommand,
  waitingCommand,
  replayCommand,
  redriveCommand,
  jobCommand,
  eventsCommand,
  customersCommand,
  revenueCommand,
  importCommand,
  exportCommand,
  webhooksCommand,
  doctorCommand,
  simulateCommand,
];

const EXIT_CODES = `
Exit codes:
  0  done
  1  refused by Hookledger, or failed; doctor: something is wrong
  2  used wrongly: an unknown flag, a missing argument
  3  Hookledger does not answer

Environment:
  HOOKLEDGER_URL      default http://127.0.0.1:3000
  HOOKLEDGER_API_KEY  default local-key, for this machine only
`;

/** The command line, whole. It neither prints nor exits by itself when it is used wrongly, but throws a `CommanderError`. */
export const createProgram = (cli: Cli): CommandUnknownOpts => {
  const program = new Command('hookledger')
    .description('Asks and mends the ledger of payments.')
    .addHelpText('after', EXIT_CODES)
    .showHelpAfterError('(--help tells how)')
    .exitOverride();
  for (const commandOf of COMMANDS) program.addCommand(inheriting(program, commandOf(cli)));
  return program;
};

/** A command that was made apart has settings of its own until it takes those of its parent. */
const inheriting = (parent: CommandUnknownOpts, command: CommandUnknownOpts): CommandUnknownOpts => {
  command.copyInheritedSettings(parent);
  for (const child of command.commands) inheriting(command, child);
  return command;
};
