import { runCost } from '../lib/cost/run-cost.ts';

runCost(process.argv);
