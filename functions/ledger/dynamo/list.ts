import * as z from 'zod';
import { keyText, type Position } from '../cursor.ts';
import { type KeyAttribute, TABLES, type TableDescription, type TableId } from '../tables.ts';
import type { Item } from './item.ts';

/** A table, or one of its indexes. */
type Source = { readonly table: TableId; readonly index?: string };

/** Partitions that are read one after the other. Their sources have the same key attributes. */
export type PartitionList = {
  readonly name: string;
  readonly keys: Keys;
  readonly partitions: readonly Partition[];
  readonly newestFirst?: boolean;
  /** Only what sorts at or after this text. */
  readonly from?: string;
  /** Only what sorts at or before this text. */
  readonly to?: string;
};
export type Partition = Source & { readonly value: string };

/** The attributes that make up a position: the keys of the index, if there is one, and those of its table. */
export type Keys = { readonly partition: KeyAttribute; readonly others: readonly KeyAttribute[] };

export const keysOf = ({ table, index }: Source): Keys => {
  const description: TableDescription = TABLES[table];
  const source = index === undefined ? description : (description.indexes[index] ?? description);
  const others = [source.sortKey, description.partitionKey, description.sortKey].filter((key) => key !== undefined);
  return { partition: source.partitionKey, others: others.filter(({ name }, at) => others.findIndex((key) => key.name === name) === at) };
};

export const onePartition = (name: string, partition: Partition): PartitionList => ({
  name,
  keys: keysOf(partition),
  partitions: [partition],
});

/** Where an item stands, for the cursor of the page that it ends. */
export const positionOf = ({ partition, others }: Keys, item: Item): Position =>
  Object.fromEntries([partition, ...others].map(({ name }) => [name, item[name]]));

/** Any position at which a query of this list may begin; for another one DynamoDB would answer with an error of its own. */
export const positionShape = ({ keys: { partition, others }, partitions, from, to }: PartitionList): z.ZodType<Position> => {
  const [sort, ...rest] = others;
  return z.strictObject({
    [partition.name]: z.enum(partitions.map(({ value }) => value)),
    ...(sort === undefined ? {} : { [sort.name]: from === undefined && to === undefined ? shapeOf(sort) : textBetween(from, to) }),
    ...Object.fromEntries(rest.map((key) => [key.name, shapeOf(key)])),
  });
};

const textBetween = (from: string | undefined, to: string | undefined) =>
  keyText.refine((text) => (from === undefined || text >= from) && (to === undefined || text <= to));

/** Any position in a table as a whole. */
export const anyPosition = (table: TableId): z.ZodType<Position> => {
  const { partition, others } = keysOf({ table });
  return z.strictObject(Object.fromEntries([partition, ...others].map((key) => [key.name, shapeOf(key)])));
};

const shapeOf = ({ type }: KeyAttribute) => (type === 'S' ? keyText : z.int());
