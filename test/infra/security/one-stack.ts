import { Stack } from 'aws-cdk-lib';
import { Hookledger } from '../../../lib/aws/hookledger.ts';
import type { StageConfig } from '../../../lib/aws/stage-config.ts';
import { anApp, BUNDLES } from '../stacks.ts';

/** The whole in one stack of somebody's own app, where every resource is told by its own id. */
export const oneStack = ({ account, region, ...config }: StageConfig): Stack => {
  const stack = new Stack(anApp(), 'Team', { env: { ...(account && { account }), ...(region && { region }) } });
  new Hookledger(stack, 'Hookledger', { name: 'prod', config, bundles: BUNDLES });
  return stack;
};
