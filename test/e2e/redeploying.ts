import { join } from 'node:path';
import { check } from './check.ts';
import type { Deployed } from './deploy.ts';
import { liveTestkits } from './live-testkits.ts';
import { writeNextVersion } from './next-version.ts';
import type { Steps } from './steps.ts';
import { countsOf, type Team } from './team.ts';
import { withRedeliveryAfter } from './visibility.ts';

const PAUSE_MS = 20;

/** Other code is deployed while webhooks come in; all of them are recorded. */
export const redeploying = ({ step }: Steps, deployed: Deployed): Promise<void> =>
  step('A changed version is deployed while payments come in, and none is lost', () =>
    // The emulator ends what runs where AWS lets it finish.
    withRedeliveryAfter(deployed, 10, () => redeploy(deployed)),
  );

const redeploy = async ({ deployment, team, cdk, assembly, folder }: Deployed): Promise<string> => {
  const next = join(folder, 'next');
  const functions = await writeNextVersion(assembly, next);
  const before = (await deployment.configuration('processor')).CodeSha256;
  const flow = startFlow(team);
  await cdk.deploy(next).finally(flow.stop);
  const { sent, others } = await flow.ended;
  check('whether the code is another one', (await deployment.configuration('processor')).CodeSha256 !== before, true);
  return `${functions} functions changed; ${sent} payments meanwhile, other answers: ${countsOf(others)}; ${await team.untilBooked()}`;
};

/** Payments one after the other, from each provider in turn, until it is stopped. */
const startFlow = (team: Team) => {
  let flowing = true;
  const flow = async () => {
    const others: number[] = [];
    let sent = 0;
    for (; flowing; sent += 1) {
      const testkit = liveTestkits[sent % liveTestkits.length];
      if (testkit === undefined) break;
      others.push(...(await team.sendUntilTaken(testkit, team.pay(testkit, { minor: 3_00 }).body)));
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    return { sent, others };
  };
  const stop = (): void => {
    flowing = false;
  };
  return { ended: flow(), stop };
};
