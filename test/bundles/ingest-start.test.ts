import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { LOCAL_DEFAULTS } from '../../functions/platform/settings-schema.ts';
import { testkit } from '../../functions/providers/stripe/testkit.ts';
import { bundlingOf } from '../../lib/aws/bundling.ts';
import { ingestEntry } from '../../lib/aws/entries.ts';
import { type AwsReply, type AwsRequest, secretHeld, startFakeAws, stored } from '../support/fake-aws.ts';
import { anEvent } from '../support/ingest.ts';
import { runScript } from './run-script.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'hookledger-ingest-start-'));
const BUNDLE = join(FOLDER, 'index.mjs');

beforeAll(async () => {
  await build({ ...bundlingOf('ingest-stripe'), entryPoints: [ingestEntry('stripe')], outfile: BUNDLE, logLevel: 'silent' });
});

afterAll(() => rmSync(FOLDER, { recursive: true }));

const FUNCTION = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example' };
const GET_SECRET = 'secretsmanager.GetSecretValue';
const SEND = 'AmazonSQS.SendMessage';

const environmentOf = (endpoint: string, env: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  AWS_ENDPOINT_URL: endpoint,
  HOOKLEDGER_QUEUE_URL: `${endpoint}/000000000000/q`,
  HOOKLEDGER_SECRET_ID: 'prod/stripe',
  HOOKLEDGER_SETTINGS_JSON: JSON.stringify(LOCAL_DEFAULTS),
  ...env,
});

/** Starts the bundle as Lambda does, with Secrets Manager and SQS in front of it, and gives it the same genuine request twice. */
const runBundle = async (secretReplies: readonly AwsReply[] = [], env: Readonly<Record<string, string>> = FUNCTION) => {
  const replies = [...secretReplies];
  const reply = (request: AwsRequest): AwsReply =>
    request.target === GET_SECRET ? (replies.shift() ?? secretHeld(testkit.secret)) : stored(request);
  const fake = await startFakeAws(reply);
  const body = testkit.unrelated({ eventId: 'evt_1', at: new Date() });
  const event = anEvent({ headers: { ...testkit.sign(body, testkit.secret, new Date()).headers }, body });
  const script = `const { handler } = await import(${JSON.stringify(BUNDLE)});
for (const event of ${JSON.stringify([event, event])}) {
  const answer = await handler(event).catch(({ name, message }) => ({ statusCode: name + ': ' + message }));
  console.log(JSON.stringify({ answer: answer.statusCode }));
}`;
  const lines = await runScript(script, environmentOf(fake.endpoint, env));
  fake.stop();
  const told = lines.map((line) => JSON.parse(line));
  return { answers: told.flatMap(({ answer }) => answer ?? []), told, heard: fake.heard, targets: fake.heard.map(({ target }) => target) };
};

it('fetches its secret at the first request, once', async () => {
  expect(await runBundle()).toMatchObject({ answers: [200, 200], targets: [GET_SECRET, SEND, SEND] });
});

it('asks for its secret once more when the connection broke', async () => {
  expect(await runBundle(['hang up'])).toMatchObject({ answers: [200, 200], targets: [GET_SECRET, GET_SECRET, SEND, SEND] });
});

it('calls nobody before there is a request', async () => {
  const fake = await startFakeAws(() => 'hang up');
  const lines = await runScript(`const { handler } = await import(${JSON.stringify(BUNDLE)}); console.log(typeof handler);`, {
    ...environmentOf(fake.endpoint, FUNCTION),
  });
  fake.stop();
  expect({ lines, heard: fake.heard }).toEqual({ lines: ['function'], heard: [] });
});

it('answers 503 without credentials, sends nothing, and logs that its environment is wrong', async () => {
  const { answers, told, targets } = await runBundle([], { AWS_REGION: 'eu-central-1' });
  expect({ answers, targets }).toEqual({ answers: [503, 503], targets: [] });
  expect(told).toContainEqual(expect.objectContaining({ reason: 'SecretUnavailableError', cause: 'EnvironmentError' }));
});

it('starts in an environment that is wrong, and says so at each request', async () => {
  const { answers } = await runBundle([], { ...FUNCTION, HOOKLEDGER_SETTINGS_JSON: '{}' });
  const wrong = 'EnvironmentError: The environment variable HOOKLEDGER_SETTINGS_JSON does not hold settings';
  expect(answers).toEqual([wrong, wrong]);
});

it('writes nothing of what it answered 200 but the place of the secret, and that once', async () => {
  const { told } = await runBundle();
  const place = expect.objectContaining({ provider: 'stripe', position: '0', SecretPosition: 1 });
  expect(told.filter(({ answer }) => answer === undefined)).toEqual([place]);
});

it('is configured by its environment alone, not by the files of AWS’s tools', async () => {
  writeFileSync(join(FOLDER, 'config'), '[default]\nsdk_ua_app_id = named-in-a-file\n');
  const { answers, heard } = await runBundle([], { ...FUNCTION, AWS_CONFIG_FILE: join(FOLDER, 'config') });
  expect(answers).toEqual([200, 200]);
  expect(heard.map(({ headers }) => headers['user-agent']).filter((agent) => agent?.includes('named-in-a-file'))).toEqual([]);
  const named = await runBundle([], { ...FUNCTION, AWS_SDK_UA_APP_ID: 'named-in-the-environment' });
  expect(named.heard.every(({ headers }) => headers['user-agent']?.includes('named-in-the-environment'))).toBe(true);
});
