import { PROVIDER_IDS, type ProviderKey } from '../../domain/keys.ts';
import type { ProcessDeps } from '../deps.ts';
import type { Replayed } from './naming.ts';
import { rebuildPlaced } from './rebuild-placed.ts';
import { rebuildSubscription } from './rebuild-subscription.ts';
import { rebuildTransaction } from './rebuild-transaction.ts';
import { joinRebuilt, type Rebuilt } from './rebuilt.ts';

/**
 * Rebuilds rows that an event touched: joins never forget what an older reading put in, so each is folded afresh from all archived
 * events that name it. One after the other, since they lie in one another.
 */
export const rebuildRows = async (deps: ProcessDeps, rows: readonly string[], replayed: Replayed): Promise<Rebuilt> => {
  const rebuilt: Rebuilt[] = [];
  for (const key of rows.filter(isProviderKey)) rebuilt.push(await rebuildRow(deps, key, replayed));
  return joinRebuilt(rebuilt);
};

/** A key does not tell a payment from an item that is to be placed under one, so both are looked up. */
const rebuildRow = async (deps: ProcessDeps, key: ProviderKey, replayed: Replayed): Promise<Rebuilt> => {
  if (key.split(':', 2)[1] === 'subscription') return rebuildSubscription(deps, key, replayed);
  return joinRebuilt([await rebuildPlaced(deps, key, replayed), await rebuildTransaction(deps, key, replayed)]);
};

const isProviderKey = (key: string): key is ProviderKey => PROVIDER_IDS.some((id) => key.startsWith(`${id}:`)) && key.split(':').length > 2;
