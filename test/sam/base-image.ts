import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand } from '../e2e/run-command.ts';
import { PROJECT_ROOT } from '../support/local-process.ts';
import { type Docker, dockerEnv, NoContainersError } from './docker.ts';

const PULL_WITHIN_MS = 3 * 60_000;
const ARCHITECTURE = process.arch === 'arm64' ? 'arm64' : 'x86_64';
const IMAGE = `public.ecr.aws/lambda/nodejs:24-${ARCHITECTURE}`;
const PLATFORM = process.arch === 'arm64' ? 'linux/arm64' : 'linux/amd64';

/**
 * Sees to it that Docker has the image that SAM puts its own on, by AWS where a registry of images is in reach, else by us. Gives
 * whose it is. Throws a `NoContainersError`.
 */
export const provideBaseImage = async (docker: Docker, folder: string): Promise<string> => {
  const env = dockerEnv(docker);
  const run = (args: readonly string[], withinMs: number) => runCommand({ command: 'docker', args, env, withinMs });
  if (await run(['image', 'inspect', IMAGE], 10_000).catch(() => undefined)) return 'the image that was here';
  if (await run(['pull', '--quiet', '--platform', PLATFORM, IMAGE], PULL_WITHIN_MS).catch(() => undefined)) return "AWS's image";
  try {
    await fillRoot(folder);
    await importRoot(folder, env);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new NoContainersError(`${IMAGE} can neither be pulled nor made: ${why}`, { cause });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return 'an image of our own (AWS has its own, which could not be pulled)';
};

/** The least that a function needs: a shell, Node with its libraries, and a client of the Runtime API. */
const fillRoot = async (root: string): Promise<void> => {
  for (const folder of ['bin', 'etc', 'tmp', 'var/lang/bin', 'var/runtime', 'var/task']) mkdirSync(join(root, folder), { recursive: true });
  chmodSync(join(root, 'tmp'), 0o1777);
  writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
  const busybox = (await runCommand({ command: 'which', args: ['busybox'], env: process.env, withinMs: 5_000 })).trim();
  cpSync(realpathSync(busybox), join(root, 'bin/busybox'));
  for (const name of ['sh', 'mv', 'chmod']) symlinkSync('busybox', join(root, 'bin', name));
  const node = realpathSync(process.execPath);
  cpSync(node, join(root, 'var/lang/bin/node'));
  for (const library of await librariesOf(node)) {
    mkdirSync(join(root, dirname(library)), { recursive: true });
    cpSync(realpathSync(library), join(root, library));
  }
  cpSync(join(PROJECT_ROOT, 'test/sam/runtime'), join(root, 'var/runtime'), { recursive: true });
  chmodSync(join(root, 'var/runtime/bootstrap'), 0o755);
};

/** The files that the system's loader would load, itself among them. */
const librariesOf = async (program: string): Promise<readonly string[]> => {
  const told = await runCommand({ command: 'ldd', args: [program], env: process.env, withinMs: 5_000 });
  return [...told.matchAll(/(?:^\s*|=> )(\/\S+)/gm)].map(([, path = '']) => path);
};

const importRoot = async (root: string, env: typeof process.env): Promise<void> => {
  const tar = spawn('tar', ['-C', root, '-c', '.'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const settings = ['-c', 'ENV LAMBDA_TASK_ROOT=/var/task', '-c', 'WORKDIR /var/task'];
  const docker = spawn('docker', ['import', '--platform', PLATFORM, ...settings, '-', IMAGE], {
    env,
    stdio: ['pipe', 'ignore', 'pipe'],
    timeout: PULL_WITHIN_MS,
  });
  let told = '';
  docker.stderr.setEncoding('utf8').on('data', (text) => (told += text));
  tar.stdout.pipe(docker.stdin);
  const [code] = await once(docker, 'close');
  if (code !== 0) throw new Error(`docker import ended with ${code}: ${told.trim()}`);
};
