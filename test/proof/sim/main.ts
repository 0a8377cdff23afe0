import { parseArgs } from 'node:util';
import { installVirtualTime } from './virtual-time.ts';

const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, steps: { type: 'string', default: '100000' }, seeds: { type: 'string', default: '1' } } });
const startedAt = performance.now();
installVirtualTime();
const { simulate } = await import('./simulate.ts');
let deliveries = 0, steps = 0;
for (let seed = Number(values.seed); seed < Number(values.seed) + Number(values.seeds); seed += 1) {
  const result = await simulate({ seed, steps: Number(values.steps) });
  deliveries += result.deliveries; steps += result.steps;
  if (result.problem) { console.log(result.trace?.join('\n')); console.log(seed, result.problem, result.hash); }
  if (Number(values.seeds) < 20) console.log(JSON.stringify(result));
}
console.log(deliveries, steps, Math.round(performance.now() - startedAt), process.cpuUsage());
