import type { Delivery } from '../../../functions/ingest/delivery.ts';
import type { MemoryLedger } from '../../../functions/ledger/memory-ledger.ts';
import type { Work } from '../../../functions/ledger/work.ts';
import { readingSettings, type Settings } from '../../../functions/platform/settings.ts';
import { LOCAL_DEFAULTS } from '../../../functions/platform/settings-schema.ts';
import { createSweep } from '../../../functions/process/sweep.ts';
import { providers } from '../../../functions/providers/all.ts';
import { createTestProcessor, NOW } from '../../support/processor.ts';
import type { EventSet, Said, Step, Told } from './event-set.ts';
import { type LedgerKeys, shownLedger } from './stated-ledger.ts';
import { sayTo } from './team.ts';

/** A ledger in memory, and the work that is still left to do. */
export type Stage = { readonly ledger: MemoryLedger; readonly work: readonly Work[] };

/** Whether the work that an event leaves is done before the next event, or after the last. */
export type Pace = 'at once' | 'at the end';

export const A_DAY = 86_400_000;
/** By then the sweeper gives up entries that no row claims. */
const AFTER_ALL_WAITING = 20 * A_DAY;

export const settingsOf = ({ recordFrom = 'charges' }: Pick<EventSet, 'recordFrom'>): Settings => ({
  ...LOCAL_DEFAULTS,
  stripe: { recordFrom },
});

/** The stage after one more step. The given one stays as it is. A repeat is received a day after the first delivery. */
export const playStep = async (
  set: EventSet,
  stage: Stage,
  step: Step,
  { pace, repeat }: { readonly pace: Pace; readonly repeat: boolean },
) => {
  const scene = aScene(set, stage);
  if (step.kind === 'said') await scene.say(step);
  else await scene.deliver(step, new Date(step.receivedAt.getTime() + (repeat ? A_DAY : 0)));
  return pace === 'at once' ? finish(set, scene.stage()) : scene.stage();
};

/** The stage with all work done. */
export const finish = async (set: EventSet, stage: Stage): Promise<Stage> => {
  const scene = aScene(set, stage);
  await scene.drain();
  return scene.stage();
};

/** A processor over a copy of the stage. One clock and one token for all, so that only what was told tells two stages apart. */
const aScene = (set: EventSet, { ledger, work }: Stage) => {
  const settings = settingsOf(set);
  const {
    deps,
    queue,
    processDelivery,
    drain,
    ledger: copy,
  } = createTestProcessor(ledger.fork(), { providers, settings, newToken: () => 'token' });
  queue.push(...work);
  return {
    deliver: async (told: Told, receivedAt: Date) => void (await processDelivery(deliveryOf(told, settings, receivedAt))),
    say: (words: Said) => sayTo(copy, deps.work, words),
    drain,
    sweep: createSweep({ ...deps, clock: () => new Date(NOW.getTime() + AFTER_ALL_WAITING) }),
    stage: (): Stage => ({ ledger: copy, work: [...queue] }),
  };
};

const deliveryOf = ({ provider, body, headers }: Told, settings: Settings, receivedAt: Date): Delivery => ({
  provider,
  receivedAt,
  headers,
  settings: readingSettings(settings, provider),
  body,
});

/** What the ledger is: a function of the set of events, and of nothing else. */
export const stateOf = ({ ledger }: Stage): string => JSON.stringify(ledger.snapshot().state);

/**
 * The state and who still waits for what, once the sweeper has been: until then an entry may be left of a candidate that a better one
 * has outdone meanwhile, and that depends on what came first.
 */
export const sweptStateOf = async (set: EventSet, stage: Stage): Promise<string> => {
  const scene = aScene(set, stage);
  await scene.sweep();
  return unsweptOf(scene.stage());
};

/** The state and who waits, as it is before the sweeper has been. */
export const unsweptOf = ({ ledger }: Stage): string => {
  const { state, waiting } = ledger.snapshot();
  return JSON.stringify([state, waiting]);
};

/** All that is stored and left to do, with the story of how it came to be. */
export const contentOf = ({ ledger, work }: Stage): string => JSON.stringify([ledger.snapshot(), work]);

export const shownOn = ({ ledger }: Stage) => {
  const { transactions = {}, subscriptions = {}, customers = {} } = ledger.snapshot().state;
  const keys: LedgerKeys = {
    transactions: Object.keys(transactions),
    subscriptions: Object.keys(subscriptions),
    customers: Object.keys(customers),
  };
  return shownLedger(ledger, keys);
};
