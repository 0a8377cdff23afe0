import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { check } from '../e2e/check.ts';
import { MissingToolError } from '../e2e/install-emulator.ts';
import { runCommand } from '../e2e/run-command.ts';
import { createSteps, EndedEarlyError, type Steps } from '../e2e/steps.ts';
import { PROGRAM_WITHIN_MS } from '../support/limits.ts';
import { PROJECT_ROOT } from '../support/local-process.ts';
import { provideBaseImage } from './base-image.ts';
import { endChildren } from './children.ts';
import { type Docker, NoContainersError, startDocker } from './docker.ts';
import { type Emulators, startEmulators } from './emulators.ts';
import { samEnvironment } from './environment.ts';
import { installSam, type Sam } from './install-sam.ts';
import { type DeployedFunction, deployedFunctions, writeLocalTemplate } from './local-template.ts';
import { serve } from './serve.ts';
import { startBundles } from './start-bundles.ts';
import { invokeOnce, type SamRun, startSam } from './start-sam.ts';
import { printed, suite } from './suite.ts';

/*
 * `npm run sam`: see docs/sam.md. Ends with 0 when every step held under SAM, 1 when one failed, 69 when a tool is missing: then
 * nothing was tried, or what was tried held without containers, and the last line says which.
 */
const COULD_NOT_RUN = 69;
const STOPPED = 130;

/** Whoever stops a run knows why what was under way fails. */
let stopped = false;
const write = (line: string): void => {
  if (!stopped) process.stdout.write(`${line}\n`);
};

/** What is to be done when every program has ended, the last first. */
const tidying: (() => Promise<unknown>)[] = [];
const tidyUp = async (): Promise<void> => {
  await endChildren();
  for (let last = tidying.pop(); last !== undefined; last = tidying.pop()) await last();
};

const main = async (flags: readonly string[]): Promise<number> => {
  const tools = join(PROJECT_ROOT, '.tools');
  const folder = await workFolder(tools);
  const steps = createSteps(write);
  const sam = await installSam(tools);
  const functions = await steps.needed('cdk synth', () => synthesise(folder));
  const docker = flags.includes('--without-containers') ? 'it was asked for without' : await containers(steps, folder);
  const without = typeof docker === 'string' ? docker : undefined;
  if (typeof docker === 'string') await bare(steps, { sam, functions, folder });
  else await contained(steps, { sam, functions, folder, docker }, flags.includes('--serve'));
  write(`\n${steps.summary()}`);
  if (steps.failed() > 0) return 1;
  if (without === undefined) return 0;
  write(`Could not run under SAM, the same bundles ran without containers: ${without}`);
  return COULD_NOT_RUN;
};

const workFolder = async (tools: string): Promise<string> => {
  await mkdir(tools, { recursive: true });
  const folder = await mkdtemp(join(tools, 'sam-run-'));
  tidying.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** The real app, as it is deployed, and its functions. */
const synthesise = async (folder: string): Promise<readonly DeployedFunction[]> => {
  const assembly = join(folder, 'cdk.out');
  const env = { ...process.env, PATH: `${join(PROJECT_ROOT, 'node_modules/.bin')}:${process.env['PATH']}` };
  await runCommand({ command: 'cdk', args: ['synth', '--quiet', '--no-notices', '-o', assembly], env, withinMs: PROGRAM_WITHIN_MS });
  return deployedFunctions(assembly);
};

/** Docker with the image that SAM needs, or the reason why there is none. */
const containers = async (steps: Steps, folder: string): Promise<Docker | string> => {
  try {
    const docker = await startDocker(join(folder, 'docker'));
    tidying.push(docker.tidy);
    await steps.step('Docker, and a base image', () => provideBaseImage(docker, join(folder, 'image')));
    return docker;
  } catch (error) {
    if (error instanceof NoContainersError) return error.message;
    throw error;
  }
};

type Given = { readonly sam: Sam; readonly functions: readonly DeployedFunction[]; readonly folder: string };

const contained = async (steps: Steps, { docker, ...given }: Given & { readonly docker: Docker }, serving: boolean): Promise<void> => {
  const emulators = await steps.needed('Emulators on the bridge', () => emulatorsAt(docker.address));
  const run = await prepareSam({ ...given, docker }, emulators);
  if (serving) return serve(run, write);
  const invoke = await steps.needed('sam local start-lambda, a warm container for each function', () => startSam(run));
  await suite(steps, { invoke, emulators, folder: given.folder });
  await steps.step('sam local invoke: a good webhook', async () => {
    const event = join(given.folder, 'event.json');
    await writeFile(event, JSON.stringify(printed('stripe', 'charge.refunded')));
    const answer = await invokeOnce(run, 'IngestStripe', event);
    check('The answer', answer, { statusCode: 200, body: '' });
    return JSON.stringify(answer);
  });
};

const bare = async (steps: Steps, { sam, functions, folder }: Given): Promise<void> => {
  const emulators = await steps.needed('Emulators', () => emulatorsAt('127.0.0.1'));
  const environment = samEnvironment(emulators.endpoints);
  const invoke = await steps.needed('The runtime interface emulator, a process for each function', () =>
    startBundles({ sam, functions, environment, folder }),
  );
  await suite(steps, { invoke, emulators, folder });
};

const emulatorsAt = async (address: string): Promise<Emulators> => {
  const emulators = await startEmulators(address);
  tidying.push(emulators.stop);
  return emulators;
};

const prepareSam = async ({ functions, ...given }: Given & { readonly docker: Docker }, { endpoints }: Emulators): Promise<SamRun> => {
  const environment = samEnvironment(endpoints);
  const run = { ...given, template: join(given.folder, 'template.json'), environment: join(given.folder, 'env.json') };
  writeLocalTemplate(run.template, functions, Object.keys(environment.Parameters));
  await writeFile(run.environment, JSON.stringify(environment, null, 2));
  return run;
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stopped = true;
    void tidyUp().finally(() => process.exit(STOPPED));
  });
}
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof MissingToolError) write(`Could not run: ${error.message}`);
  else if (!(error instanceof EndedEarlyError)) throw error;
  process.exitCode = error instanceof MissingToolError ? COULD_NOT_RUN : 1;
} finally {
  await tidyUp();
}
