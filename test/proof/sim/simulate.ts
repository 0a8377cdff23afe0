import { PROVIDER_IDS } from '../../../functions/domain/keys.ts';
import { createMemoryLedger } from '../../../functions/ledger/memory-ledger.ts';
import { createWorld } from '../../../lib/world/create-world.ts';
import type { WorldOptions } from '../../../lib/world/world.ts';
import { seeded } from '../../support/unreliable.ts';
import { settingsFor } from '../../world/play.ts';
import { createBook } from './book.ts';
import type { Build } from './builds.ts';
import { createDoors } from './doors.ts';
import { checkEnd } from './end.ts';
import { createKernel } from './kernel.ts';
import { addMishaps } from './mishaps.ts';
import { createProcessors, createSweeper } from './processors.ts';
import { createQueue } from './queue.ts';
import { createSecretStore } from './secrets.ts';
import { createSenders } from './senders.ts';
import { createStore } from './store.ts';
import { createTeam } from './team.ts';
import { createWatch } from './watch.ts';
import { CALM, NO_CALL_FAILS, weatherOf } from './weather.ts';

export type SimulationOptions = {
  readonly seed: number;
  /** After so many steps nothing goes wrong any more. */
  readonly steps: number;
};

export type SimulationResult = {
  readonly seed: number;
  readonly steps: number;
  readonly events: number;
  /** Requests that were sent, and those that were taken in as deliveries. */
  readonly sent: number;
  readonly deliveries: number;
  readonly hash: string;
  /** The invariant that does not hold. */
  readonly problem?: string;
  readonly trace?: readonly string[];
};

const HALF_AN_HOUR = 30 * 60_000;
/** Far more than the calm ever takes: work that never ends is a defect (I8). */
const CALM_STEPS = 50_000;
const REDRIVES = 20;

/** A world small enough to be quick, of all that the product can be set to. */
const worldFor = (seed: number): WorldOptions => {
  const random = seeded(seed ^ 0x5eed);
  const providers = PROVIDER_IDS.filter(() => random() < 0.5);
  return {
    seed,
    customers: 4 + Math.floor(random() * 10),
    providers: providers.length === 0 ? PROVIDER_IDS : providers,
    recordFrom: random() < 0.5 ? 'charges' : 'invoices',
    testMode: random() < 0.5 ? 'accept' : 'ignore',
    begin: new Date('2026-01-01T00:00:00Z'),
    months: 6,
  };
};

/** In order, or in any order. */
const arranged = <T>(things: readonly T[], random: () => number): readonly T[] => {
  const reach = [0, 5, things.length][Math.floor(random() * 3)] ?? 0;
  return things
    .map((thing, at) => ({ thing, place: at + random() * reach }))
    .sort((a, b) => a.place - b.place)
    .map(({ thing }) => thing);
};

/** Runs the product through one world, in one weather, to its end. Call `installVirtualTime` before. */
export const simulate = async ({ seed, steps }: SimulationOptions): Promise<SimulationResult> => {
  const options = worldFor(seed);
  const world = createWorld(options);
  const settings = settingsFor(options);
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const kernel = createKernel(seed);
  // The sweeper mends what an end of a process leaves lying; where no call fails, nothing may need it.
  const isSwept = seed % 3 !== 0;
  kernel.setWeather({ ...weatherOf(kernel.random), ...(isSwept ? {} : NO_CALL_FAILS) });

  const memory = createMemoryLedger();
  const book = createBook(kernel, memory);
  const store = createStore(kernel, memory, createWatch(kernel, memory, book.wasRecorded));
  const queue = createQueue(kernel);
  const secrets = createSecretStore(kernel);
  const deployed: { build: Build } = { build: kernel.chance(kernel.weather().redeploy) ? 'this' : 'next' };
  const build = () => deployed.build;

  const doors = createDoors({ kernel, queue, secrets, settings, log, book, build });
  const parts = { kernel, queue, store, settings, log, book, build };
  const processors = createProcessors(parts);
  const sweeper = createSweeper(parts, isSwept);
  const senders = createSenders(kernel, arranged(world.events, kernel.random), doors);
  const team = createTeam({ kernel, queue, store }, world.acts);
  const deploy = (next: Build): void => {
    deployed.build = next;
    kernel.tell(`deployed: the ${next} build`);
    for (const fleet of [doors, processors]) fleet.restart();
  };
  addMishaps({ kernel, secrets, book, queue, team, deploy, build, providers: options.providers });

  const isQuiet = () => senders.isDone() && team.isDone() && processors.isIdle() && sweeper.isIdle() && queue.size() === 0;
  const untilQuiet = async (): Promise<void> => {
    for (let left = CALM_STEPS; !isQuiet(); left -= 1) {
      if (left === 0) kernel.violate('I8: the work never ends');
      await kernel.step();
    }
  };

  const run = async (): Promise<void> => {
    senders.start();
    team.start(world.events.length * 100);
    while (kernel.steps() < steps && !isQuiet()) await kernel.step();
    kernel.tell('calm');
    kernel.setWeather(CALM);
    // Else what runs goes on: with what it has cached, too.
    if (build() !== 'next') deploy('next');
    await untilQuiet();
    for (let round = 0; queue.deadSize() > 0; round += 1) {
      if (round === REDRIVES) kernel.violate(`I2: ${queue.deadSize()} dead letters cannot be worked off`);
      kernel.wait(HALF_AN_HOUR);
      team.redrive();
      await kernel.step();
      await untilQuiet();
    }
    for (let sweeps = isSwept ? 0 : 2; sweeps < 2; sweeps += 1) {
      kernel.wait(HALF_AN_HOUR);
      sweeper.sweep();
      await kernel.step();
      await untilQuiet();
    }
    await checkEnd({ kernel, memory, book, world, settings, unanswered: senders.unanswered() });
  };

  const problem = await run().then(
    () => undefined,
    (error: unknown) =>
      error instanceof Error ? `${error.message}${error.name === 'Violation' ? '' : `\n${error.stack}`}` : String(error),
  );
  return {
    seed,
    steps: kernel.steps(),
    events: book.events(),
    sent: senders.sent(),
    deliveries: book.accepted(),
    hash: kernel.trace.hash(),
    ...(problem === undefined ? {} : { problem, trace: kernel.trace.tail() }),
  };
};
