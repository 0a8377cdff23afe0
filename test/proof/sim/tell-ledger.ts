import type { MemoryLedger } from '../../../functions/ledger/memory-ledger.ts';
import { createMemoryQueues } from '../../support/queues.ts';
import { tellLedger } from '../../world/play.ts';
import { callApi } from './team.ts';

/** The ledger as the API tells it, without any fault on the way. */
export const toldBy = (ledger: MemoryLedger) => {
  const reach = {
    ledger,
    work: { send: async () => {} },
    queues: createMemoryQueues().queues,
    clock: () => new Date(Date.UTC(2032, 0, 1)),
    newId: () => 'none',
  };
  return tellLedger((path) => callApi(reach, path));
};
