import { readFile } from 'node:fs/promises';
import type { SecretLocation } from './env.ts';
import { isRecord, type UnknownRecord } from './record.ts';
import type { SecretLoader } from './secrets.ts';

/** The loader for a function's secret, wherever its environment says that it is. */
export const secretLoaderFor = (location: SecretLocation): SecretLoader =>
  location.kind === 'file' ? loadFromFile(location.path) : loadFromSecretsManager(location.id);

/** Secrets at hand: all parts in one object. A part that is absent or no object is empty, so that it verifies nothing. */
export const loadFromObject =
  (secrets: UnknownRecord): SecretLoader =>
  async (name) => {
    const part = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
    return isRecord(part) ? part : {};
  };

/** A JSON file of all parts, read again at every load, so that an edited secret works without a restart. */
export const loadFromFile =
  (path: string): SecretLoader =>
  async (name, signal) =>
    loadFromObject(parseSecrets(await readFile(path, { encoding: 'utf8', signal })))(name, signal);

/**
 * One secret of Secrets Manager, which holds one part: a function may read no other. The client is imported at the first load, as
 * a warm function with a cached secret never needs it.
 */
const loadFromSecretsManager = (id: string): SecretLoader => {
  let getText: Promise<(signal: AbortSignal) => Promise<string>> | undefined;
  return async (_name, signal) => {
    getText ??= createGetText(id);
    return parseSecrets(await (await getText)(signal));
  };
};

const createGetText = async (id: string) => {
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
  const client = new SecretsManagerClient({ maxAttempts: 2 });
  return async (abortSignal: AbortSignal): Promise<string> => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }), { abortSignal });
    return SecretString ?? '{}';
  };
};

/** Throws without the parser's own message, which would quote the text. */
const parseSecrets = (text: string): UnknownRecord => {
  const json = parseJson(text);
  if (!isRecord(json)) throw new Error('The secrets are not a JSON object');
  return json;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
