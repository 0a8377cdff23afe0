import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '../support/client.ts';
import { aFolder, eventually, startLocalProgram } from '../support/local-process.ts';
import { testkits } from '../support/testkits.ts';
import { liveSecret, UNTOLD } from './bad-input.ts';
import { SITE } from './odd-form.ts';

export const WRITE_KEY = 'write-key-of-the-suite';
export const READ_KEY = 'read-key-of-the-suite';

const KEYS = [
  { name: 'backend', key: WRITE_KEY, scope: 'write' },
  { name: 'dashboard', key: READ_KEY, scope: 'read' },
];

const SECRETS = { ...Object.fromEntries(testkits.map((testkit) => [testkit.provider.id, liveSecret(testkit)])), api: { keys: KEYS } };

const aFile = (name: string, content: object): string => {
  const path = join(aFolder(), name);
  writeFileSync(path, JSON.stringify(content));
  return path;
};

/** The product in a process of its own, with the secrets of the suite, one site of Chargify's, and the customer who pays. */
export const startServer = async (secrets: object = SECRETS) => {
  const secretsFile = aFile('secrets.json', secrets);
  const env = { HOOKLEDGER_SECRETS: secretsFile, HOOKLEDGER_SETTINGS: aFile('settings.json', { chargify: { site: SITE } }) };
  const { url, stderr } = await startLocalProgram({ program: 'test/bad-inputs/server.ts', env });
  const client = createClient(url, WRITE_KEY);
  let read = 0;
  /** The log since it was read last; all that was answered until now is in it. */
  const newLines = async (): Promise<readonly string[]> => {
    const news = () => stderr().slice(read);
    await fetch(`${url}/healthz`);
    await eventually(() => news().includes('"route":"/healthz"'));
    const lines = news().split('\n');
    read = stderr().length;
    return lines;
  };
  return { url, secretsFile, client, newLines };
};

export type Server = Awaited<ReturnType<typeof startServer>>;

/** The customer to whom the payments of the suite belong. */
export const createPayer = ({ client }: Server) => client.post('/v1/customers', { key: UNTOLD });
