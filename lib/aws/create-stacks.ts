import type { App } from 'aws-cdk-lib';
import { stageOf } from './config.ts';
import { StatefulStack } from './stateful-stack.ts';
import { StatelessStack } from './stateless-stack.ts';

/** The two stacks of a stage, bound to no account or region: they go where the deployer's credentials point. */
export const createStacks = (app: App, stageName: string) => {
  const stage = stageOf(stageName);
  const stateful = new StatefulStack(app, `hookledger-${stage.name}-data`, stage);
  const stateless = new StatelessStack(app, `hookledger-${stage.name}`, { stage, stateful });
  return { stateful, stateless };
};
