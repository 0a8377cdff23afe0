import { parseArgs } from 'node:util';
import { fuzzApi } from './api-routes.ts';
import { type Failure, fuzz, type Tally } from './fuzz.ts';
import { TARGETS } from './targets.ts';

/*
 * `npm run fuzz -- --cases 100000 --seed 7 [--target stripe] [--from 0]`: so many mutated bodies for each reader. A case that fails is
 * printed with the command that repeats it alone, and the exit code is 1.
 */

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    target: { type: 'string' },
  },
});

const numberOf = (name: 'cases' | 'seed' | 'from'): number => {
  const number = Number(values[name]);
  if (!Number.isSafeInteger(number) || number < 0 || number > 100_000_000)
    throw new Error(`--${name} must be a whole number up to 100000000`);
  return number;
};

const [cases, seed, from] = [numberOf('cases'), numberOf('seed'), numberOf('from')];

const tell = (name: string, { cases: done, read, slowestMs, failure }: Tally, startedAt: number): void => {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(`${name}: ${done} cases, ${read} read, ${done - read} refused, slowest ${slowestMs.toFixed(1)} ms, ${seconds} s\n`);
  if (failure !== undefined) tellFailure(failure);
};

const tellFailure = ({ target, at, problem, body }: Failure): void => {
  process.exitCode = 1;
  process.stdout.write(`${problem}\nbody in base64: ${body.toString('base64')}\n`);
  process.stdout.write(`again: npm run fuzz -- --target ${target} --seed ${seed} --from ${at} --cases 1\n`);
};

const names = [...TARGETS.map(({ name }) => name), 'api'];
if (values.target !== undefined && !names.includes(values.target)) throw new Error(`--target must be one of ${names.join(', ')}`);
const isAsked = (name: string): boolean => values.target === undefined || values.target === name;

process.stdout.write(`seed ${seed}, ${cases} cases for each reader\n`);
for (const target of TARGETS.filter(({ name }) => isAsked(name))) {
  const startedAt = performance.now();
  tell(target.name, fuzz(target, { seed, from, cases }), startedAt);
}
if (isAsked('api')) {
  const startedAt = performance.now();
  tell('api', await fuzzApi({ seed, from, cases }), startedAt);
}
