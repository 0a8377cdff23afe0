import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { listenOn } from '../../lib/local/free-port.ts';
import { CONDITION_WITHIN_MS } from './limits.ts';

export const PROJECT_ROOT = process.cwd();

export type LocalProcess = {
  readonly url: string;
  readonly sqsEndpoint: string;
  readonly dynamoDbEndpoint: string;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly pid: number;
  readonly ended: Promise<Ended>;
  readonly kill: (signal: NodeJS.Signals) => Promise<Ended>;
};

export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string; readonly tookMs: number };

type Run = {
  readonly program?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
};

const started = new Map<ChildProcess, Promise<Ended>>();
const folders: string[] = [];

/** Ends what a test left running. */
export const endAll = async (): Promise<void> => {
  for (const child of started.keys()) child.kill('SIGKILL');
  await Promise.all(started.values());
};

/** A new, empty folder, gone when the test file or the program ends. */
export const aFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'hookledger-'));
  folders.push(folder);
  return folder;
};

/** A database that lost its parent just now may still write, so that a folder may not be empty at the first try. */
const removeFolders = (): void => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
};

if ('afterAll' in globalThis) afterAll(() => endAll().then(removeFolders));
else process.once('exit', removeFolders);

/** A program of ours in a process of its own, with free ports and nothing kept unless the environment says otherwise. */
const spawnLocal = ({ program = 'bin/local.ts', cwd = PROJECT_ROOT, env = {} }: Run) => {
  const child = spawn(process.execPath, [join(PROJECT_ROOT, program)], {
    cwd,
    env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: 'memory', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (output.stderr += text));
  const startedAt = Date.now();
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code) => {
      started.delete(child);
      resolve({ code, ...output, tookMs: Date.now() - startedAt });
    }),
  );
  started.set(child, ended);
  return { child, output, ended };
};

/** Runs until it ends by itself. */
export const runLocalProgram = (run: Run): Promise<Ended> => spawnLocal(run).ended;

/** Runs until it says that it is ready; throws what it said when it ends instead. */
export const startLocalProgram = async (run: Run = {}): Promise<LocalProcess> => {
  const { child, output, ended } = spawnLocal(run);
  const early = ended.then(({ code, stderr }) => Promise.reject(new Error(`Ended with ${code}: ${stderr}`)));
  await Promise.race([eventually(() => output.stdout.includes('Ctrl-C')), early]);
  early.catch(() => {});
  return {
    url: told(output.stdout, /ready at (\S+)/),
    sqsEndpoint: told(output.stdout, /SQS +(http:\/\/[^/]+)/),
    dynamoDbEndpoint: told(output.stdout, /DynamoDB +(\S+)/),
    pid: child.pid ?? 0,
    ended,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    kill: async (signal) => {
      const killedAt = Date.now();
      child.kill(signal);
      return { ...(await ended), tookMs: Date.now() - killedAt };
    },
  };
};

const told = (text: string, pattern: RegExp): string => pattern.exec(text)?.[1] ?? '';

/** Waits until the condition holds; throws when it does not in time. */
export const eventually = async (condition: () => boolean | Promise<boolean>, withinMs = CONDITION_WITHIN_MS): Promise<void> => {
  for (const startedAt = Date.now(); !(await condition()); await new Promise((resolve) => setTimeout(resolve, 20))) {
    if (Date.now() - startedAt > withinMs) throw new Error(`Not within ${withinMs} ms: ${condition}`);
  }
};

/** Whether somebody listens there. */
export const answers = (endpoint: string): Promise<boolean> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(endpoint);
    const socket = connect(Number(port), hostname, () => socket.end(() => resolve(true)));
    socket.once('error', () => resolve(false));
  });

/** A port that is taken for as long as the work takes. */
export const withTakenPort = async (work: (port: string) => Promise<void>): Promise<void> => {
  const server = createServer();
  const port = await listenOn(server, 0, 'any');
  await work(String(port)).finally(() => server.close());
};
