import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const MAIN = join(import.meta.dirname, 'main.ts');

const simulate = async (...args: readonly string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args]);
  return stdout.split('\n')[0] ?? '';
};

it('runs the same steps again for the same seed, and others for another', async () => {
  const [first, again, other] = await Promise.all([simulate('--seed', '4'), simulate('--seed', '4'), simulate('--seed', '5')]);
  expect(first).toMatch(/^seed 4: \d+ steps, trace [0-9a-f]{8}$/);
  expect(again).toBe(first);
  expect(other.slice('seed 5'.length)).not.toBe(first.slice('seed 4'.length));
});
