import { execFile } from 'node:child_process';

export type CliRun = { readonly code: number; readonly stdout: string; readonly stderr: string };

type Settings = { readonly url?: string; readonly env?: Readonly<Record<string, string>> };

/** The command line as an operator starts it: a process of its own, not on a terminal. */
export const aCli =
  ({ url = 'http://127.0.0.1:9', env = {} }: Settings = {}) =>
  (...args: readonly string[]): Promise<CliRun> =>
    new Promise((resolve) => {
      const options = { env: { PATH: process.env['PATH'], HOOKLEDGER_URL: url, ...env } };
      const child = execFile(process.execPath, ['bin/hookledger.mjs', ...args], options, (_, stdout, stderr) => {
        resolve({ code: child.exitCode ?? -1, stdout, stderr });
      });
    });
