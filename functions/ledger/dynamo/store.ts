import {
  BatchGetCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  type ScanCommandInput,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { TableNames } from '../../platform/env.ts';
import type { TableId } from '../tables.ts';
import { type Consumed, createMeter } from './capacity.ts';
import { type Condition, STILL_THERE } from './conditions.ts';
import { getMany } from './get-many.ts';
import { type Item, itemBytes } from './item.ts';

export type LargeItem = { readonly table: TableId; readonly pk: string; readonly bytes: number };

export type DynamoOptions = {
  readonly client: DynamoDBDocumentClient;
  readonly tables: TableNames;
  /** Told what each request took. */
  readonly onConsumed?: (consumed: Consumed) => void;
  /** Told of an item of more than 300 KB before it is written; over 400 KB DynamoDB refuses it. */
  readonly onLargeItem?: (item: LargeItem) => void;
};

export type ItemKey = { readonly pk: string; readonly sk?: string };
/** An item to write, and what must hold of the one that it replaces; undefined where a repeat writes the same. */
export type Write = { readonly table: TableId; readonly item: Item; readonly condition: Condition | undefined };
type Request<Input> = Omit<Input, 'TableName' | 'ReturnConsumedCapacity'>;

/** DynamoDB in the few words that the ledger uses. Throws `ConflictError` when a condition does not hold. */
export type Store = {
  /** Strongly consistent. */
  readonly get: (table: TableId, key: ItemKey) => Promise<Item | undefined>;
  /** Those that are there, in no particular order. Strongly consistent. */
  readonly getMany: (table: TableId, keys: readonly ItemKey[]) => Promise<readonly Item[]>;
  /** All or nothing, at most 100. */
  readonly write: (writes: readonly Write[]) => Promise<void>;
  /** Sets one number of an item that is there, or takes it away (null). */
  readonly setNumber: (table: TableId, key: ItemKey, field: string, value: number | null) => Promise<void>;
  readonly delete: (table: TableId, key: ItemKey, condition?: Condition) => Promise<void>;
  /** Item by item, in as many requests as the reader goes on for. */
  readonly query: (table: TableId, request: Request<QueryCommandInput>) => AsyncGenerator<Item>;
  /** What one request of a scan found, and where the next begins. */
  readonly scanOnce: (table: TableId, request: Request<ScanCommandInput>) => Promise<ScannedOnce>;
};

export type ScannedOnce = { readonly items: readonly Item[]; readonly next: Item | undefined };

const LARGE_ITEM_BYTES = 300_000;

export const createStore = ({ client, tables, onConsumed, onLargeItem }: DynamoOptions): Store => {
  const { measured, read, written } = createMeter(onConsumed);
  const putOf = ({ table, item, condition }: Write) => {
    const bytes = itemBytes(item);
    if (bytes > LARGE_ITEM_BYTES) onLargeItem?.({ table, pk: item['pk'], bytes });
    return { TableName: tables[table], Item: item, ...condition };
  };
  return {
    get: async (table, key) => {
      const { Item } = await read(client.send(new GetCommand({ TableName: tables[table], Key: key, ConsistentRead: true, ...measured })));
      return Item;
    },
    getMany: (table, keys) =>
      getMany(tables[table], keys, (RequestItems) => read(client.send(new BatchGetCommand({ RequestItems, ...measured })))),
    write: async (writes) => {
      const [first, ...more] = writes.map(putOf);
      if (first === undefined) return;
      // A transaction costs twice as much, so one item goes alone.
      if (more.length === 0) await written(client.send(new PutCommand({ ...first, ...measured })));
      else await written(client.send(new TransactWriteCommand({ TransactItems: [first, ...more].map((Put) => ({ Put })), ...measured })));
    },
    setNumber: async (table, key, field, value) => {
      const change =
        value === null
          ? { UpdateExpression: 'REMOVE #field' }
          : { UpdateExpression: 'SET #field = :value', ExpressionAttributeValues: { ':value': value } };
      const names = { ExpressionAttributeNames: { '#field': field } };
      await written(
        client.send(new UpdateCommand({ TableName: tables[table], Key: key, ...STILL_THERE, ...change, ...names, ...measured })),
      );
    },
    delete: async (table, key, condition) => {
      await written(client.send(new DeleteCommand({ TableName: tables[table], Key: key, ...condition, ...measured })));
    },
    scanOnce: async (table, request) => {
      const output = await read(client.send(new ScanCommand({ ...request, TableName: tables[table], ...measured })));
      return { items: output.Items ?? [], next: output.LastEvaluatedKey };
    },
    query: (table, request) =>
      itemsOf(request.ExclusiveStartKey, (start) =>
        read(client.send(new QueryCommand({ ...request, TableName: tables[table], ExclusiveStartKey: start, ...measured }))),
      ),
  };
};

type Start = Record<string, unknown> | undefined;
type ItemsPage = { readonly Items?: Item[] | undefined; readonly LastEvaluatedKey?: Start };

const itemsOf = async function* (first: Start, request: (start: Start) => Promise<ItemsPage>): AsyncGenerator<Item> {
  let start = first;
  do {
    const { Items = [], LastEvaluatedKey } = await request(start);
    yield* Items;
    start = LastEvaluatedKey;
  } while (start !== undefined);
};

/** At most so many items; asks for no page that they do not need. */
export const take = async (items: AsyncIterable<Item>, limit = Number.POSITIVE_INFINITY): Promise<readonly Item[]> => {
  const taken: Item[] = [];
  for await (const item of items) {
    if (taken.push(item) >= limit) break;
  }
  return taken;
};
