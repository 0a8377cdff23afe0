import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export type Program = { readonly pid: number; readonly url: string; readonly stop: () => Promise<void> };

export type Start = {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly uid?: number | undefined;
  /** Everything that it says goes there, as with a program that runs for long. */
  readonly logFile: string;
  readonly stopBy?: NodeJS.Signals;
};

const READY_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 20;

/** Starts a program and waits until it says `ready at <url>` or `ready to accept connections`. It never outlives this process. */
export const startProgram = async ({ command, args, env, cwd, uid, logFile, stopBy = 'SIGTERM' }: Start): Promise<Program> => {
  const log = openSync(logFile, 'a');
  const child = spawn(command, args, {
    env: env ?? process.env,
    cwd,
    stdio: ['ignore', log, log],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = once(child, 'exit').then(() => process.off('exit', kill));
  const stop = async (): Promise<void> => {
    child.kill(stopBy);
    await ended;
  };
  return { pid: child.pid ?? 0, url: await addressIn(logFile, child), stop };
};

const addressIn = async (logFile: string, child: ChildProcess): Promise<string> => {
  for (const startedAt = Date.now(); Date.now() - startedAt < READY_WITHIN_MS; await sleep(LOOK_EVERY_MS)) {
    const ready = /ready (?:at (\S+)|to accept connections)/.exec(readFileSync(logFile, 'utf8'));
    if (ready !== null) return ready[1] ?? '';
    if (child.exitCode !== null) break;
  }
  child.kill('SIGKILL');
  throw new Error(`${child.spawnfile} did not start: ${readFileSync(logFile, 'utf8').slice(-1000)}`);
};
