import { randomBytes } from 'node:crypto';
import { CliError, EXIT } from '../cli/cli-error.ts';
import { askValue } from './ask.ts';
import { changeSecret } from './change-secret.ts';
import type { SecretsContext } from './context.ts';
import { KINDS, kindOf, type SecretPart } from './kinds.ts';
import { type PartSecret, valuesOf, withValue } from './live-values.ts';

export type AddOptions = {
  readonly stage: string;
  readonly list?: string | undefined;
  /** Of an API key. */
  readonly name?: string | undefined;
  readonly scope?: 'read' | 'write' | undefined;
};

/** Refuses what must not be done to the values that are live now, by throwing a `CliError`. */
export type Check = (live: readonly unknown[]) => void;

export type Added = { readonly list: string; readonly count: number; readonly isNew: boolean; readonly apiKey?: string };

/** Puts one more live value beside those that are there: asked of the person, or made here when it is an API key. */
export const addValue = async (context: SecretsContext, part: SecretPart, options: AddOptions, check: Check = () => {}): Promise<Added> => {
  const { list, value, apiKey } = part === 'api' ? newApiKey(options) : await askedValue(context, part, options);
  const { before, after } = await changeSecret(context.storeOf(options.stage), part, (secret: PartSecret) => {
    check(valuesOf(secret, list));
    return withValue(secret, list, value);
  });
  const count = valuesOf(after, list).length;
  return { list, count, isNew: after !== before, ...(apiKey === undefined ? {} : { apiKey }) };
};

const askedValue = async (context: SecretsContext, part: Exclude<SecretPart, 'api'>, { list }: AddOptions) => {
  const kind = kindOf(part, list);
  if (kind === undefined) {
    throw new CliError(`${part} has no list ${list}: it has ${KINDS[part].map((known) => known.list).join(', ')}`, EXIT.usage);
  }
  return { list: kind.list, value: await askValue(context.ask, kind), apiKey: undefined };
};

const API_KEY_BYTES = 32;

const newApiKey = ({ name, scope }: AddOptions) => {
  if (name === undefined || scope === undefined) throw new CliError('An API key needs --name <name> and --scope read|write', EXIT.usage);
  if (!/^[\w.-]{1,64}$/.test(name)) throw new CliError('The name of an API key is 1 to 64 letters, digits, ".", "-" or "_"', EXIT.usage);
  const key = `hl_${randomBytes(API_KEY_BYTES).toString('base64url')}`;
  return { list: 'keys', value: { name, key, scope }, apiKey: key };
};
