import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { LOCAL_DEFAULTS } from '../../functions/platform/settings-schema.ts';
import { testkit } from '../../functions/providers/stripe/testkit.ts';
import { bundlingOf } from '../../lib/aws/bundling.ts';
import { ingestEntry } from '../../lib/aws/entries.ts';
import { anEvent } from '../support/ingest.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'hookledger-credentials-'));
const BUNDLE = join(FOLDER, 'index.mjs');
const SECRETS = join(FOLDER, 'secrets.json');

beforeAll(async () => {
  await build({ ...bundlingOf('ingest-stripe'), entryPoints: [ingestEntry('stripe')], outfile: BUNDLE, logLevel: 'silent' });
  writeFileSync(SECRETS, JSON.stringify({ stripe: testkit.secret }));
});

afterAll(() => rmSync(FOLDER, { recursive: true }));

const body = testkit.unrelated({ eventId: 'evt_1', at: new Date() });

/** Runs the bundle once, as Lambda does, with a queue in front of it that only listens. */
const runBundle = async (credentials: Readonly<Record<string, string>>) => {
  const heard: IncomingHttpHeaders[] = [];
  const queue = createServer((request, response) => {
    heard.push(request.headers);
    response.writeHead(500).end('{}');
  }).listen(0, '127.0.0.1');
  await once(queue, 'listening');
  const endpoint = `http://127.0.0.1:${(queue.address() as AddressInfo).port}`;
  const event = anEvent({ headers: { ...testkit.sign(body, testkit.secret, new Date()).headers }, body });
  const script = `const { handler } = await import(${JSON.stringify(BUNDLE)});
console.log(JSON.stringify(await handler(${JSON.stringify(event)})));`;
  const env = {
    ...{
      AWS_REGION: 'eu-central-1',
      AWS_ENDPOINT_URL: endpoint,
      HOOKLEDGER_QUEUE_URL: `${endpoint}/000000000000/q`,
      HOOKLEDGER_SECRETS_FILE: SECRETS,
    },
    ...{ HOOKLEDGER_SETTINGS_JSON: JSON.stringify(LOCAL_DEFAULTS), ...credentials },
  };
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = (await child.stdout.toArray()).join('').trim().split('\n');
  queue.close();
  queue.closeAllConnections();
  return { heard, lines };
};

const FUNCTION_CREDENTIALS = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example', AWS_SESSION_TOKEN: 'session-example' };

it('signs with the credentials that Lambda gives a function, the session among them', async () => {
  const { heard } = await runBundle(FUNCTION_CREDENTIALS);
  expect(heard[0]).toMatchObject({
    authorization: expect.stringContaining('Credential=AKIDEXAMPLE/'),
    'x-amz-security-token': 'session-example',
  });
});

it('answers 503 without them, and logs that its environment is wrong', async () => {
  const { heard, lines } = await runBundle({});
  expect(heard).toEqual([]);
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ statusCode: 503 });
  expect(lines.join()).toContain('"cause":"EnvironmentError"');
});
