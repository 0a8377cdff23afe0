import type { WorkQueue } from '../ledger/work.ts';
import type { ContestedKey } from './team-claims.ts';

/** An index may lag; by then it has surely caught up. The longest delay that the queue knows. */
const INDEX_CATCHES_UP_SECONDS = 900;

/** Has the payments of each key resolved again: now, and once more when the index shows all of them. */
export const sendReclaims = async (work: WorkQueue, contested: readonly ContestedKey[]): Promise<void> => {
  for (const { providerKey, from } of contested) {
    await work.send({ kind: 'reclaim', providerKey, from });
    await work.send({ kind: 'reclaim', providerKey, from }, { delaySeconds: INDEX_CATCHES_UP_SECONDS });
  }
};
