import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { LOCAL_TABLE_NAMES } from '../../functions/ledger/tables.ts';
import { LOCAL_DEFAULTS } from '../../functions/platform/settings-schema.ts';
import { bundlingOf } from '../../lib/aws/bundling.ts';
import { ENTRIES } from '../../lib/aws/entries.ts';
import { refusal, startFakeAws } from '../support/fake-aws.ts';
import { runScript } from './run-script.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'hookledger-credentials-'));
const BUNDLE = join(FOLDER, 'index.mjs');

beforeAll(async () => {
  await build({ ...bundlingOf('sweeper'), entryPoints: [ENTRIES.sweeper], outfile: BUNDLE, logLevel: 'silent' });
});

afterAll(() => rmSync(FOLDER, { recursive: true }));

/** Runs the sweeper once, whose bundle holds the clients of the SDK, with a DynamoDB in front of it that refuses. The lines that it says; the last is what it threw. */
const runBundle = async (credentials: Readonly<Record<string, string>>) => {
  const fake = await startFakeAws(() => refusal('ResourceNotFoundException'));
  const script = `const { handler } = await import(${JSON.stringify(BUNDLE)});
await handler({}, { getRemainingTimeInMillis: () => 60_000 }).catch((error) => console.log(error.name));`;
  const env = {
    AWS_REGION: 'eu-central-1',
    AWS_ENDPOINT_URL: fake.endpoint,
    HOOKLEDGER_QUEUE_URL: `${fake.endpoint}/000000000000/q`,
    HOOKLEDGER_DEAD_LETTER_QUEUE_URL: `${fake.endpoint}/000000000000/d`,
    HOOKLEDGER_TABLE_CUSTOMERS: LOCAL_TABLE_NAMES.customers,
    HOOKLEDGER_TABLE_TRANSACTIONS: LOCAL_TABLE_NAMES.transactions,
    HOOKLEDGER_TABLE_SUBSCRIPTIONS: LOCAL_TABLE_NAMES.subscriptions,
    HOOKLEDGER_TABLE_EVENTS: LOCAL_TABLE_NAMES.events,
    HOOKLEDGER_SETTINGS_JSON: JSON.stringify(LOCAL_DEFAULTS),
    ...credentials,
  };
  const lines = await runScript(script, env);
  fake.stop();
  return { heard: fake.heard, lines };
};

const FUNCTION_CREDENTIALS = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example', AWS_SESSION_TOKEN: 'session-example' };

it('lets the SDK sign with the credentials that Lambda gives a function, the session among them', async () => {
  const { heard, lines } = await runBundle(FUNCTION_CREDENTIALS);
  expect(heard[0]?.headers).toMatchObject({
    authorization: expect.stringContaining('Credential=AKIDEXAMPLE/'),
    'x-amz-security-token': 'session-example',
  });
  expect(lines.at(-1)).toBe('ResourceNotFoundException');
});

it('sends nothing without them, and says that its environment is wrong', async () => {
  const { heard, lines } = await runBundle({});
  expect([heard, lines.at(-1)]).toEqual([[], 'EnvironmentError']);
});
