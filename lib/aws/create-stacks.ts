import { type App, type Environment, Stack, Tags } from 'aws-cdk-lib';
import { Hookledger } from './hookledger.ts';
import { addOutputs } from './outputs.ts';
import type { StageConfig } from './stage-config.ts';

export type Stage = { readonly name: string; readonly config: StageConfig };

/**
 * The two stacks of a stage: what must last, retained and protected where the stage says so, and what may be thrown away and deployed
 * anew. docs/adr/0014-one-construct-two-stacks.md tells why.
 */
export const createStacks = (app: App, stage: Stage, bundles: string) => {
  const { name } = stage;
  const { account, region, ...config } = stage.config;
  const common = { env: environmentOf({ account, region }) };
  const data = new Stack(app, `hookledger-${name}-data`, {
    ...common,
    description: 'Hookledger: ledger, queues and secrets',
    terminationProtection: config.retained,
  });
  const service = new Stack(app, `hookledger-${name}`, { ...common, description: 'Hookledger: functions and HTTP API' });
  const hookledger = new Hookledger(service, 'Hookledger', { name, config, dataScope: data, bundles });
  addOutputs(service, hookledger, name);
  for (const stack of [data, service]) Tags.of(stack).add('hookledger:stage', name);
  return { data, service, hookledger };
};

const environmentOf = ({ account, region }: Pick<StageConfig, 'account' | 'region'>): Environment => ({
  ...(account === null ? {} : { account }),
  ...(region === null ? {} : { region }),
});
