import { PROVIDER_IDS, type ProviderId } from '../../functions/domain/keys.ts';
import type { LedgerEvent } from '../../functions/domain/ledger-event.ts';
import type { Delivery } from '../../functions/ingest/delivery.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import { createMemoryLedger, type MemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import type { Work } from '../../functions/ledger/work.ts';
import { NO_METRICS } from '../../functions/platform/metrics.ts';
import { readingSettings } from '../../functions/platform/settings.ts';
import { LOCAL_DEFAULTS } from '../../functions/platform/settings-schema.ts';
import type { ProcessDeps } from '../../functions/process/deps.ts';
import { createProcessDelivery } from '../../functions/process/process-delivery.ts';
import { processWork } from '../../functions/process/process-work.ts';
import type { Provider } from '../../functions/providers/provider.ts';
import { plainBody, plainProvider } from './plain-provider.ts';
import { createMemoryQueues } from './queues.ts';

export const NOW = new Date('2026-02-03T04:05:06.000Z');

/** A processor over a ledger, with a queue that keeps the work until it is drained. */
export const createTestProcessor = <L extends Ledger>(ledger: L, over: Partial<ProcessDeps> = {}) => {
  const queue: Work[] = [];
  let tokens = 0;
  const deps: ProcessDeps = {
    ledger,
    work: { send: async (work) => void queue.push(work) },
    queues: createMemoryQueues().queues,
    providers: Object.fromEntries(PROVIDER_IDS.map((id) => [id, plainProvider])) as Record<ProviderId, Provider>,
    settings: LOCAL_DEFAULTS,
    clock: () => NOW,
    newToken: () => {
      tokens += 1;
      return `token-${tokens}`;
    },
    random: () => 0,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    metrics: NO_METRICS,
    ...over,
  };
  const processDelivery = createProcessDelivery(deps);
  /** Does all work that was left, and what that leaves; gives up when there is no end. */
  const drain = async (): Promise<void> => {
    for (let rounds = 0; queue.length > 0; rounds += 1) {
      if (rounds > 1000) throw new Error('The work never ends');
      const work = queue.shift();
      if (work !== undefined) await processWork(deps, work);
    }
  };
  return { deps, ledger, queue, processDelivery, drain };
};

export const aDelivery = (body: Buffer, over: Partial<Delivery> = {}): Delivery => ({
  provider: 'stripe',
  receivedAt: NOW,
  headers: {},
  settings: readingSettings(LOCAL_DEFAULTS, 'stripe'),
  body,
  ...over,
});

/** One provider event: its id is that of its first ledger event. */
export const eventOf = (...events: readonly [LedgerEvent, ...LedgerEvent[]]): Delivery =>
  aDelivery(plainBody(events[0].version.id, events));

/** The ledger after these deliveries, all work done. */
export const ledgerAfter = async (deliveries: readonly Delivery[]): Promise<MemoryLedger> => {
  const { ledger, processDelivery, drain } = createTestProcessor(createMemoryLedger());
  for (const delivery of deliveries) {
    await processDelivery(delivery);
    await drain();
  }
  return ledger;
};
