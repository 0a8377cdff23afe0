import { canonicalJson } from '../../../functions/domain/canonical-json.ts';
import { joinCustomerFacts } from '../../../functions/domain/customer.ts';
import { joinAliasFacts, joinPlacedFacts } from '../../../functions/domain/placement.ts';
import { joinSubscriptionFacts } from '../../../functions/domain/subscription.ts';
import { joinTransactionFacts } from '../../../functions/domain/transaction.ts';
import type { EventRecord } from '../../../functions/ledger/event-record.ts';
import type { Put } from '../../../functions/ledger/ledger.ts';
import type { MemoryLedger } from '../../../functions/ledger/memory-ledger.ts';
import { viewOf } from '../../../functions/ledger/row-story.ts';
import type { TransactionRow, WaitingEntry } from '../../../functions/ledger/rows.ts';
import type { Kernel } from './kernel.ts';

/** Stands beside every call of the store, and looks at what it did. */
export type Watch = (name: string, args: readonly unknown[], run: () => Promise<unknown>) => Promise<unknown>;

type Stored = { readonly version: number; readonly facts: unknown };
type Args<K extends keyof MemoryLedger> = Parameters<MemoryLedger[K]>;

export const createWatch = (kernel: Kernel, memory: MemoryLedger, wasRecorded: (record: EventRecord) => Promise<void>): Watch => {
  const hold = (holds: boolean, text: () => string): void => {
    if (!holds) kernel.violate(text());
  };

  /** Facts only grow, a version counts its writes, and money stays within its bounds. */
  const watchWrite = async (puts: readonly Put[], run: () => Promise<unknown>): Promise<unknown> => {
    const befores = await Promise.all(puts.map((put) => storedOf(memory, put)));
    const result = await run();
    for (const [at, put] of puts.entries()) {
      const [before, after] = [befores[at], await storedOf(memory, put)];
      if (after === undefined) continue;
      hold(
        after.version === (before?.version ?? 0) + 1,
        () => `I3: ${nameOf(put)} went from version ${before?.version} to ${after.version}`,
      );
      hold(before === undefined || hasGrown(put, before.facts, after.facts), () => `I3: facts were lost in ${nameOf(put)}`);
      if (put.kind === 'transaction') await watchMoney(put.item);
    }
    return result;
  };

  const watchMoney = async (row: TransactionRow): Promise<void> => {
    const { netAmount, amount, refundedAmount } = viewOf(row);
    hold(
      netAmount >= 0 && refundedAmount >= 0 && netAmount + refundedAmount <= (amount ?? 0),
      () => `I5: the sums of ${row.key} are wrong`,
    );
    for (const key of Object.keys(row.placed)) {
      const item = (await memory.readPlaced(key as Args<'readPlaced'>[0]))?.placedIn;
      hold(item === row.key, () => `I5: ${key} counts in ${row.key} and is placed in ${item}`);
    }
  };

  const watchRecord = async (record: EventRecord, run: () => Promise<unknown>): Promise<unknown> => {
    const before = await memory.readRecord(record.key);
    const result = await run();
    const after = await memory.readRecord(record.key);
    if (before !== undefined && after !== undefined) {
      hold(after.version === before.version + 1, () => `I2: the record of ${record.key} was overwritten`);
      for (const list of ['rows', 'readings', 'customerKeys'] as const) {
        hold(
          before[list].every((one) => after[list].includes(one)),
          () => `I2: the record of ${record.key} lost some of its ${list}`,
        );
      }
    }
    if (after !== undefined) await wasRecorded(after);
    return result;
  };

  const watchDelete = async (entry: WaitingEntry, run: () => Promise<unknown>): Promise<unknown> => {
    const find = async () => (await memory.waitingEntries(entry.awaited, { limit: 1000 })).find(({ row }) => row.key === entry.row.key);
    const before = await find();
    const result = await run();
    if (before === undefined || (await find()) !== undefined) return result;
    const isSame = before.token === entry.token;
    hold(isSame, () => `I2: the entry of ${entry.row.key} for ${entry.awaited} was put again, and deleted as it was before`);
    const row =
      entry.row.table === 'transactions'
        ? await memory.readTransaction(entry.row.key as Args<'readTransaction'>[0])
        : await memory.readSubscription(entry.row.key as Args<'readSubscription'>[0]);
    hold(row?.awaiting.includes(entry.awaited) !== true, () => `I2: ${entry.row.key} awaits ${entry.awaited} and its entry was deleted`);
    return result;
  };

  return (name, args, run) => {
    if (name === 'write') return watchWrite((args as Args<'write'>)[0], run);
    if (name === 'writeRecord') return watchRecord((args as Args<'writeRecord'>)[0], run);
    if (name === 'deleteWaitingEntry') return watchDelete((args as Args<'deleteWaitingEntry'>)[0], run);
    return run();
  };
};

const storedOf = async (memory: MemoryLedger, put: Put): Promise<Stored | undefined> => {
  switch (put.kind) {
    case 'transaction':
      return memory.readTransaction(put.item.key);
    case 'subscription':
      return memory.readSubscription(put.item.key);
    case 'placed':
      return memory.readPlaced(put.item.key);
    case 'alias':
      return memory.readAlias(put.item.key);
    case 'customer':
      return memory.readCustomer(put.item.key);
    default:
      return undefined;
  }
};

const nameOf = (put: Put): string => `${put.kind} ${'key' in put.item ? put.item.key : ''}`;

/** Whoever knows the later facts knows the earlier ones. */
const hasGrown = ({ kind }: Put, before: unknown, after: unknown): boolean =>
  canonicalJson(joined(kind, before, after)) === canonicalJson(after);

type Facts<J extends (a: never, b: never) => unknown> = Parameters<J>[0];

const joined = (kind: Put['kind'], a: unknown, b: unknown): unknown => {
  switch (kind) {
    case 'transaction':
      return joinTransactionFacts(a as Facts<typeof joinTransactionFacts>, b as Facts<typeof joinTransactionFacts>);
    case 'subscription':
      return joinSubscriptionFacts(a as Facts<typeof joinSubscriptionFacts>, b as Facts<typeof joinSubscriptionFacts>);
    case 'placed':
      return joinPlacedFacts(a as Facts<typeof joinPlacedFacts>, b as Facts<typeof joinPlacedFacts>);
    case 'alias':
      return joinAliasFacts(a as Facts<typeof joinAliasFacts>, b as Facts<typeof joinAliasFacts>);
    case 'customer':
      return joinCustomerFacts(a as Facts<typeof joinCustomerFacts>, b as Facts<typeof joinCustomerFacts>);
    default:
      return b;
  }
};
