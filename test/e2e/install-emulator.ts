import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { INSTALL_WITHIN_MS } from '../support/limits.ts';
import { runCommand } from './run-command.ts';

const VERSION = '1.5.33';

/** A tool that is not here and cannot be brought: nothing was tried, so nothing failed. The message says what to install. */
export class MissingToolError extends Error {
  override readonly name = 'MissingToolError';
}

/**
 * The AWS emulator's program, installed into a folder of its own below `tools` unless it is there: it pins its own version of the
 * AWS library for Python. Throws a `MissingToolError` that tells what to install first.
 */
export const installEmulator = async (tools: string): Promise<string> => {
  const venv = join(tools, `ministack-${VERSION}`);
  const program = join(venv, 'bin/ministack');
  const finished = join(venv, 'installed');
  if (await exists(finished)) return program;
  await rm(venv, { recursive: true, force: true });
  await mkdir(tools, { recursive: true });
  await orMissing(
    { command: 'python3', args: ['-m', 'venv', venv] },
    'Python 3.10 or newer with its venv module is needed: on Debian and Ubuntu `apt-get install python3-venv`',
  );
  await orMissing(
    { command: join(venv, 'bin/pip'), args: ['install', '--quiet', '--disable-pip-version-check', `ministack==${VERSION}`] },
    `The Python package ministack ${VERSION} could not be installed: pip needs a package index (PIP_INDEX_URL names another one)`,
  );
  await writeFile(finished, VERSION);
  return program;
};

/** What a run with permissions needs besides: the emulator makes its certificate by it. */
export const checkOpenssl = (): Promise<void> =>
  orMissing({ command: 'openssl', args: ['version'] }, 'openssl is needed: on Debian and Ubuntu `apt-get install openssl`');

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const orMissing = async (run: { readonly command: string; readonly args: readonly string[] }, message: string): Promise<void> => {
  try {
    await runCommand({ ...run, env: process.env, withinMs: INSTALL_WITHIN_MS });
  } catch (cause) {
    throw new MissingToolError(message, { cause });
  }
};
