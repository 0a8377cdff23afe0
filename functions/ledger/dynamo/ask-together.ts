import { setImmediate as endOfTurn } from 'node:timers/promises';
import type { TableId } from '../tables.ts';
import type { Item } from './item.ts';
import type { ItemKey, Store } from './store.ts';

/**
 * The same store, whose `get`s of one turn of the event loop go as one request a table, each key once. What is read was still read after
 * it was asked for, strongly: nothing is kept. A batch request that fails is nobody's failure: each then asks alone.
 */
export const askTogether = (store: Store): Store => {
  const turns = new Map<TableId, Ask>();
  const turnOf = (table: TableId): Ask => {
    const turn = turns.get(table) ?? createTurn(store, table, () => turns.delete(table));
    turns.set(table, turn);
    return turn;
  };
  return { ...store, get: (table, key) => turnOf(table)(key) };
};

type Ask = (key: ItemKey) => Promise<Item | undefined>;

const createTurn = (store: Store, table: TableId, end: () => void): Ask => {
  const keys = new Map<string, ItemKey>();
  const answers = endOfTurn().then(() => {
    end();
    return answersTo(store, table, [...keys.values()]);
  });
  return async (key) => {
    keys.set(nameOf(key), key);
    return (await answers)(key);
  };
};

const answersTo = async (store: Store, table: TableId, keys: readonly ItemKey[]): Promise<Ask> => {
  const alone: Ask = (key) => store.get(table, key);
  const [first, ...more] = keys;
  if (first !== undefined && more.length === 0) {
    const item = await alone(first);
    return async () => item;
  }
  try {
    const items = await store.getMany(table, keys);
    const found = new Map(items.map((item) => [nameOf({ pk: item['pk'], sk: item['sk'] }), item]));
    return async (key) => found.get(nameOf(key));
  } catch {
    return alone;
  }
};

const nameOf = ({ pk, sk }: ItemKey): string => JSON.stringify([pk, sk]);
