import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPort } from '../../lib/local/free-port.ts';
import { runCommand } from '../e2e/run-command.ts';
import { TEST_WITHIN_MS } from '../support/limits.ts';
import { hasEnded, startChild } from './children.ts';
import type { Docker } from './docker.ts';
import type { FunctionId } from './functions.ts';
import type { Sam } from './install-sam.ts';
import { answerOf, type Invoke, invokeAt, untilListening } from './invoke.ts';

export type SamRun = {
  readonly sam: Sam;
  readonly docker: Docker;
  /** Where the template, the environment and the logs are. */
  readonly folder: string;
  readonly template: string;
  readonly environment: string;
};

const flagsOf = ({ template, environment }: SamRun): readonly string[] => ['-t', template, '--env-vars', environment, '--skip-pull-image'];

/** SAM keeps a file of settings and its layers in the home folder. */
const envOf = (run: SamRun) => ({ ...process.env, ...samEnvironmentOf(run), HOME: run.folder });

/** What `sam` is told besides its flags. */
export const samEnvironmentOf = ({ docker }: SamRun): Readonly<Record<string, string>> => ({
  ...(docker.host === undefined ? {} : { DOCKER_HOST: docker.host }),
  SAM_CLI_TELEMETRY: '0',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
});

/** `sam local start-lambda`, a container that stays for each function. */
export const startSam = async (run: SamRun): Promise<Invoke> => {
  const port = await findPort(0, 'any');
  const log = join(run.folder, 'start-lambda.log');
  const args = ['local', 'start-lambda', ...flagsOf(run), '--host', '127.0.0.1', '-p', String(port), '--warm-containers', 'EAGER'];
  const program = startChild({ command: run.sam.program, args, env: envOf(run), log });
  try {
    await untilListening(port, { withinMs: TEST_WITHIN_MS, hasEnded: () => hasEnded(program) });
  } catch (cause) {
    throw new Error(`sam local start-lambda: ${readFileSync(log, 'utf8').slice(-2_000)}`, { cause });
  }
  return (id, event) => invokeAt(`http://127.0.0.1:${port}`, id, event);
};

/** `sam local invoke` with the event in a file, a container for this call alone. */
export const invokeOnce = async (run: SamRun, id: FunctionId, event: string): Promise<unknown> => {
  const args = ['local', 'invoke', id, ...flagsOf(run), '-e', event];
  const output = await runCommand({ command: run.sam.program, args, env: envOf(run), withinMs: TEST_WITHIN_MS });
  const answer = output.split('\n').findLast((line) => /^[[{"]/.test(line));
  return answerOf(id, answer ?? '');
};
