import type { AwaitedKey } from '../domain/keys.ts';
import type { Ledger } from './ledger.ts';
import type { WorkQueue } from './work.ts';

/** Tells those who wait for these keys, if there are any: the rest is done by messages, a page each. Call it after the keys are written. */
export const releaseKeys = async (
  deps: { readonly ledger: Pick<Ledger, 'waitingEntries'>; readonly work: WorkQueue },
  keys: readonly AwaitedKey[],
): Promise<void> => {
  await Promise.all(
    keys.map(async (awaited) => {
      const waiting = await deps.ledger.waitingEntries(awaited, { limit: 1 });
      if (waiting.length > 0) await deps.work.send({ kind: 'release', awaited });
    }),
  );
};
