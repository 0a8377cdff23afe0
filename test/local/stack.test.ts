import { execFile, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { QUEUE_NAME } from '../../lib/local/create-queues.ts';
import {
  aFolder,
  answers,
  endAll,
  eventually,
  type LocalProcess,
  runLocalProgram,
  startLocalProgram,
  withTakenPort,
} from '../support/local-process.ts';

const STUB = { program: 'test/support/stub-product.ts' };
/** How long the poller of lib/local/queue-poller.ts has SQS wait for a message. */
const LONG_POLL_MS = 20_000;

const send = async ({ url }: LocalProcess, body: string) => (await fetch(`${url}/webhooks/stripe`, { method: 'POST', body })).status;
const processed = async ({ url }: LocalProcess): Promise<readonly string[]> => JSON.parse(await (await fetch(`${url}/processed`)).text());

/** What is received from now on comes again when the stack starts anew, or not in time for any test. */
const hideForAnHour = async ({ sqsEndpoint }: LocalProcess): Promise<void> => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SQSClient({ endpoint: sqsEndpoint, region: 'us-east-1', credentials });
  const QueueUrl = `${sqsEndpoint}/000000000000/${QUEUE_NAME}`;
  await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: '3600' } }));
  client.destroy();
};

const aFile = (text: string): string => {
  const path = join(aFolder(), 'file.json');
  writeFileSync(path, text);
  return path;
};

const childrenOf = async (pid: number) => (await promisify(execFile)('pgrep', ['-P', String(pid)])).stdout.trim().split(/\s+/);

afterEach(endAll);

describe('the stack on a laptop', () => {
  it('says that it is ready, then where everything is', async () => {
    const stack = await startLocalProgram(STUB);
    const lines = stack.stdout().split('\n');
    expect(lines[0]).toMatch(/^hookledger is ready at http:\/\/127\.0\.0\.1:\d+$/);
    for (const provider of ['stripe', 'chargebee', 'recurly', 'chargify', 'chargily']) {
      expect(stack.stdout()).toContain(`${stack.url}/webhooks/${provider}\n`);
    }
    for (const word of ['API', 'secrets', 'settings', 'SQS', 'DynamoDB', 'data'])
      expect(stack.stdout()).toMatch(new RegExp(`^  ${word} `, 'm'));
    expect(stack.stderr()).toBe('');
  });

  it('brings a webhook to the processor', async () => {
    const stack = await startLocalProgram(STUB);
    expect(await send(stack, 'one')).toBe(200);
    await eventually(async () => (await processed(stack)).includes('one'));
  });

  it('listens on 127.0.0.1 alone', async () => {
    const stack = await startLocalProgram(STUB);
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of others) {
      for (const endpoint of [stack.url, stack.sqsEndpoint, stack.dynamoDbEndpoint]) {
        expect(await answers(endpoint.replace('127.0.0.1', address))).toBe(false);
      }
    }
  });

  it('keeps what was answered 200 through a kill -9, and hands over at once what was being worked on', async () => {
    const env = { DATA_DIR: aFolder() };
    const first = await startLocalProgram({ ...STUB, env: { ...env, STUB_HANGS: '1' } });
    await hideForAnHour(first);
    await send(first, 'first, in the processor when it is killed');
    await send(first, 'second, on the queue when it is killed');
    await first.kill('SIGKILL');
    const second = await startLocalProgram({ ...STUB, env });
    await eventually(async () => (await processed(second)).length === 2);
  });

  it('has a message on disk whenever it is answered 200', async () => {
    const folder = aFolder();
    const stack = await startLocalProgram({ ...STUB, env: { DATA_DIR: folder, STUB_HANGS: '1' } });
    const queue = new DatabaseSync(join(folder, 'fauxqs.db'), { readOnly: true });
    const count = queue.prepare('SELECT count(*) AS stored FROM sqs_messages');
    for (let sent = 1; sent <= 30; sent += 1) {
      expect(await send(stack, `message ${sent}`)).toBe(200);
      expect(count.get()?.['stored']).toBe(sent);
    }
    queue.close();
  });

  it('uses the stores that the environment names', async () => {
    const first = await startLocalProgram({ ...STUB, env: { STUB_HANGS: '1' } });
    const env = { AWS_ENDPOINT_URL_SQS: first.sqsEndpoint, AWS_ENDPOINT_URL_DYNAMODB: first.dynamoDbEndpoint };
    const second = await startLocalProgram({ ...STUB, env });
    expect([second.sqsEndpoint, second.dynamoDbEndpoint]).toEqual([first.sqsEndpoint, first.dynamoDbEndpoint]);
    await second.kill('SIGTERM');
    expect(await answers(first.dynamoDbEndpoint)).toBe(true);
  });
});

