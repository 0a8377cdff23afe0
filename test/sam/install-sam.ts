import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MissingToolError } from '../e2e/install-emulator.ts';
import { runCommand } from '../e2e/run-command.ts';
import { INSTALL_WITHIN_MS } from '../support/limits.ts';

const VERSION = '1.170.0';

export type Sam = {
  /** The program `sam`. */
  readonly program: string;
  /** Its runtime interface emulator for this machine, which runs a bundle without any container. */
  readonly runtimeEmulator: string;
};

/**
 * SAM's program, installed into a folder of its own below `tools` unless it is there. Throws a `MissingToolError` that tells what to
 * install first.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-reference.html
 */
export const installSam = async (tools: string): Promise<Sam> => {
  const venv = join(tools, `sam-${VERSION}`);
  const finished = join(venv, 'installed');
  if (!existsSync(finished)) {
    await rm(venv, { recursive: true, force: true });
    await mkdir(tools, { recursive: true });
    await orMissing(
      ['python3', '-m', 'venv', venv],
      'Python 3 with its venv module is needed: on Debian and Ubuntu `apt-get install python3-venv`',
    );
    await orMissing(
      [join(venv, 'bin/pip'), 'install', '--quiet', '--disable-pip-version-check', `aws-sam-cli==${VERSION}`],
      `SAM could not be installed: \`pip install aws-sam-cli==${VERSION}\` needs a package index (PIP_INDEX_URL names another one)`,
    );
    await writeFile(finished, VERSION);
  }
  return { program: join(venv, 'bin/sam'), runtimeEmulator: await runtimeEmulatorIn(venv) };
};

const runtimeEmulatorIn = async (venv: string): Promise<string> => {
  const [python = ''] = await readdir(join(venv, 'lib'));
  const name = `aws-lambda-rie-${process.arch === 'arm64' ? 'arm64' : 'x86_64'}`;
  return join(venv, 'lib', python, 'site-packages/samcli/local/rapid', name);
};

const orMissing = async ([command = '', ...args]: readonly string[], message: string): Promise<void> => {
  try {
    await runCommand({ command, args, env: process.env, withinMs: INSTALL_WITHIN_MS });
  } catch (cause) {
    throw new MissingToolError(message, { cause });
  }
};
