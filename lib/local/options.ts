import { resolve } from 'node:path';
import type { Environment } from '../../functions/platform/env.ts';
import { StartError } from './start-error.ts';

/** What may be chosen on a laptop; a port of 0 stands for any free one. */
export type LocalOptions = {
  readonly port: number;
  /** Absolute; null keeps nothing. */
  readonly dataFolder: string | null;
  readonly sqsPort: number;
  readonly dynamoDbPort: number;
  /** Stores that run already, in place of the embedded ones. */
  readonly sqsEndpoint: string | undefined;
  readonly dynamoDbEndpoint: string | undefined;
  /** JSON files, absolute; undefined for what is built in. */
  readonly secretsFile: string | undefined;
  readonly settingsFile: string | undefined;
};

export const DEFAULT_PORT = 3000;
const DEFAULT_DATA_FOLDER = '.hookledger';
const IN_MEMORY = 'memory';

/** The options that the environment names. Throws a `StartError` that names a variable that cannot be meant so. */
export const localOptionsFrom = (env: Environment): LocalOptions => ({
  port: portFrom(env, 'PORT', DEFAULT_PORT),
  dataFolder: env['DATA_DIR'] === IN_MEMORY ? null : resolve(env['DATA_DIR'] || DEFAULT_DATA_FOLDER),
  sqsPort: portFrom(env, 'SQS_PORT', 0),
  dynamoDbPort: portFrom(env, 'DYNAMODB_PORT', 0),
  sqsEndpoint: endpointFrom(env, 'AWS_ENDPOINT_URL_SQS'),
  dynamoDbEndpoint: endpointFrom(env, 'AWS_ENDPOINT_URL_DYNAMODB'),
  secretsFile: fileFrom(env, 'HOOKLEDGER_SECRETS'),
  settingsFile: fileFrom(env, 'HOOKLEDGER_SETTINGS'),
});

const portFrom = (env: Environment, name: string, absent: number): number => {
  const text = env[name];
  if (text === undefined || text === '') return absent;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new StartError(`${name} must be a port number from 0 to 65535, not "${text}".`);
};

const endpointFrom = (env: Environment, name: string): string | undefined => {
  const text = env[name];
  if (text === undefined || text === '') return undefined;
  if (/^https?:/.test(text) && URL.canParse(text)) return text;
  throw new StartError(`${name} must be a URL such as http://127.0.0.1:8000, not "${text}".`);
};

const fileFrom = (env: Environment, name: string): string | undefined => (env[name] ? resolve(env[name]) : undefined);