describe('the end', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'comes with %s and waits for no long poll, with exit code 0 and no orphan',
    async (signal) => {
      const stack = await startLocalProgram(STUB);
      const { code, tookMs, stderr } = await stack.kill(signal);
      expect(code).toBe(0);
      expect(tookMs).toBeLessThan(LONG_POLL_MS);
      expect(stderr).toBe('');
      expect(await answers(stack.dynamoDbEndpoint)).toBe(false);
    },
  );

  it('leaves no orphan after a kill -9', async () => {
    const stack = await startLocalProgram(STUB);
    expect(await answers(stack.dynamoDbEndpoint)).toBe(true);
    await stack.kill('SIGKILL');
    await eventually(async () => !(await answers(stack.dynamoDbEndpoint)));
  });

  it('comes when the npm that runs it is killed with -9', async () => {
    const npm = spawn('npm', ['start', '--silent'], { env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: 'memory' } });
    let told = '';
    npm.stdout.setEncoding('utf8').on('data', (text) => {
      told += text;
    });
    await eventually(() => told.includes('Ctrl-C'));
    const url = /ready at (\S+)/.exec(told)?.[1] ?? '';
    expect(await answers(url)).toBe(true);
    npm.kill('SIGKILL');
    await eventually(async () => !(await answers(url)));
  });

  it('comes with exit code 1 and a sentence when the database dies', async () => {
    const stack = await startLocalProgram(STUB);
    const [guard] = await childrenOf(stack.pid);
    process.kill(Number(guard), 'SIGKILL');
    expect(await stack.ended).toMatchObject({ code: 1, stderr: expect.stringMatching(/^The embedded DynamoDB has ended.*\n$/) });
    expect(await answers(stack.dynamoDbEndpoint)).toBe(false);
  });
});

describe('a start that cannot succeed ends with exit code 1 and one sentence:', () => {
  const expectSentence = async (run: Parameters<typeof runLocalProgram>[0], sentence: RegExp): Promise<void> => {
    const { code, stderr, stdout } = await runLocalProgram({ ...STUB, ...run });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  };

  it.each(['PORT', 'SQS_PORT', 'DYNAMODB_PORT'])('%s is in use', async (name) => {
    await withTakenPort((port) => expectSentence({ env: { [name]: port } }, new RegExp(`^Port ${port} is in use .* set ${name} `)));
  });

  it.each(['-1', '65536', 'http', '3000 '])('PORT is %j', (port) => expectSentence({ env: { PORT: port } }, /^PORT must be a port number/));

  it('an endpoint is no URL', () =>
    expectSentence({ env: { AWS_ENDPOINT_URL_SQS: 'localhost:9324' } }, /^AWS_ENDPOINT_URL_SQS must be a URL/));

  it('nothing answers at an endpoint', async () => {
    const env = { AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:1' };
    await expectSentence({ env }, /^The SQS at http:\/\/127\.0\.0\.1:1 cannot be set up/);
  });

  it('a file is not there', async () => {
    await expectSentence(
      { env: { HOOKLEDGER_SECRETS: '/nowhere.json' } },
      /^The secrets file \/nowhere\.json cannot be read \(ENOENT\)\.$/m,
    );
    await expectSentence(
      { env: { HOOKLEDGER_SETTINGS: '/nowhere.json' } },
      /^The settings file \/nowhere\.json cannot be read \(ENOENT\)\.$/m,
    );
  });

  it.each([
    ['HOOKLEDGER_SECRETS', '{"stripe":', /is not JSON\.$/m],
    ['HOOKLEDGER_SECRETS', '{"stripe":{"signingSecrets":"whsec_mine"}}', /is not valid: stripe\.signingSecrets: /],
    ['HOOKLEDGER_SECRETS', '{"paypal":{}}', /is not valid: .*"paypal"/],
    ['HOOKLEDGER_SETTINGS', '[]', /is not valid: settings: must be a JSON object/],
    [
      'HOOKLEDGER_SETTINGS',
      '{"recurly":{"currency":"XXQ"},"colour":1}',
      /recurly\.currency: is no ISO 4217 currency code; colour: unknown field/,
    ],
  ])('%s holds %s', (name, text, sentence) => expectSentence({ env: { [name]: aFile(text) } }, sentence));

  it('the data folder cannot be written', async () => {
    await expectSentence({ env: { DATA_DIR: join(aFile(''), 'below') } }, /^The data folder .* cannot be written \(ENOTDIR\)/);
  });

  // Only Linux has a folder that says "no such folder" to whoever makes one in it.
  (process.platform === 'linux' ? it : it.skip)('the data folder cannot even be made', async () => {
    await expectSentence(
      { env: { DATA_DIR: '/proc/hookledger/data' } },
      /^The data folder \/proc\/hookledger\/data cannot be written \(ENOENT\)/,
    );
  });

  it('the data folder is in use', async () => {
    const env = { DATA_DIR: aFolder() };
    await startLocalProgram({ ...STUB, env });
    await expectSentence({ env }, /^The data folder .* is in use by another hookledger/);
  });

  it('there is no database for this platform', async () => {
    await expectSentence({ cwd: aFolder() }, /^There is no embedded DynamoDB for .* set AWS_ENDPOINT_URL_DYNAMODB/);
  });
});
