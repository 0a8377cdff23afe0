import { ConflictError } from '../../../functions/ledger/ledger.ts';
import type { MemoryLedger } from '../../../functions/ledger/memory-ledger.ts';
import { type Call, isRead, type Outcome } from './call.ts';

/** The ledger at one moment. It never changes: a write leads to another. */
export type Stored = { readonly id: number; readonly ledger: MemoryLedger };

const EVERYTHING = { limit: 10_000 };

/** Every state that the ledger was in. Two ledgers that hold the same are one, to the token of each waiting entry. */
export const createStores = () => {
  const known = new Map<string, Stored>();
  const applied = new Map<string, { readonly stored: Stored; readonly outcome: Outcome }>();
  const store = async (ledger: MemoryLedger): Promise<Stored> => {
    const content = await contentOf(ledger);
    const stored = known.get(content) ?? { id: known.size, ledger };
    known.set(content, stored);
    return stored;
  };
  return {
    store,
    /** What a call does to the ledger, and what it answers. */
    apply: async (before: Stored, call: Extract<Call, { to: 'ledger' }>) => {
      const { name, args, text } = call;
      const step = `${before.id} ${text}`;
      const there = applied.get(step);
      if (there !== undefined) return there;
      const ledger = isRead(call) ? before.ledger : before.ledger.fork();
      const outcome = await outcomeOf(ledger, name, args);
      const result = { stored: isRead(call) || outcome.kind === 'conflict' ? before : await store(ledger), outcome };
      applied.set(step, result);
      return result;
    },
    count: () => known.size,
  };
};

const outcomeOf = async (ledger: MemoryLedger, name: string, args: readonly unknown[]): Promise<Outcome> => {
  try {
    return { kind: 'value', json: JSON.stringify(await Reflect.apply(Reflect.get(ledger, name), ledger, args)) };
  } catch (error) {
    if (error instanceof ConflictError) return { kind: 'conflict' };
    throw error;
  }
};

const contentOf = async (ledger: MemoryLedger): Promise<string> =>
  JSON.stringify([
    ledger.snapshot(),
    (await ledger.allWaitingEntries(EVERYTHING)).items,
    (await ledger.releaseJobs(EVERYTHING)).items,
    (await ledger.openJobs(EVERYTHING)).items,
    await ledger.lastEvents(),
    (await ledger.lastHeartbeat()) ?? null,
  ]);
