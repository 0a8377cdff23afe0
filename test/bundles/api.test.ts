import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { LOCAL_DEFAULTS } from '../../functions/platform/settings-schema.ts';
import { bundlingOf } from '../../lib/aws/bundling.ts';
import { ENTRIES } from '../../lib/aws/entries.ts';
import { anApi, WRITE_KEY } from '../api/an-api.ts';
import { anEvent } from '../support/ingest.ts';
import { runScript } from './run-script.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'hookledger-api-'));
const BUNDLE = join(FOLDER, 'index.mjs');
const SECRETS = join(FOLDER, 'secrets.json');

const ENVIRONMENT = {
  AWS_REGION: 'eu-central-1',
  HOOKLEDGER_SETTINGS_JSON: JSON.stringify(LOCAL_DEFAULTS),
  HOOKLEDGER_SECRETS_FILE: SECRETS,
  HOOKLEDGER_QUEUE_URL: 'http://127.0.0.1:1/q',
  HOOKLEDGER_DEAD_LETTER_QUEUE_URL: 'http://127.0.0.1:1/d',
  ...{
    HOOKLEDGER_TABLE_CUSTOMERS: 'c',
    HOOKLEDGER_TABLE_TRANSACTIONS: 't',
    HOOKLEDGER_TABLE_SUBSCRIPTIONS: 's',
    HOOKLEDGER_TABLE_EVENTS: 'e',
  },
};

beforeAll(async () => {
  await build({ ...bundlingOf('api'), entryPoints: [ENTRIES.api], outfile: BUNDLE, logLevel: 'silent' });
  writeFileSync(SECRETS, JSON.stringify({ api: { keys: [{ name: 'backend', key: WRITE_KEY, scope: 'write' }] } }));
});

afterAll(() => rmSync(FOLDER, { recursive: true }));

/** What the bundle answers, asked as Lambda asks it. The answer is the last line: those before it are the log. */
const askBundle = async (method: string, path: string, body?: unknown): Promise<unknown> => {
  const headers = { authorization: `Bearer ${WRITE_KEY}`, 'content-type': 'application/json' };
  const event = { cookies: [], ...anEvent({ method, path, headers, body: JSON.stringify(body) ?? '' }) };
  const script = `const { handler } = await import(${JSON.stringify(BUNDLE)});
console.log((await handler(${JSON.stringify(event)}, {})).body);`;
  return JSON.parse((await runScript(script, ENVIRONMENT)).at(-1) ?? '');
};

// The bundle holds less of zod than the sources load (lib/aws/narrow-zod.ts).
it('the bundle of the API makes the document that its sources make', async () =>
  expect(await askBundle('GET', '/openapi.json')).toEqual(JSON.parse(readFileSync('docs/openapi.json', 'utf8'))));

it('the bundle of the API refuses what its sources refuse, in the same words', async () => {
  const body = { key: 1, partner_key: '', provider_keys: ['stripe:'], more: true };
  const { json } = await anApi().post('/v1/customers', body);
  expect(json.errors).toHaveLength(4);
  expect(await askBundle('POST', '/v1/customers', body)).toEqual(json);
});
