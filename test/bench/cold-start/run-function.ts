import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What a fresh process tells of a function: milliseconds of time and of CPU. */
export type Start = {
  /** From the start of the process to the loaded function, by this process's clock. */
  readonly readyMs: number;
  readonly importMs: number;
  readonly importCpuMs: number;
  /** The first request. Zero where none was made. */
  readonly firstMs: number;
  readonly firstCpuMs: number;
};

/** Loads a function and gives it the request of `REQUEST`, if there is one. One line of JSON when loaded, another when answered. */
const SCRIPT = `
const cpu = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
const tell = (line) => process.stdout.write(JSON.stringify(line) + '\\n');
const [from, cpuFrom] = [process.hrtime.bigint(), cpu()];
const { handler } = await import(process.argv[1]);
const [loaded, cpuLoaded] = [process.hrtime.bigint(), cpu()];
tell({ ready: true, importMs: Number(loaded - from) / 1e6, importCpuMs: cpuLoaded - cpuFrom });
if (process.env.REQUEST !== undefined) {
  const [asked, cpuAsked] = [process.hrtime.bigint(), cpu()];
  const { statusCode } = await handler(JSON.parse(process.env.REQUEST));
  tell({ statusCode, firstMs: Number(process.hrtime.bigint() - asked) / 1e6, firstCpuMs: cpu() - cpuAsked });
}
process.exit();`;

/** Runs a function in a process of its own, with the variables that Lambda sets and these. Throws when it does not answer 200. */
export const runFunction = async (file: string, env: Readonly<Record<string, string>>): Promise<Start> => {
  const startedAt = performance.now();
  const args = ['--input-type=module', '--eval', SCRIPT, file];
  const child = spawn(process.execPath, args, { env: { ...LAMBDA, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  const parts: Buffer[] = [];
  const ended = once(child, 'close');
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  await once(child.stdout, 'data');
  const readyMs = performance.now() - startedAt;
  await ended;
  const told = Object.assign(
    {},
    ...Buffer.concat(parts)
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  );
  if (told.ready !== true || (env['REQUEST'] !== undefined && told.statusCode !== 200))
    throw new Error(`${file} failed: ${JSON.stringify(told)}`);
  const { importMs, importCpuMs, firstMs = 0, firstCpuMs = 0 } = told;
  return { readyMs, importMs, importCpuMs, firstMs, firstCpuMs };
};

const LAMBDA = {
  AWS_REGION: 'eu-central-1',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_NAME: 'bench',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'example',
  // Where no files of AWS's tools are.
  HOME: '/nonexistent',
};
