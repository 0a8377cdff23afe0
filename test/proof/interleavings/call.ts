import type { Ledger } from '../../../functions/ledger/ledger.ts';
import { createMemoryLedger } from '../../../functions/ledger/memory-ledger.ts';
import type { Work } from '../../../functions/ledger/work.ts';
import type { Doors } from './actor.ts';

/** A call that left a process: to the ledger, or a piece of work to the queue. */
export type Call =
  | { readonly to: 'ledger'; readonly name: string; readonly args: readonly unknown[]; readonly text: string }
  | { readonly to: 'queue'; readonly work: Work; readonly isDelayed: boolean; readonly text: string };

/** What came back, as JSON (undefined: nothing), or that somebody else wrote first. */
export type Outcome = { readonly kind: 'value'; readonly json: string | undefined } | { readonly kind: 'conflict' };

const LEDGER_CALLS = Object.keys(createMemoryLedger()).filter((name) => name !== 'snapshot' && name !== 'fork' && name !== 'expire');

/** Doors behind which every call waits until somebody answers it. */
export const doorsTo = (name: string, ask: (call: Call) => Promise<unknown>): Doors => {
  let tokens = 0;
  const ledger = Object.fromEntries(
    LEDGER_CALLS.map((called) => [
      called,
      (...args: readonly unknown[]) => ask({ to: 'ledger', name: called, args, text: `${called} ${JSON.stringify(args)}` }),
    ]),
  );
  return {
    ledger: ledger as unknown as Doors['ledger'],
    work: {
      send: async (work, { delaySeconds = 0 } = {}) => {
        const isDelayed = delaySeconds > 0;
        await ask({ to: 'queue', work, isDelayed, text: `send ${JSON.stringify(work)}${isDelayed ? ' late' : ''}` });
      },
    },
    newToken: () => {
      tokens += 1;
      return `${name}-${tokens}`;
    },
  };
};

/** What changes nothing. All other calls are taken for writes. */
const READS: ReadonlySet<string> = new Set<keyof Ledger>([
  'readTransaction',
  'readTransactions',
  'readSubscription',
  'readPlaced',
  'readAlias',
  'readCustomer',
  'readCustomers',
  'readClaims',
  'allClaims',
  'readRecord',
  'readReleaseJob',
  'readJob',
  'mentions',
  'waitingEntries',
  'allWaitingEntries',
  'releaseJobs',
  'openJobs',
  'listTransactions',
  'listSubscriptions',
  'listWaiting',
  'transactionKeysSince',
  'lastEvents',
]);

export const isRead = (call: Call): boolean => call.to === 'ledger' && READS.has(call.name);

/** What DynamoDB reads from an index, which may be behind. */
const LISTS: ReadonlySet<string> = new Set<keyof Ledger>(['listTransactions', 'listSubscriptions', 'listWaiting', 'transactionKeysSince']);

export const readsIndex = (call: Call): boolean => call.to === 'ledger' && LISTS.has(call.name);
