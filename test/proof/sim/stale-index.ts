import type { MemoryLedger } from '../../../functions/ledger/memory-ledger.ts';
import type { Kernel } from './kernel.ts';

/** Well below the 15 minutes after which the product takes an index to have caught up. */
const LAGS_AT_MOST_MS = 8 * 60_000;

/** The lists that DynamoDB reads from an index. */
const INDEXED: ReadonlySet<string> = new Set([
  'customerKeys',
  'listTransactions',
  'transactionKeysSince',
  'transactionsBetween',
  'listSubscriptions',
  'listWaiting',
  'listUnreadable',
]);

/** Which ledger answers a call: the one that is, or for an index perhaps one as it was a while ago. */
export const createStaleIndex = (kernel: Kernel, memory: MemoryLedger) => {
  let old: { readonly ledger: MemoryLedger; readonly at: number } | undefined;
  return (name: string): MemoryLedger => {
    if (!INDEXED.has(name) || !kernel.chance(kernel.weather().staleIndex)) return memory;
    if (old === undefined || kernel.now() - old.at > LAGS_AT_MOST_MS || kernel.chance(0.02)) {
      old = { ledger: memory.fork(), at: kernel.now() };
    }
    return old.ledger;
  };
};
