import { setTimeout as sleep } from 'node:timers/promises';
import { inParallel } from '../../functions/platform/in-parallel.ts';
import type { UnknownRecord } from '../../functions/platform/record.ts';
import type { ApiClient } from '../cli/api-client.ts';
import type { Terminal } from '../cli/terminal.ts';
import { countText } from '../cli/times.ts';
import { type Delivery, planDeliveries } from '../world/plan.ts';
import type { TeamAct, World } from '../world/world.ts';
import { act } from './act.ts';
import type { Counts } from './counts.ts';
import { type DeliverDeps, deliver } from './deliver.ts';
import type { SimulateOptions } from './options.ts';
import { createPace } from './pace.ts';
import { createProgress } from './progress.ts';

type SendDeps = {
  readonly api: ApiClient;
  readonly terminal: Terminal;
  readonly secrets: UnknownRecord;
  readonly counts: Counts;
  readonly signal: AbortSignal;
};

type Step = { readonly at: number } & ({ readonly delivery: Delivery } | { readonly act: TeamAct });

/** Requests under way at once: providers send side by side. */
const TOGETHER = 16;

/** Everything that happens in a world, in order of time, no faster than the rate. Ends early when the signal is aborted. */
export const sendWorld = async (deps: SendDeps, world: World, { seed, chaos, rate, minutes }: SimulateOptions): Promise<void> => {
  const steps = stepsOf(world, planDeliveries(world, { seed, weather: chaos ? 'chaos' : 'calm' }));
  warnOfLength(deps.terminal, { steps: steps.length, rate, minutes });
  const progress = createProgress(deps.terminal, { doing: 'sending', total: steps.length });
  const pace = createPace(rate, Date.now);
  const failed = new AbortController();
  const signal = AbortSignal.any([deps.signal, failed.signal]);
  const running = inParallel(TOGETHER, steps, async (step) => {
    await sleep(pace(), undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    await take(deps, { ...deps, url: deps.api.url, signal, onTrouble: progress.trouble }, step).catch((error: unknown) => {
      // What fails once the run is stopped is of no interest.
      if (!signal.aborted) failed.abort(error);
    });
    if (!signal.aborted) progress.step();
  });
  await running.finally(progress.end);
  failed.signal.throwIfAborted();
};

type Length = { readonly steps: number; readonly rate: number; readonly minutes: number };

const warnOfLength = ({ tell }: Terminal, { steps, rate, minutes }: Length): void => {
  const least = steps / rate / 60;
  if (least <= minutes) return;
  const planned = `${countText(steps, 'request')} at ${rate} a second take ${countText(Math.ceil(least), 'minute')} at least`;
  tell(`${planned}: the run will end before, after ${countText(minutes, 'minute')} (--minutes)`);
};

const take = ({ api, counts }: SendDeps, deps: DeliverDeps, step: Step): Promise<void> =>
  'act' in step ? act(api, counts, deps.signal, step.act) : deliver(deps, step.delivery);

const stepsOf = ({ acts }: World, deliveries: readonly Delivery[]): readonly Step[] =>
  [...deliveries.map((delivery) => ({ at: delivery.at, delivery })), ...acts.map((one) => ({ at: one.at, act: one }))].sort(
    (a, b) => a.at - b.at,
  );
