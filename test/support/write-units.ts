import type { LedgerEvent } from '../../functions/domain/ledger-event.ts';
import { bodyHash } from '../../functions/ledger/body-hash.ts';
import { inlineBody } from '../../functions/ledger/dynamo/body-items.ts';
import { compressBody } from '../../functions/ledger/dynamo/compression.ts';
import { type Item, itemBytes } from '../../functions/ledger/dynamo/item.ts';
import { writesOf } from '../../functions/ledger/dynamo/puts.ts';
import { recordItem } from '../../functions/ledger/dynamo/record-item.ts';
import type { EventRecord } from '../../functions/ledger/event-record.ts';
import type { Ledger, Put } from '../../functions/ledger/ledger.ts';

const UNIT_BYTES = 1024;
const unitsOf = (bytes: number): number => Math.ceil(bytes / UNIT_BYTES);

/** What these writes take of DynamoDB, as it reckons: 1 KB a unit, an index entry the same again, twice that in a transaction. */
export const unitsOfPuts = (puts: readonly Put[]): number => {
  const writes = puts.flatMap(writesOf);
  const units = writes.reduce((sum, { item }) => sum + unitsOf(itemBytes(item)) + unitsOfIndexes(item), 0);
  return writes.length > 1 ? 2 * units : units;
};

/** Of an entry that is put into an index; that an old one is taken out of it is not seen here. */
const unitsOfIndexes = (item: Item): number => {
  if ('waiting' in item) return unitsOf(itemBytes(item));
  return 'paid' in item || 'partnerKey' in item || ('customerKey' in item && 'eventKeys' in item) ? 1 : 0;
};

export const unitsOfRecord = async (record: EventRecord, body: Buffer | null): Promise<number> => {
  const item = recordItem(record);
  if (body === null) return unitsOf(itemBytes(item));
  return unitsOf(itemBytes({ ...item, ...inlineBody(record, bodyHash(body), await compressBody(body, record.provider)) }));
};

/** The ledger, and the write units that were taken of it so far. */
export const metered = <L extends Ledger>(ledger: L): { readonly ledger: L; readonly units: () => number } => {
  let units = 0;
  const over: Partial<Ledger> = {
    write: async (puts) => {
      units += unitsOfPuts(puts);
      await ledger.write(puts);
    },
    writeRecord: async (record, body) => {
      units += await unitsOfRecord(record, body);
      await ledger.writeRecord(record, body);
    },
    putWaitingEntry: async (entry) => {
      units += 1;
      await ledger.putWaitingEntry(entry);
    },
    putMention: async (row, event) => {
      units += 1;
      await ledger.putMention(row, event);
    },
  };
  return { ledger: { ...ledger, ...over }, units: () => units };
};

/** Two writes in one transaction, each of an item and its index entry, for the item and the row that it is placed in. */
const PLACING = 8;

/**
 * The most write units that a first delivery may take while nobody else writes and no item is above 1 KB: its record, and for each
 * ledger event its row with the index entry, a waiting entry for each candidate, and an alias for each name. `dependents` are the
 * reductions that waited for one of its names, and are placed now.
 */
export const writeBudget = (events: readonly LedgerEvent[], { dependents = 0, recordUnits = 1 } = {}): number =>
  events.reduce((sum, event) => sum + budgetOf(event), recordUnits + dependents * PLACING);

const budgetOf = (event: LedgerEvent): number => {
  switch (event.kind) {
    case 'payment':
      return 2 + waitersOf(event.candidates) + (event.standsFor ?? []).length;
    case 'subscription':
      return 2 + waitersOf(event.candidates);
    case 'customer':
      return event.links.length === 0 ? 2 : 2 * (2 + event.links.length);
    case 'alias':
      return 1;
    case 'refund':
    case 'refund_figure':
    case 'dispute':
      return 'transaction' in event.target ? 2 : event.target.refs.length + PLACING;
    default:
      return event satisfies never;
  }
};

const waitersOf = ({ explicit, inEvent, links }: Extract<LedgerEvent, { kind: 'payment' }>['candidates']): number =>
  [explicit, inEvent, ...links].filter((candidate) => candidate !== undefined).length;
