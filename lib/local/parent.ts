import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Environment } from '../../functions/platform/env.ts';

const LOOK_EVERY_MS = 200;

/**
 * Calls back once when the npm that runs us is gone. `npm start` passes signals on, but a killed npm cannot: nobody would be left
 * to stop us, and the port and the data folder would stay taken. Windows tells neither a changed parent nor a shell.
 */
export const whenNpmIsGone = async (env: Environment, act: () => Promise<void>): Promise<void> => {
  if (env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const npm = await npmAbove(parent);
  const timer = setInterval(() => {
    if (process.ppid === parent && isAlive(npm)) return;
    clearInterval(timer);
    void act();
  }, LOOK_EVERY_MS);
  timer.unref();
};

/** npm runs a script in a shell: some shells become the program, others stay between the two and outlive npm. */
const npmAbove = async (parent: number): Promise<number> => {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'ppid=,comm=', '-p', String(parent)]);
    const [, above, command = ''] = /^\s*(\d+)\s+(.*?)\s*$/.exec(stdout) ?? [];
    return /(^|\/|-)(ba|da|z|k|a)?sh$/.test(command) ? Number(above) : parent;
  } catch {
    return parent;
  }
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};
