import { type AwsCall, AwsCallError, createAwsCall } from './aws-call.ts';
import { type Environment, processEnvironment, type SecretLocation } from './env.ts';
import { isRecord, type UnknownRecord } from './record.ts';
import type { SecretLoader } from './secrets.ts';
import { secretsEndpointFrom } from './secrets-endpoint.ts';

/** The loader for a function's secret, wherever its environment says that it is. */
export const secretLoaderFor = (location: SecretLocation, env: Environment = processEnvironment()): SecretLoader =>
  location.kind === 'file'
    ? loadFromFile(location.path)
    : loadFromSecretsManager(location.id, createAwsCall('secretsmanager', secretsEndpointFrom(env), env));

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
  async (name, signal) => {
    // No function has such a file, and none should load what reads it.
    const { readFile } = process.getBuiltinModule('node:fs/promises');
    return loadFromObject(parseSecrets(await readFile(path, { encoding: 'utf8', signal })))(name, signal);
  };

/**
 * One secret of Secrets Manager, which holds one part: a function may read no other. A connection that broke and a service that failed
 * are asked once more, a refusal is not.
 */
const loadFromSecretsManager =
  (id: string, call: AwsCall): SecretLoader =>
  async (_name, signal) => {
    const ask = () => call('GetSecretValue', { SecretId: id }, signal);
    const { SecretString = '{}' } = await ask().catch((error: unknown) => {
      if (signal.aborted || (error instanceof AwsCallError && error.status < 500)) throw error;
      return ask();
    });
    return parseSecrets(String(SecretString));
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
