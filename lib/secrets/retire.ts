import { Argument, type CommandUnknownOpts, InvalidArgumentError } from '@commander-js/extra-typings';
import { CliError } from '../cli/cli-error.ts';
import { countText, timeText } from '../cli/times.ts';
import { changeSecret } from './change-secret.ts';
import { createSecretsCommand, listOption, SECRET_PARTS, type SecretsContext } from './context.ts';
import { KINDS, type SecretPart } from './kinds.ts';
import type { LastVerified } from './last-verified.ts';
import { type LiveValue, liveValues, withoutValue } from './live-values.ts';
import { valueToRetire } from './rotation.ts';

/** Ends a rotation. The value that goes is the one that was looked at, even when another person changes the list meanwhile. */
export const retireCommand = (context: SecretsContext): CommandUnknownOpts =>
  createSecretsCommand('retire', {
    description: 'takes the oldest live secret away; refused while it still verifies requests',
    example: 'retire stripe --stage prod',
  })
    .addArgument(new Argument('<part>', 'a provider, or api').choices(SECRET_PARTS))
    .addOption(listOption())
    .option('--position <number>', 'which one, as status shows it; default: the oldest', position)
    .option('--last', 'even when none is left then')
    .option('--in-use', 'even when it verified a request lately')
    .action(async (part, { stage, list = usualList(part), position: at, last = false, inUse = false }) => {
      const store = context.storeOf(stage);
      const { secret, since } = await store.read(part);
      const value = valueToRetire(ofList(liveValues(secret), list), at, last);
      if (!inUse) await refuseInUse(context.lastVerifiedIn(stage), { part, value, since });
      const { after } = await changeSecret(store, part, (now) => {
        const live = ofList(liveValues(now), list);
        const same = live.find(({ fingerprint }) => fingerprint === value.fingerprint);
        if (same === undefined) throw new CliError('Somebody else has taken it away meanwhile.');
        return withoutValue(now, valueToRetire(live, same.position, last));
      });
      const left = ofList(liveValues(after), list).length;
      context.terminal.tell(`Retired ${value.fingerprint}. ${part} now has ${countText(left, 'live value')} in ${list}.`);
      context.terminal.tell('Functions that keep it forget it within five minutes.');
    });

const ofList = (live: readonly LiveValue[], list: string): readonly LiveValue[] => live.filter((value) => value.list === list);

const usualList = (part: SecretPart): string => (part === 'api' ? 'keys' : KINDS[part][0].list);

const refuseInUse = async (
  lastVerified: LastVerified,
  { part, value, since }: { readonly part: SecretPart; readonly value: LiveValue; readonly since: Date },
): Promise<void> => {
  const verified = await lastVerified(part, value.position, since);
  if (verified === null || verified.last === null) return;
  throw new CliError(
    `It verified ${countText(verified.requests, 'request')} since the secret was changed last, the last one in the hour from ` +
      `${timeText(verified.last.toISOString())}: ${part} still uses it. --in-use takes it away all the same.`,
  );
};

const position = (text: string): number => {
  if (!/^\d{1,3}$/.test(text)) throw new InvalidArgumentError('It must be a position that status shows.');
  return Number(text);
};
