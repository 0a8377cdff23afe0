import { deadLetters } from './dead-letters.ts';
import { type Place, withDeployed } from './deploy.ts';
import { everyCall } from './every-call.ts';
import { permissions } from './permissions.ts';
import { removing } from './removing.ts';
import type { Steps } from './steps.ts';
import { sweeping } from './sweeping.ts';
import { webhooks } from './webhooks.ts';

/** Once more where each function may do what its role grants and nothing else, and with data that must outlive its stack. */
export const enforced = (steps: Steps, place: Place): Promise<void> =>
  withDeployed(steps, place, { app: 'node test/e2e/app.ts', stage: 'kept', enforced: true }, async (deployed) => {
    await webhooks(steps, deployed.team);
    await everyCall(steps, deployed);
    await deadLetters(steps, deployed);
    await sweeping(steps, deployed);
    await permissions(steps, deployed);
    await removing(steps, deployed);
  });
