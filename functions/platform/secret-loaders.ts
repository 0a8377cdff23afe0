import { isRecord, type UnknownRecord } from './record.ts';
import type { SecretLoader } from './secrets.ts';

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

/** The object that the text is. Throws without the parser's own message, which would quote the text. */
export const parseSecrets = (text: string): UnknownRecord => {
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
