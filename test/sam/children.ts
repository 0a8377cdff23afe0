import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

const STOP_WITHIN_MS = 20_000;

const started: ChildProcess[] = [];

type Start = {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The file that gets what it writes. */
  readonly log: string;
};

/** Starts a program that runs until `endChildren`. One that cannot be started has ended. */
export const startChild = ({ command, args, env, log }: Start): ChildProcess => {
  const file = openSync(log, 'w');
  // Detached, so that Ctrl-C in the terminal reaches us alone and everything is ended in order.
  const child = spawn(command, args, { env, stdio: ['ignore', file, file], detached: true });
  child.on('error', () => {});
  closeSync(file);
  started.push(child);
  return child;
};

export const hasEnded = ({ exitCode, signalCode, pid }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null || pid === undefined;

/** Ends all programs, the last first: those that came later use those that were there. */
export const endChildren = async (): Promise<void> => {
  for (let last = started.pop(); last !== undefined; last = started.pop()) await end(last);
};

/** In order, and by force when it takes too long. */
const end = async (child: ChildProcess): Promise<void> => {
  if (hasEnded(child)) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await ended;
  clearTimeout(force);
};
