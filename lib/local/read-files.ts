import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Settings } from '../../functions/platform/settings.ts';
import { LOCAL_DEFAULTS, mergeSettings, SettingsError } from '../../functions/platform/settings-schema.ts';
import { errorCode, StartError } from './start-error.ts';

/** The settings of a file over the local defaults. Throws a `StartError` that names the file and what is wrong. */
export const readSettingsFile = (path: string | undefined): Settings => {
  if (path === undefined) return LOCAL_DEFAULTS;
  try {
    return mergeSettings(LOCAL_DEFAULTS, readJson(path, 'settings'));
  } catch (error) {
    if (error instanceof SettingsError) throw new StartError(`The settings file ${path} is not valid: ${error.problems.join('; ')}.`);
    throw error;
  }
};

/** Throws a `StartError` that names the file and the field, never a value, unless the file holds secrets. */
export const checkSecretsFile = (path: string): void => {
  const { error } = secretsSchema.safeParse(readJson(path, 'secrets'));
  if (error === undefined) return;
  const problems = error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`);
  throw new StartError(`The secrets file ${path} is not valid: ${problems.join('; ')}.`);
};

const values = z.array(z.string().min(1));
const users = z.array(z.strictObject({ username: z.string().min(1), password: z.string().min(1) }));
const apiKeys = z.array(z.strictObject({ name: z.string().min(1), key: z.string().min(1), scope: z.enum(['read', 'write']) }));

/** A provider that is absent answers 401. */
const secretsSchema = z
  .strictObject({
    stripe: z.strictObject({ signingSecrets: values }),
    chargebee: z.strictObject({ users }),
    recurly: z.strictObject({ signingSecrets: values.optional(), users: users.optional() }),
    chargify: z.strictObject({ sharedKeys: values }),
    chargily: z.strictObject({ apiSecretKeys: values }),
    api: z.strictObject({ keys: apiKeys }),
  })
  .partial();

const readJson = (path: string, what: string): unknown => {
  const text = readText(path, what);
  try {
    return JSON.parse(text);
  } catch {
    throw new StartError(`The ${what} file ${path} is not JSON.`);
  }
};

const readText = (path: string, what: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new StartError(`The ${what} file ${path} cannot be read (${errorCode(error) ?? 'unknown error'}).`);
  }
};
