// A program: writes docs/openapi.json, and the client that is made of it. With --check it writes nothing, and fails when either is
// not what it would write.
import { readFileSync, writeFileSync } from 'node:fs';
import { generateSource } from 'oazapfts';
import { anApi } from '../an-api.ts';

const DOCUMENT = 'docs/openapi.json';
const CLIENT = 'test/api/client/hookledger.ts';

/** Whoever calls the client is checked against its types; only what it does inside is not. */
const UNCHECKED = "// @ts-nocheck The library's own types do not hold under exactOptionalPropertyTypes.\n";

/** The generator names itself with an address, which is none of ours to keep. */
const makeClient = async (): Promise<string> => {
  const source = await generateSource(DOCUMENT);
  return `${UNCHECKED}${source.replace(/^ \* See .*\n/m, '')}`;
};

const makeDocument = async (): Promise<string> => {
  const { json } = await anApi().call('/openapi.json', { key: null });
  return `${JSON.stringify(json, null, 2)}\n`;
};

const isAsWritten = (path: string, text: string): boolean => {
  try {
    return readFileSync(path, 'utf8') === text;
  } catch {
    return false;
  }
};

const write = (path: string, text: string): void => {
  writeFileSync(path, text);
  process.stdout.write(`${path} is written\n`);
};

const check = (path: string, text: string): void => {
  if (isAsWritten(path, text)) return;
  process.stderr.write(`${path} is not what the routes say: run npm run openapi\n`);
  process.exitCode = 1;
};

const keep = process.argv.includes('--check') ? check : write;
const document = await makeDocument();
keep(DOCUMENT, document);
// The client is made of the file: it may be made of nothing else, so there is no need for it when the file is stale.
if (isAsWritten(DOCUMENT, document)) keep(CLIENT, await makeClient());
