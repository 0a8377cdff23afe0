import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { findPort } from '../../lib/local/free-port.ts';
import { PROJECT_ROOT } from '../support/local-process.ts';
import { end } from './docker.ts';
import type { SamEnvironment } from './environment.ts';
import type { Sam } from './install-sam.ts';
import { invokeAt, type Running, untilListening } from './invoke.ts';
import type { DeployedFunction } from './local-template.ts';

const READY_WITHIN_MS = 20_000;

type Bundles = { readonly sam: Sam; readonly functions: readonly DeployedFunction[]; readonly environment: SamEnvironment };

/** The same bundles without containers, each under an emulator of the runtime's interface, in a process of its own. */
export const startBundles = async ({ sam, functions, environment }: Bundles): Promise<Running> => {
  const started = await Promise.all(functions.map((one) => startBundle(sam, one, environment)));
  const stop = async (): Promise<void> => void (await Promise.all(started.map((one) => one.stop())));
  const endpoints = new Map(started.map(({ id, endpoint }) => [id, endpoint]));
  return { invoke: (id, event) => invokeAt(endpoints.get(id) ?? '', 'function', event), stop };
};

const startBundle = async ({ runtimeEmulator }: Sam, one: DeployedFunction, environment: SamEnvironment) => {
  const [port, api] = await Promise.all([findPort(0, 'any'), findPort(0, 'any')]);
  const addresses = ['--runtime-interface-emulator-address', `127.0.0.1:${port}`, '--runtime-api-address', `127.0.0.1:${api}`];
  const client = join(PROJECT_ROOT, 'test/sam/runtime/runtime-client.mjs');
  const program = spawn(runtimeEmulator, [...addresses, process.execPath, client, one.handler], {
    env: variablesOf(one, environment),
    stdio: 'ignore',
    detached: true,
  });
  program.on('error', () => {});
  const stop = () => end(program);
  try {
    await untilListening(port, { withinMs: READY_WITHIN_MS, hasEnded: () => program.exitCode !== null });
  } catch (cause) {
    await stop();
    throw new Error(`The runtime interface emulator does not start for ${one.id}`, { cause });
  }
  return { id: one.id, endpoint: `http://127.0.0.1:${port}`, stop };
};

/** Nothing of this process's own, as in a container. */
const variablesOf = (one: DeployedFunction, environment: SamEnvironment): Readonly<Record<string, string>> => ({
  ...one.environment,
  ...environment.Parameters,
  ...environment[one.id],
  _HANDLER: one.handler,
  LAMBDA_TASK_ROOT: one.bundle,
  AWS_LAMBDA_FUNCTION_NAME: one.id,
  AWS_LAMBDA_FUNCTION_TIMEOUT: String(one.timeoutSeconds),
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(one.memoryMegabytes),
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
});
