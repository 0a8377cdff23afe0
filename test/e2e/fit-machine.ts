import { availableParallelism } from 'node:os';
import { PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import type { Clients } from './clients.ts';
import type { Deployment } from './deployment.ts';
import { liveTestkits } from './live-testkits.ts';

/** Runs of a function for each core: one that waits for the store leaves the core to another. */
const RUNS_PER_CORE = 2;

/**
 * Reserves so much concurrency for each function as this machine bears, where AWS would give a hundred times as much. A request
 * beyond it is answered with a failure at once, as AWS does, and its provider sends it again.
 */
export const fitMachine = async ({ lambda }: Clients, { functionName }: Deployment): Promise<string> => {
  const most = RUNS_PER_CORE * availableParallelism();
  for (const role of ['processor', ...liveTestkits.map(({ provider }) => `ingest-${provider.id}` as const)] as const)
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: functionName(role), ReservedConcurrentExecutions: most }));
  return `${most} runs of a function at once`;
};
