import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startSecretsManager } from './secrets-manager.ts';

type Store = Awaited<ReturnType<typeof startSecretsManager>>;

let store: Store;

beforeEach(async () => {
  const parts = ['stripe', 'chargebee', 'recurly', 'chargify', 'chargily', 'api'];
  store = await startSecretsManager(Object.fromEntries(parts.map((part) => [`hookledger/dev/${part}`, '{}'])));
});

afterEach(() => store.stop());

/** Runs the command as a person with a pipe does. */
const run = async (args: readonly string[], answers: readonly string[] = []) => {
  const env = {
    ...{ PATH: process.env['PATH'] ?? '', AWS_REGION: 'eu-central-1', AWS_ENDPOINT_URL: store.endpoint },
    ...{ AWS_ACCESS_KEY_ID: 'example', AWS_SECRET_ACCESS_KEY: 'example' },
  };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'bin/secrets.ts', ...args], { env });
  child.stdin.end(answers.map((answer) => `${answer}\n`).join(''));
  const [stdout, stderr] = await Promise.all([child.stdout.toArray(), child.stderr.toArray(), once(child, 'exit')]);
  return { stdout: stdout.join(''), stderr: stderr.join(''), code: child.exitCode };
};

const stored = (part: string): unknown => JSON.parse(store.liveText(`hookledger/dev/${part}`));

it('puts the first secret in the place of nothing, and the second beside it', async () => {
  expect(await run(['put', 'stripe', '--stage', 'dev'], ['whsec_first'])).toMatchObject({ code: 0, stdout: '' });
  expect(await run(['rotate', 'stripe', '--stage', 'dev'], ['whsec_second'])).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('retire stripe --stage dev'),
  });
  expect(stored('stripe')).toEqual({ signingSecrets: ['whsec_first', 'whsec_second'] });
});

it('retires the oldest and never the last by mistake', async () => {
  store.put('hookledger/dev/stripe', JSON.stringify({ signingSecrets: ['whsec_first', 'whsec_second'] }));
  expect(await run(['retire', 'stripe', '--stage', 'dev', '--in-use'])).toMatchObject({ code: 0 });
  expect(stored('stripe')).toEqual({ signingSecrets: ['whsec_second'] });
  expect(await run(['retire', 'stripe', '--stage', 'dev', '--in-use'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('It is the last live value'),
  });
});

it.each([
  ['stripe', ['sk_live_not_this_one'], 'begins with whsec_'],
  ['chargily', ['whsec_not_this'], 'test_sk_ or live_sk_'],
  ['chargebee', ['a:b', 'long enough'], 'no colon'],
  ['chargebee', ['webhook', 'short'], 'at least 8 characters'],
  ['chargify', [], 'nothing was given'],
])('refuses a value of %s that cannot be one, without quoting it: %j', async (part, answers, rule) => {
  const { code, stderr } = await run(['put', part, '--stage', 'dev'], answers);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(rule) });
  for (const answer of answers) expect(stderr).not.toContain(answer);
  expect(stored(part)).toEqual({});
});

it('asks for user and password where a provider uses both', async () => {
  await run(['put', 'chargebee', '--stage', 'dev'], ['webhook', 'correct horse']);
  await run(['put', 'recurly', '--stage', 'dev', '--list', 'signingSecrets'], ['signing-secret']);
  expect([stored('chargebee'), stored('recurly')]).toEqual([
    { users: [{ username: 'webhook', password: 'correct horse' }] },
    { signingSecrets: ['signing-secret'] },
  ]);
});

it('makes an API key by itself and shows it once', async () => {
  const { stdout } = await run(['put', 'api', '--stage', 'dev', '--name', 'backend', '--scope', 'write']);
  expect(stdout).toMatch(/^hl_[\w-]{43}\n$/);
  expect(stored('api')).toEqual({ keys: [{ name: 'backend', key: stdout.trim(), scope: 'write' }] });
  const status = await run(['status', 'api', '--stage', 'dev']);
  expect(status.stdout).toContain('backend (write)');
  expect(status.stdout).not.toContain(stdout.trim());
});

it('changes nothing when the value is live already', async () => {
  store.put('hookledger/dev/stripe', JSON.stringify({ signingSecrets: ['whsec_first'] }));
  const before = store.liveText('hookledger/dev/stripe');
  expect(await run(['put', 'stripe', '--stage', 'dev'], ['whsec_first'])).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('live already'),
  });
  expect(store.liveText('hookledger/dev/stripe')).toBe(before);
});

it('loses neither of two values that are put at once', async () => {
  let others = 0;
  store.before.hook = (operation) => {
    if (operation !== 'UpdateSecretVersionStage' || others > 0) return;
    others += 1;
    store.put('hookledger/dev/stripe', JSON.stringify({ signingSecrets: ['whsec_theirs'] }));
  };
  expect(await run(['put', 'stripe', '--stage', 'dev'], ['whsec_ours'])).toMatchObject({ code: 0 });
  expect(stored('stripe')).toEqual({ signingSecrets: ['whsec_theirs', 'whsec_ours'] });
});

it.each([
  [['put', 'stripe', '--stage', 'prod'], 1, 'There is no secret hookledger/prod/stripe'],
  [['put', 'paypal', '--stage', 'dev'], 2, 'Allowed choices are stripe, chargebee, recurly, chargify, chargily, api'],
  [['put', 'stripe'], 2, "required option '--stage <name>' not specified"],
  [['put', 'api', '--stage', 'dev'], 2, 'needs --name'],
  [['rotate', 'stripe', '--stage', 'dev'], 1, 'no live value to replace'],
])('says what is wrong with %j', async (args, code, sentence) =>
  expect(await run(args, ['whsec_given'])).toMatchObject({ code, stderr: expect.stringContaining(sentence), stdout: '' }),
);

it('keeps the words of a broken secret to itself', async () => {
  store.put('hookledger/dev/stripe', '{"signingSecrets": ["whsec_broken"');
  const { code, stderr } = await run(['status', 'stripe', '--stage', 'dev']);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('is not a JSON object') });
  expect(stderr).not.toContain('whsec_broken');
});
