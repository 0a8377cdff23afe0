import { deadLetters } from './dead-letters.ts';
import { type Place, withDeployed } from './deploy.ts';
import { flood } from './flood.ts';
import { redeploying } from './redeploying.ts';
import type { Steps } from './steps.ts';
import { sweeping } from './sweeping.ts';
import { webhooks } from './webhooks.ts';

/** The app as a team deploys it, and whatever happens to it, but for permissions: everybody may do everything. */
export const plain = (steps: Steps, place: Place): Promise<void> =>
  withDeployed(steps, place, { app: 'node bin/app.ts', stage: 'dev', enforced: false }, async (deployed) => {
    await webhooks(steps, deployed.team);
    await flood(steps, deployed.team);
    await deadLetters(steps, deployed);
    await sweeping(steps, deployed);
    await redeploying(steps, deployed);
  });
