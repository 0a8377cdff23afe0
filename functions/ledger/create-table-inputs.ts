import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { TableNames } from '../platform/env.ts';
import { type IndexDescription, type KeyAttribute, TABLES, type TableDescription } from './tables.ts';

/** What to send to a DynamoDB that has none of these tables yet. Time to live is a setting of its own there and not included. */
export const createTableInputs = (names: TableNames): readonly CreateTableCommandInput[] => [
  createTableInput(names.customers, TABLES.customers),
  createTableInput(names.transactions, TABLES.transactions),
  createTableInput(names.subscriptions, TABLES.subscriptions),
  createTableInput(names.events, TABLES.events),
];

const createTableInput = (name: string, { partitionKey, sortKey, indexes }: TableDescription): CreateTableCommandInput => {
  const keys = [partitionKey, sortKey, ...Object.values(indexes).flatMap((index) => [index.partitionKey, index.sortKey])];
  const types = new Map(keys.filter((key) => key !== undefined).map((key) => [key.name, key.type]));
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    KeySchema: keySchema(partitionKey, sortKey),
    GlobalSecondaryIndexes: Object.entries(indexes).map(([IndexName, index]) => ({
      IndexName,
      KeySchema: keySchema(index.partitionKey, index.sortKey),
      Projection: projection(index.projection),
    })),
  };
};

const keySchema = (partitionKey: KeyAttribute, sortKey: KeyAttribute | undefined): CreateTableCommandInput['KeySchema'] => [
  { AttributeName: partitionKey.name, KeyType: 'HASH' },
  ...(sortKey === undefined ? [] : [{ AttributeName: sortKey.name, KeyType: 'RANGE' } as const]),
];

type Projection = NonNullable<NonNullable<CreateTableCommandInput['GlobalSecondaryIndexes']>[number]['Projection']>;

const projection = (fields: IndexDescription['projection']): Projection =>
  typeof fields === 'string' ? { ProjectionType: fields } : { ProjectionType: 'INCLUDE', NonKeyAttributes: [...fields] };
