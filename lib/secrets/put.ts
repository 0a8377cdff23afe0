import { Argument, type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { countText } from '../cli/times.ts';
import { type Added, type AddOptions, addValue, type Check } from './add-value.ts';
import { createSecretsCommand, listOption, SECRET_PARTS, type SecretsContext } from './context.ts';
import type { SecretPart } from './kinds.ts';
import { refuseWithoutOne } from './rotation.ts';

/** Adds a live value. */
export const putCommand = (context: SecretsContext): CommandUnknownOpts =>
  addCommand(context, {
    name: 'put',
    description: 'asks for a secret and lets it verify requests, beside those that do already',
    example: 'put stripe --stage prod',
  });

/** Begins a rotation: the old value and the new one verify until the old one is retired. */
export const rotateCommand = (context: SecretsContext): CommandUnknownOpts =>
  addCommand(context, {
    name: 'rotate',
    description: 'begins to replace the live secret: puts the new one beside it and says what comes next',
    example: 'rotate stripe --stage prod',
    check: refuseWithoutOne,
    next: ({ part, stage }) => [
      part === 'api' ? 'Now give the new key to its user.' : `Now make ${part} use the new one, if it does not already.`,
      `Then look whether the old one is still needed:  npm run --silent secrets -- status ${part} --stage ${stage}`,
      `And take it away when it is not:                npm run --silent secrets -- retire ${part} --stage ${stage}`,
    ],
  });

type Adding = {
  readonly name: string;
  readonly description: string;
  readonly example: string;
  readonly check?: Check;
  readonly next?: (about: { readonly part: SecretPart; readonly stage: string }) => readonly string[];
};

const addCommand = (context: SecretsContext, { name, description, example, check, next }: Adding): CommandUnknownOpts =>
  createSecretsCommand(name, { description, example })
    .addArgument(new Argument('<part>', 'a provider, or api').choices(SECRET_PARTS))
    .addOption(listOption())
    .option('--name <name>', 'of an API key: who uses it')
    .addOption(new Option('--scope <scope>', 'of an API key').choices(['read', 'write']))
    .action(async (part, options: AddOptions) => {
      const added = await addValue(context, part, options, check);
      tellAdded(context, part, added);
      for (const line of next?.({ part, stage: options.stage }) ?? []) context.terminal.tell(line);
    });

const tellAdded = ({ terminal }: SecretsContext, part: SecretPart, { list, count, isNew, apiKey }: Added): void => {
  if (apiKey !== undefined) {
    terminal.tell('This is the key, shown once and kept nowhere else:');
    terminal.print(apiKey);
  }
  terminal.tell(
    isNew ? `Added. ${part} now has ${countText(count, 'live value')} in ${list}.` : 'It is live already. Nothing was changed.',
  );
  if (isNew) terminal.tell('Functions take it up at the first request that needs it, at most five minutes from now.');
};
