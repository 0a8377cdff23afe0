import { readFileSync } from 'node:fs';
import { isRecord, type UnknownRecord } from '../../functions/platform/record.ts';
import { BUILT_IN_SECRETS } from '../local/built-in-secrets.ts';
import { checkSecretsFile } from '../local/read-files.ts';

/** The secrets of a file as the laptop takes it, those that are built in without one. Throws a `StartError` that says what is wrong. */
export const secretsOf = (path: string | undefined): UnknownRecord => {
  if (path === undefined) return BUILT_IN_SECRETS;
  checkSecretsFile(path);
  const secrets: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return isRecord(secrets) ? secrets : {};
};
