import { canonicalJson } from '../../domain/canonical-json.ts';
import { ConflictError } from '../ledger.ts';

/** One item about to be written: whether its condition holds, and the writing itself. */
export type Slot = { readonly holds: () => boolean; readonly store: () => void };

/** Items of one kind under their keys. What goes in and out is a copy: nobody can change what is stored. */
export type Collection<Item> = {
  readonly read: (key: string) => Item | undefined;
  readonly all: () => readonly Item[];
  /** Those whose key begins so. */
  readonly under: (prefix: string) => readonly Item[];
  readonly slot: (item: Item) => Slot;
  readonly delete: (key: string) => void;
  /** The same items again, in a collection that goes its own way from here. */
  readonly fork: () => Collection<Item>;
};

/** Items that hold under their version: written only over the version that was read, and stored with the next. */
export const createVersioned = <Item extends { readonly key: string; readonly version: number }>(): Collection<Item> =>
  createVersionedBy<Item>(({ key }) => key);

/** The same, for items that have another name for their key. */
export const createVersionedBy = <Item extends { readonly version: number }>(keyOf: (item: Item) => string): Collection<Item> =>
  createCollection<Item>(keyOf, {
    holds: (item, stored) => (stored?.version ?? 0) === item.version,
    stored: (item) => ({ ...item, version: item.version + 1 }),
  });

/** Items that are written once and never changed. */
export const createOnce = <Item>(keyOf: (item: Item) => string): Collection<Item> =>
  createCollection(keyOf, { holds: (_, stored) => stored === undefined, stored: (item) => item });

/** Items of which the last one written stays. */
export const createReplaced = <Item>(keyOf: (item: Item) => string): Collection<Item> =>
  createCollection(keyOf, { holds: () => true, stored: (item) => item });

type Rules<Item> = { readonly holds: (item: Item, stored: Item | undefined) => boolean; readonly stored: (item: Item) => Item };

/**
 * Items are held as their text, its fields in the order of the store and not of whoever wrote them: what comes back is JSON again, as
 * from any store.
 */
const createCollection = <Item>(
  keyOf: (item: Item) => string,
  rules: Rules<Item>,
  texts: Map<string, string> = new Map(),
): Collection<Item> => {
  const read = (key: string): Item | undefined => {
    const text = texts.get(key);
    return text === undefined ? undefined : JSON.parse(text);
  };
  return {
    read,
    all: () => [...texts.values()].map((text) => JSON.parse(text)),
    under: (prefix) => [...texts].filter(([key]) => key.startsWith(prefix)).map(([, text]) => JSON.parse(text)),
    slot: (item) => ({
      holds: () => rules.holds(item, read(keyOf(item))),
      store: () => void texts.set(keyOf(item), canonicalJson(rules.stored(item))),
    }),
    delete: (key) => void texts.delete(key),
    fork: () => createCollection(keyOf, rules, new Map(texts)),
  };
};

/** Writes all or nothing. Throws `ConflictError` when a condition does not hold. */
export const writeSlots = (slots: readonly Slot[]): void => {
  if (!slots.every(({ holds }) => holds())) throw new ConflictError('An item was written by somebody else');
  for (const { store } of slots) store();
};
