import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

export type GuardedProcess = {
  /** Resolves when it ended without having been stopped, with the last of what it wrote to its standard error. */
  readonly died: Promise<string>;
  /** Ends it and waits until it is gone. */
  readonly stop: () => Promise<void>;
};

const TOLD_CHARACTERS = 1_000;

/** Starts a program that ends with this process, however this process ends. */
export const startGuarded = (projectRoot: string, command: string, args: readonly string[]): GuardedProcess => {
  // Detached, so that Ctrl-C in the terminal reaches us alone and what is under way can still be stored.
  const guard = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(projectRoot, 'lib/local/guard.ts'), command, ...args],
    {
      stdio: ['pipe', 'ignore', 'pipe'],
      detached: true,
      windowsHide: true,
    },
  );
  const ended = endOf(guard);
  let stopping = false;
  return {
    died: ended.then((told) => (stopping ? new Promise<never>(() => {}) : told)),
    stop: async () => {
      stopping = true;
      guard.stdin.end();
      await ended;
    },
  };
};

const endOf = (guard: ChildProcess): Promise<string> => {
  let told = '';
  guard.stderr?.setEncoding('utf8').on('data', (text) => {
    told = `${told}${text}`.slice(-TOLD_CHARACTERS);
  });
  guard.stdin?.on('error', () => {});
  return new Promise((resolve) => {
    guard.once('error', (error) => resolve(error.message));
    guard.once('exit', () => {
      killGroup(guard);
      resolve(told.trim());
    });
  });
};

/** Only matters when somebody killed the guard itself: what it guarded is in its process group. Windows has no such groups. */
const killGroup = ({ pid }: ChildProcess): void => {
  if (pid === undefined || process.platform === 'win32') return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The usual case: nobody is left in it.
  }
};
