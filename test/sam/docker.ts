import type { ChildProcess } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from '../e2e/run-command.ts';
import { CONDITION_WITHIN_MS, INSTALL_WITHIN_MS } from '../support/limits.ts';
import { hasEnded, startChild } from './children.ts';

/** Docker as the commands of a run see it. */
export type Docker = {
  /** Where it is; undefined for the one that `docker` finds by itself. */
  readonly host: string | undefined;
  /** This machine as a container sees it. */
  readonly address: string;
  /** When the daemon has ended: it leaves its bridge behind. */
  readonly tidy: () => Promise<void>;
};

/** Containers cannot be had here. The message says why, and what would help. */
export class NoContainersError extends Error {
  override readonly name = 'NoContainersError';
}

const PACKAGES = ['docker.io', 'iptables', 'iproute2', 'busybox-static'];
const INSTALL = `apt-get install -y --no-install-recommends ${PACKAGES.join(' ')}`;
const BRIDGE = 'docker0';

/** The environment of a program that is to use it. */
export const dockerEnv = ({ host }: Pick<Docker, 'host'>): typeof process.env =>
  host === undefined ? process.env : { ...process.env, DOCKER_HOST: host };

/**
 * The Docker that runs on this machine, or one of our own, which keeps all that it has below `folder` and ends with the other children. Installs it on Debian and Ubuntu
 * when this is root. Throws a `NoContainersError`.
 */
export const startDocker = async (folder: string): Promise<Docker> => {
  if (await succeeds(['docker', 'info'], process.env)) return { host: undefined, address: await bridgeAddress(), tidy: async () => {} };
  await installDocker();
  const hadBridge = await succeeds(['ip', 'link', 'show', BRIDGE], process.env);
  const { daemon, socket, log } = await startDaemon(folder);
  const tidy = async (): Promise<void> => {
    if (!hadBridge) await succeeds(['ip', 'link', 'delete', BRIDGE], process.env);
  };
  const host = `unix://${socket}`;
  await untilReady(daemon, host, log);
  return { host, address: await bridgeAddress(), tidy };
};

const installDocker = async (): Promise<void> => {
  if (await succeeds(['dockerd', '--version'], process.env)) return;
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new NoContainersError(`No Docker runs here and this user cannot start one: start it, or as root \`${INSTALL}\``);
  }
  try {
    await runCommand({ command: 'apt-get', args: ['update', '-q'], env: process.env, withinMs: INSTALL_WITHIN_MS });
    const [command = '', ...args] = INSTALL.split(' ');
    await runCommand({ command, args, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, withinMs: INSTALL_WITHIN_MS });
  } catch (cause) {
    throw new NoContainersError(`Docker could not be installed: \`${INSTALL}\` fails`, { cause });
  }
};

const startDaemon = async (folder: string) => {
  await mkdir(folder, { recursive: true });
  const socket = join(folder, 'docker.sock');
  const log = join(folder, 'dockerd.log');
  const args = ['--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec'), '-p', join(folder, 'docker.pid')];
  const daemon = startChild({ command: 'dockerd', args: [...args, '-H', `unix://${socket}`], env: process.env, log });
  return { daemon, socket, log };
};

const untilReady = async (daemon: ChildProcess, host: string, log: string): Promise<void> => {
  for (const startedAt = Date.now(); Date.now() - startedAt < CONDITION_WITHIN_MS; await sleep(200)) {
    if (hasEnded(daemon)) break;
    if (await succeeds(['docker', 'info'], { ...process.env, DOCKER_HOST: host })) return;
  }
  const told = await readFile(log, 'utf8').catch(() => '');
  throw new NoContainersError(`dockerd does not start: ${told.trim().split('\n').at(-1) ?? 'it gives no reason'}`);
};

/** Asked of the system: neither Node nor Docker tells it before a first container runs. */
const bridgeAddress = async (): Promise<string> => {
  const told = await runCommand({ command: 'ip', args: ['-4', '-o', 'address', 'show', BRIDGE], env: process.env, withinMs: 5_000 }).catch(
    () => '',
  );
  const [, address] = / inet ([\d.]+)/.exec(told) ?? [];
  if (address === undefined) throw new NoContainersError(`Containers cannot reach this machine: it has no network ${BRIDGE}`);
  return address;
};

const succeeds = async ([command = '', ...args]: readonly string[], env: typeof process.env): Promise<boolean> => {
  try {
    await runCommand({ command, args, env, withinMs: 10_000 });
    return true;
  } catch {
    return false;
  }
};
