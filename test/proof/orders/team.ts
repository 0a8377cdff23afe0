import type { ApiDeps } from '../../../functions/api/deps.ts';
import { saveCustomer } from '../../../functions/api/save-customer.ts';
import { customerKey, type ProviderKey, partnerKey } from '../../../functions/domain/keys.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import type { WorkQueue } from '../../../functions/ledger/work.ts';
import { LOCAL_DEFAULTS } from '../../../functions/platform/settings-schema.ts';
import { createMemoryQueues } from '../../support/queues.ts';
import { type Said, START } from './event-set.ts';

/** The team's own word, as the API takes it. Said twice it is the same word: its id and time are its own. */
export const sayTo = async (ledger: Ledger, work: WorkQueue, words: Said): Promise<void> => {
  const { customer, partner, providerKeys = [] } = words;
  await saveCustomer(
    { ...apiOver(ledger), work, clock: () => words.at, newId: () => words.id },
    {
      key: customerKey(customer),
      said: { partnerKey: partner === undefined ? undefined : partnerKey(partner), email: undefined, name: undefined },
      providerKeys: providerKeys as readonly ProviderKey[],
      since: null,
    },
  );
};

/** An API that is only asked about this ledger. */
export const apiOver = (ledger: Ledger): ApiDeps => ({
  ledger,
  work: { send: async () => {} },
  queues: createMemoryQueues().queues,
  keys: async () => [],
  settings: LOCAL_DEFAULTS,
  clock: () => new Date(START),
  newId: () => 'id',
  log: { info: () => {}, warn: () => {}, error: () => {} },
});
