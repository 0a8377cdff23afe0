import { spawn } from 'node:child_process';
import { endAll, eventually, type LocalProcess, startLocalProgram } from '../support/local-process.ts';
import { type Fate, startDoor } from './a-door.ts';

const ARGS = ['simulate', '--customers', '5', '--seed', '11', '--rate', '1000', '--check'];

let stack: LocalProcess;
beforeAll(async () => {
  stack = await startLocalProgram();
});
afterAll(endAll);

/** What a run says that is stopped by Ctrl-C a moment after the door has been asked for a path of this kind. */
const stoppedAt = async (path: string, fate: Fate) => {
  let isThere = false;
  const door = await startDoor(stack.url, (asked) => {
    if (!asked.startsWith(path)) return undefined;
    isThere = true;
    return fate;
  });
  const child = spawn(process.execPath, ['bin/hookledger.mjs', ...ARGS], { env: { PATH: process.env['PATH'], HOOKLEDGER_URL: door.url } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data) => (stdout += data));
  child.stderr.on('data', (data) => (stderr += data));
  const code = new Promise((resolve) => child.once('close', resolve));
  await eventually(() => isThere);
  child.kill('SIGINT');
  const told = { code: await code, stdout, stderr: stderr.split('\n').filter((line) => !line.includes('%')) };
  door.stop();
  return told;
};

describe('simulate, stopped by Ctrl-C', () => {
  it.each<[when: string, path: string, fate: Fate]>([
    ['while nobody takes its events', '/webhooks/', 'lost'],
    ['while the API does not answer', '/v1/customers', 'lost'],
    ['while the API is too busy to be asked', '/v1/queue', { status: 503 }],
  ])('%s tells how far it came, and takes nothing for a difference', async (_, path, fate) => {
    const { code, stdout, stderr } = await stoppedAt(path, fate);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: ['The run was stopped: it did not come to its end. The same seed goes through it again.', ''],
    });
    expect(stdout).toMatch(/^PROVIDER /);
    expect(stdout).toMatch(/^5 customers of seed 11 in \d+ seconds?\. The ledger was not compared\.$/m);
    expect(stdout).not.toMatch(/differences?:/);
  });
});
