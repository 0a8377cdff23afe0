import type { ProviderId } from '../domain/keys.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { WorkQueue } from '../ledger/work.ts';
import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { QueueAdmin } from '../platform/queue-admin.ts';
import type { Settings } from '../platform/settings.ts';
import type { Provider } from '../providers/provider.ts';

/** All that the processor reaches out for. Built once, in a Lambda entry, on the laptop or in a test. */
export type ProcessDeps = {
  readonly ledger: Ledger;
  readonly work: WorkQueue;
  readonly queues: QueueAdmin;
  readonly providers: Readonly<Record<ProviderId, Provider>>;
  readonly settings: Settings;
  readonly clock: () => Date;
  /** A token that is new at every call. */
  readonly newToken: () => string;
  /** Pauses between conflicts; 0 to 1 decides how long. */
  readonly random: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
};
