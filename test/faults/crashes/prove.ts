import { proveScenario } from './prove-scenario.ts';
import { SCENARIOS } from './scenarios.ts';

/*
 * `npm run proof:crashes`: each scenario once to count the boundaries, then once for each boundary with a stop before it and once with
 * a stop after it. Prints what was counted; fails when any run ends in another ledger or breaks an invariant.
 */

const SHOWN = 5;
const total = { boundaries: 0, runs: 0, problems: 0 };
for (const scenario of SCENARIOS) {
  const { boundaries, runs, problems } = await proveScenario(scenario);
  process.stdout.write(`${String(boundaries).padStart(5)} boundaries ${String(runs).padStart(5)} runs  ${scenario.name}\n`);
  for (const problem of problems.slice(0, SHOWN)) process.stdout.write(`      ${problem}\n`);
  total.boundaries += boundaries;
  total.runs += runs;
  total.problems += problems.length;
}
process.stdout.write(`crashes: ${total.boundaries} boundaries, ${total.runs} runs with one crash each, ${total.problems} problems\n`);
process.exitCode = total.problems === 0 ? 0 : 1;
