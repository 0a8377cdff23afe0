import { proveScenario } from './prove-scenario.ts';
import { SCENARIOS } from './scenarios.ts';

/** So many boundaries of each here; `npm run proof:crashes` takes them all, and the processor's own test all of its calls. */
const AT_MOST = 3;

let runs = 0;
let boundaries = 0;
afterAll(() => process.stdout.write(`crashes: ${runs} runs with one crash each, at some of ${boundaries} boundaries\n`));

it.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))(
  '[F 36] a crash anywhere changes nothing: %s',
  async (_, scenario) => {
    const proved = await proveScenario(scenario, AT_MOST);
    runs += proved.runs;
    boundaries += proved.boundaries;
    expect(proved.problems).toEqual([]);
  },
);
