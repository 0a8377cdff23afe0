import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { ApiClient } from './api-client.ts';
import type { Terminal } from './terminal.ts';

/** What a command works with. */
export type Cli = {
  /** Made at the first call, so that `--help` needs no settings. Throws a `CliError`. */
  readonly api: () => ApiClient;
  readonly terminal: Terminal;
};

/** A command of the command line: one file each, in the list of `program.ts`. */
export type CommandOf = (cli: Cli) => CommandUnknownOpts;

/** What every command has: a description, an example in its help, and `--json`. */
export const createCommand = (name: string, { description, example }: { readonly description: string; readonly example: string }) =>
  new Command(name).description(description).option('--json', 'print JSON, for programs').addHelpText('after', `\nExample:\n  ${example}`);
