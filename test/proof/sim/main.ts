import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import type { SimulationOptions, SimulationResult } from './simulate.ts';

/*
 * `npm run sim -- --seed N`: the real handlers over a simulated clock, queue, store and secret store; everything that happens is by the
 * seed. One seed is one world in one weather; with `--minutes`, `--deliveries` or `--seeds` the seeds that follow are run, too. A failure
 * prints its seed, step and invariant and the last steps; the same seed and steps bring it again.
 */

const USAGE = 'npm run sim -- [--seed N] [--steps M] [--seeds COUNT | --deliveries COUNT | --minutes COUNT] [--threads COUNT]';
const DEFAULT_STEPS = 50_000;

const work = async (): Promise<void> => {
  const { installVirtualTime } = await import('./virtual-time.ts');
  installVirtualTime();
  // After that: whoever is loaded now gets the timers of the simulation.
  const { simulate } = await import('./simulate.ts');
  parentPort?.on('message', (options: SimulationOptions) => {
    void simulate(options).then((result) => parentPort?.postMessage(result));
  });
  parentPort?.postMessage('ready');
};

type Bounds = { readonly seeds: number; readonly deliveries: number; readonly endsAt: number };
type Totals = { seeds: number; steps: number; events: number; sent: number; deliveries: number };

const options = () => {
  const texts = { seed: { type: 'string' }, steps: { type: 'string' }, seeds: { type: 'string' }, threads: { type: 'string' } } as const;
  const { values } = parseArgs({ options: { ...texts, deliveries: { type: 'string' }, minutes: { type: 'string' } } });
  const number = (name: keyof typeof values, otherwise: number): number => {
    const value = values[name] === undefined ? otherwise : Number(values[name]);
    if (!(value >= 0)) throw new Error(`--${name} is no number. ${USAGE}`);
    return value;
  };
  const isOne = values.seeds === undefined && values.deliveries === undefined && values.minutes === undefined;
  const endsAt = performance.now() + number('minutes', Infinity) * 60_000;
  const bounds: Bounds = { seeds: number('seeds', isOne ? 1 : Infinity), deliveries: number('deliveries', Infinity), endsAt };
  return { seed: number('seed', 1), steps: number('steps', DEFAULT_STEPS), threads: isOne ? 1 : number('threads', 2), bounds };
};

const inThread = (next: () => SimulationOptions | undefined, onResult: (result: SimulationResult) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url));
    worker.on('error', reject);
    worker.on('message', (message: SimulationResult | 'ready') => {
      if (message !== 'ready') onResult(message);
      const job = next();
      if (job !== undefined) return worker.postMessage(job);
      void worker.terminate().then(() => resolve());
    });
  });

const tellFailure = ({ seed, steps, problem, trace = [] }: SimulationResult, asked: number): void => {
  console.error(trace.join('\n'));
  console.error(`\nseed ${seed}, step ${steps}: ${problem}`);
  console.error(`Again: npm run sim -- --seed ${seed} --steps ${asked}`);
};

const main = async (): Promise<void> => {
  const startedAt = performance.now();
  const { seed: first, steps, threads, bounds } = options();
  const totals: Totals = { seeds: 0, steps: 0, events: 0, sent: 0, deliveries: 0 };
  let failed = false;
  let given = 0;
  const next = (): SimulationOptions | undefined => {
    const isOver = failed || given >= bounds.seeds || totals.deliveries >= bounds.deliveries || performance.now() >= bounds.endsAt;
    if (isOver) return undefined;
    given += 1;
    return { seed: first + given - 1, steps };
  };
  const onResult = (result: SimulationResult): void => {
    totals.seeds += 1;
    for (const figure of ['steps', 'events', 'sent', 'deliveries'] as const) totals[figure] += result[figure];
    if (bounds.seeds === 1) console.log(`seed ${result.seed}: ${result.steps} steps, trace ${result.hash}`);
    if (result.problem === undefined) return;
    failed = true;
    tellFailure(result, steps);
  };
  await Promise.all(Array.from({ length: threads }, () => inThread(next, onResult)));
  const seconds = (performance.now() - startedAt) / 1000;
  const figures = (['seeds', 'events', 'sent', 'deliveries', 'steps'] as const).map(
    (name) => `${totals[name].toLocaleString('en')} ${name}`,
  );
  console.log(`${figures.join(', ')}; ${Math.round(seconds)} s, ${Math.round(totals.deliveries / seconds)} deliveries/s`);
  if (failed) process.exitCode = 1;
};

await (isMainThread ? main() : work());
