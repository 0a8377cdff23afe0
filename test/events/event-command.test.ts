import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createProgram } from '../../lib/events/program.ts';
import { createClient } from '../support/client.ts';
import { aFolder, endAll, type LocalProcess, startLocalProgram } from '../support/local-process.ts';

const run = promisify(execFile);

/** The command in a process of its own; what it prints, or how it fails. */
const event = async (...args: readonly string[]) => {
  try {
    return { code: 0, ...(await run(process.execPath, ['--disable-warning=ExperimentalWarning', 'bin/event.ts', ...args])) };
  } catch (error) {
    const { code, stdout, stderr } = Object(error);
    return { code, stdout, stderr };
  }
};

const OWN_SECRETS = join(aFolder(), 'secrets.json');
const CURL = ['--curl', '--id', 'x', '--url'] as const;

let server: LocalProcess;
beforeAll(async () => {
  server = await startLocalProgram();
  writeFileSync(OWN_SECRETS, JSON.stringify({ stripe: { signingSecrets: ['whsec_of_somebody_else'] } }));
});
afterAll(endAll);

describe('npm run event', () => {
  it('prints a curl command that the server takes, of an event that it then has', async () => {
    const { stdout } = await event('stripe', 'charge.succeeded', ...CURL, server.url);
    expect((await run('sh', ['-c', stdout])).stdout).toMatch(/^HTTP\/1.1 200 OK/);
    const id = /"id": "(evt_\w+)"/.exec(stdout)?.[1];
    await createClient(server.url).until(`/v1/events/stripe/${id}`, ({ status }) => status === 200);
  });

  it('signs with other secrets when it is told so', async () => {
    const { stdout } = await event('stripe', 'charge.succeeded', ...CURL, server.url, '--secrets', OWN_SECRETS);
    expect((await run('sh', ['-c', stdout])).stdout).toMatch(/^HTTP\/1.1 401 Unauthorized/);
  });

  it('prints another event at each call', async () => {
    const [one, other] = await Promise.all([event('chargily', 'checkout.paid'), event('chargily', 'checkout.paid')]);
    const ids = [one, other].map(({ stdout }) => JSON.parse(Buffer.from(JSON.parse(stdout).body, 'base64').toString()).id);
    expect(ids[0]).not.toBe(ids[1]);
  });

  it.each<[args: readonly string[], code: number, said: RegExp]>([
    [['stripe', 'charge.suceeded'], 2, /no sample event charge.suceeded. Did you mean charge.succeeded/],
    [['stripe', 'charge.succeeded', '--secrets', 'missing.json'], 1, /missing.json cannot be read/],
    [['stripe'], 2, /missing required argument 'type'/],
  ])('answers %j with a sentence and an exit code', async (args, code, said) => {
    const answer = await event(...args);
    expect({ code: answer.code, stdout: answer.stdout }).toEqual({ code, stdout: '' });
    expect(answer.stderr).toMatch(said);
    expect(answer.stderr).not.toMatch(/^ +at /m);
  });

  it.each<[args: readonly string[], said: RegExp]>([
    [['stripe', 'succeeded.charge'], /Did you mean charge.succeeded/],
    [['recurly', 'successful_payment_notfication'], /Did you mean successful_payment_notification/],
    [['stirpe', 'charge.succeeded'], /There is no provider stirpe. Did you mean stripe\?/],
    [['list', 'chargefy'], /Did you mean chargify/],
    [['list', 'zzz'], /There are stripe, chargebee, recurly, chargify, chargily\./],
    [['chargily', 'zzz'], /There are, for example, checkout\.canceled.* `list chargily` tells them all\./],
    [['recurly', 'successful_payment', '--secrets', OWN_SECRETS], /The secrets hold none of recurly/],
    [['stripe', 'charge.succeeded', '--at', 'soon'], /It must be a time/],
    [['stripe', 'charge.succeeded', '--at', '5'], /It must be a time/],
    [['stripe', 'charge.succeeded', '--world', '800000'], /It must be a whole number from 1, below 800,000/],
    [['stripe', 'charge.succeeded', '--world', '7', '--id', 'x'], /'--world <seed>' cannot be used with option '--id <text>'/],
    [['stripe', 'charge.succeeded', '--url', 'ledger'], /It must begin with https/],
    [['api', 'v1/customers'], /It must begin with a slash/],
    [['api', '/v1/customers', '--data', '{'], /It must be JSON/],
  ])('says what is right instead of %j', (args, said) => {
    const deps = { projectRoot: process.cwd(), clock: () => new Date(), print: () => {} };
    const program = createProgram(deps).configureOutput({ writeErr: () => {} });
    for (const command of program.commands) command.configureOutput({ writeErr: () => {} });
    expect(() => program.parse(args, { from: 'user' })).toThrow(said);
  });
});
