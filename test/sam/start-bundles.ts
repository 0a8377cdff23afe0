import { join } from 'node:path';
import { findPort } from '../../lib/local/free-port.ts';
import { CONDITION_WITHIN_MS } from '../support/limits.ts';
import { PROJECT_ROOT } from '../support/local-process.ts';
import { hasEnded, startChild } from './children.ts';
import type { SamEnvironment } from './environment.ts';
import type { Sam } from './install-sam.ts';
import { type Invoke, invokeAt, untilListening } from './invoke.ts';
import type { DeployedFunction } from './local-template.ts';

type Bundles = {
  readonly sam: Sam;
  readonly functions: readonly DeployedFunction[];
  readonly environment: SamEnvironment;
  /** For the logs. */
  readonly folder: string;
};

/** The same bundles without containers, each under an emulator of the runtime's interface, in a process of its own. */
export const startBundles = async ({ functions, ...bundles }: Bundles): Promise<Invoke> => {
  const started = await Promise.all(functions.map(async (one) => [one.id, await startBundle(one, bundles)] as const));
  const endpoints = new Map(started);
  return (id, event) => invokeAt(endpoints.get(id) ?? '', 'function', event);
};

const startBundle = async (one: DeployedFunction, { sam, environment, folder }: Omit<Bundles, 'functions'>): Promise<string> => {
  const [port, api] = await Promise.all([findPort(0, 'any'), findPort(0, 'any')]);
  const addresses = ['--runtime-interface-emulator-address', `127.0.0.1:${port}`, '--runtime-api-address', `127.0.0.1:${api}`];
  const client = join(PROJECT_ROOT, 'test/sam/runtime/runtime-client.mjs');
  const program = startChild({
    command: sam.runtimeEmulator,
    args: [...addresses, process.execPath, client, one.handler],
    env: variablesOf(one, environment),
    log: join(folder, `${one.id}.log`),
  });
  await untilListening(port, { withinMs: CONDITION_WITHIN_MS, hasEnded: () => hasEnded(program) });
  return `http://127.0.0.1:${port}`;
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
