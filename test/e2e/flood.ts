import { performance } from 'node:perf_hooks';
import { liveTestkits } from './live-testkits.ts';
import type { Steps } from './steps.ts';
import { countsOf, type Team } from './team.ts';

const AT_ONCE = 200;

/** Payments of all providers at the same moment. One that is answered with a failure is sent again, as providers do. */
export const flood = ({ step }: Steps, team: Team): Promise<void> =>
  step(`${AT_ONCE} payments at once are each recorded once`, async () => {
    const payments = Array.from({ length: AT_ONCE / liveTestkits.length }, () => liveTestkits).flat();
    const startedAt = performance.now();
    const others = await Promise.all(payments.map((testkit) => team.sendUntilTaken(testkit, team.pay(testkit, { minor: 7_00 }).body)));
    const seconds = (performance.now() - startedAt) / 1000;
    return `taken after ${seconds.toFixed(1)} s, other answers: ${countsOf(others.flat())}; ${await team.untilBooked()}`;
  });
