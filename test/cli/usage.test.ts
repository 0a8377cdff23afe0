import { readFileSync } from 'node:fs';
import { findPort } from '../../lib/local/free-port.ts';
import { aCli } from './a-cli.ts';

const STACK_TRACE = /^ +at /m;

describe('the command line, used wrongly', () => {
  const cli = aCli();

  it.each<[args: readonly string[], said: RegExp]>([
    [['explan', 'x'], /Did you mean explain\?/],
    [['waiting', '--jsn'], /Did you mean --json\?/],
    [['replay', '--outcom', 'unreadable'], /Did you mean --outcome\?/],
    [['replay', '--outcome', 'bad'], /Allowed choices are recorded, unchanged/],
    [['replay', '--from', 'yesterday'], /such as 2026-01-31/],
    [['replay'], /Name an event, or what to replay/],
    [['replay', 'stripe:evt_1', '--type', 'x'], /not both/],
    [['waiting', '--rows', '0'], /whole number from 1/],
    [['explain'], /missing required argument 'key'/],
    [['events', 'lnk'], /Did you mean link\?/],
    [['revenue'], /--partner <key>/],
  ])('says what is right instead of %j', async (args, said) => {
    const { code, stdout, stderr } = await cli(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(said);
    expect(stderr).not.toMatch(STACK_TRACE);
  });

  it('says in one sentence that nobody answers', async () => {
    const url = `http://127.0.0.1:${await findPort(0, 'any')}`;
    expect(await aCli({ url })('explain', 'acme')).toEqual({
      code: 3,
      stdout: '',
      stderr: `Hookledger at ${url} does not answer (ECONNREFUSED); is it running, and is the URL right?\n`,
    });
  });

  it('sends the built-in key to this machine only', async () => {
    const { code, stderr } = await aCli({ url: 'https://ledger.example.com' })('waiting');
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'HOOKLEDGER_API_KEY is not set, and ledger.example.com is not this machine\n' });
  });

  it('refuses an address that is none', async () => {
    const { code, stderr } = await aCli({ url: 'ledger' })('waiting');
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'HOOKLEDGER_URL is not a URL that begins with https:// or http://\n' });
  });
});

describe('--help', () => {
  const cli = aCli({ url: 'not even a URL' });

  it('lists the commands, the exit codes and the environment', async () => {
    const { code, stdout } = await cli('--help');
    expect(code).toBe(0);
    for (const part of ['explain [options] <key>', 'Exit codes:', '  3  Hookledger does not answer', 'HOOKLEDGER_API_KEY']) {
      expect(stdout).toContain(part);
    }
  });

  it('has an example for every command, and the guide names it', async () => {
    const commands = [...(await cli('--help')).stdout.matchAll(/^ {2}([a-z]+)(?: \[options\]| {2,})/gm)].map(([, name = '']) => name);
    const leaves = commands.filter((name) => name !== 'help').map((name) => (GROUPS.has(name) ? [name, 'link'] : [name]));
    expect(leaves.length).toBeGreaterThan(5);
    const helps = await Promise.all(leaves.map((leaf) => cli(...leaf, '--help')));
    const guide = readFileSync('docs/cli.md', 'utf8');
    for (const [index, { code, stdout }] of helps.entries()) {
      expect(guide).toContain(`\`${(leaves[index] ?? []).join(' ')}`);
      expect(code).toBe(0);
      expect(stdout).toContain(`Example:\n  hookledger ${(leaves[index] ?? []).join(' ')}`);
      expect(stdout).toContain('--json');
    }
  });
});

const GROUPS = new Set(['events', 'customers']);
