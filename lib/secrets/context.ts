import { Command, Option } from '@commander-js/extra-typings';
import { PROVIDER_IDS } from '../../functions/domain/keys.ts';
import type { Terminal } from '../cli/terminal.ts';
import type { Ask } from './ask.ts';
import { KINDS, type SecretPart } from './kinds.ts';
import type { LastVerified } from './last-verified.ts';
import type { SecretStore } from './secret-store.ts';

/** What the commands work with. */
export type SecretsContext = {
  readonly storeOf: (stage: string) => SecretStore;
  readonly lastVerifiedIn: (stage: string) => LastVerified;
  readonly ask: Ask;
  readonly terminal: Terminal;
};

export const SECRET_PARTS: readonly SecretPart[] = [...PROVIDER_IDS, 'api'];

const LISTS = [...new Set(Object.values(KINDS).flatMap((kinds) => kinds.map(({ list }) => list)))];

/** What every command has. The stage has no default: a secret in the wrong one locks a provider out. */
export const createSecretsCommand = (name: string, { description, example }: { readonly description: string; readonly example: string }) =>
  new Command(name)
    .description(description)
    .requiredOption('--stage <name>', 'the stage, as in lib/aws/config.ts')
    .addHelpText('after', `\nExample:\n  npm run --silent secrets -- ${example}`);

/** Which list of live values is meant, where a provider has two. */
export const listOption = () => new Option('--list <name>', 'which kind of live value, where there are two').choices(LISTS);
