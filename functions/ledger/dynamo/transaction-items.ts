import type { TransactionView } from '../../domain/transaction-view.ts';
import { viewTransaction } from '../../domain/transaction-view.ts';
import { aliasItemKey, paidSort, placedItemKey, transactionItemKey, waitingShard } from '../keys.ts';
import type { AliasItem, ListedTransaction, PlacedItem, TransactionRow } from '../rows.ts';
import { waitingPlaced, waitingTransaction } from '../waiting-rows.ts';
import { wellFormed } from '../well-formed.ts';
import { eventKeysField, readEventKeys } from './event-keys.ts';
import { allFields, EMPTY_TRANSACTION, toldFields } from './fields.ts';
import { cutTexts, type Item, keyOf, pack, rowFields, unpack } from './item.ts';

/** What only the ledger reads: one binary field, because it is most of the row and shrinks to a third. */
type PackedTransaction = Pick<TransactionRow, 'facts' | 'placed' | 'before'>;

export const transactionItem = (row: TransactionRow): Item => {
  const { key, version, customerKey, awaiting, eventKeys, recordedAt, facts, placed, before } = row;
  const view = wellFormed(viewTransaction(facts, Object.values(placed)));
  return {
    ...transactionItemKey(key),
    ...cutTexts({ key }),
    version: version + 1,
    ...toldFields(view, EMPTY_TRANSACTION),
    ...(customerKey === null ? {} : { customerKey }),
    ...(awaiting.length === 0 ? {} : { awaiting }),
    eventKeys: eventKeysField(eventKeys),
    recordedAt,
    ...pack({ facts, placed, before } satisfies PackedTransaction),
    ...indexKeys(row, view),
  };
};

/** Absent where the row is not to be found in that index. */
const indexKeys = (row: TransactionRow, { amount, paidAt }: TransactionView) => ({
  ...(amount === null || paidAt === null ? {} : { paid: paidSort(paidAt, row.key) }),
  ...(waitingTransaction(row) === undefined ? {} : { waiting: waitingShard('transactions', row.key) }),
});

export const readTransactionItem = (item: Item): TransactionRow => ({
  ...unpack<PackedTransaction>(item),
  key: keyOf(item),
  ...rowFields(item),
});

/** From the index by customer, which has no packed field. */
export const readListedTransaction = (item: Item): ListedTransaction => ({
  key: keyOf(item),
  customerKey: item['customerKey'],
  view: allFields(item, EMPTY_TRANSACTION),
  eventKeys: readEventKeys(item['eventKeys']),
  recordedAt: item['recordedAt'],
});

type PackedPlaced = Pick<PlacedItem, 'facts' | 'before'>;

export const placedItem = (placed: PlacedItem): Item => {
  const { key, version, placedIn, eventKeys, recordedAt, facts, before } = placed;
  return {
    ...placedItemKey(key),
    ...cutTexts({ key }),
    version: version + 1,
    ...(placedIn === null ? {} : { placedIn }),
    eventKeys: eventKeysField(eventKeys),
    recordedAt,
    ...pack({ facts, before } satisfies PackedPlaced),
    ...(waitingPlaced(placed) === undefined ? {} : { waiting: waitingShard('transactions', key) }),
  };
};

export const readPlacedItem = (item: Item): PlacedItem => ({
  ...unpack<PackedPlaced>(item),
  key: keyOf(item),
  version: item['version'],
  placedIn: item['placedIn'] ?? null,
  eventKeys: readEventKeys(item['eventKeys']),
  recordedAt: item['recordedAt'],
});

export const aliasItem = ({ key, version, facts }: AliasItem): Item => ({
  ...aliasItemKey(key),
  ...cutTexts({ key }),
  version: version + 1,
  ...pack({ facts }),
});

export const readAliasItem = (item: Item): AliasItem => ({
  ...unpack<Pick<AliasItem, 'facts'>>(item),
  key: keyOf(item),
  version: item['version'],
});
