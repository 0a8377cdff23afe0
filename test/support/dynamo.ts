import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createTableInputs } from '../../functions/ledger/create-table-inputs.ts';
import type { TableNames } from '../../functions/platform/env.ts';
import { createTables } from '../../lib/local/create-tables.ts';
import { startDynamoDb } from '../../lib/local/embedded-dynamodb.ts';

export type TestDynamo = {
  readonly client: DynamoDBDocumentClient;
  /** Four new, empty tables. */
  readonly createTables: () => Promise<TableNames>;
  readonly stop: () => Promise<void>;
};

/**
 * A DynamoDB for one test file: the embedded one, in memory and on a free port, or the one at `AWS_ENDPOINT_URL_DYNAMODB`
 * (Amazon's DynamoDB Local, for one).
 */
export const startDynamo = async (): Promise<TestDynamo> => {
  const endpoint = process.env['AWS_ENDPOINT_URL_DYNAMODB'];
  const embedded = endpoint === undefined ? await startDynamoDb({ projectRoot: process.cwd(), port: 0, dataFolder: null }) : undefined;
  const client = new DynamoDBClient({
    endpoint: endpoint ?? embedded?.endpoint ?? '',
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  return {
    client: DynamoDBDocumentClient.from(client),
    createTables: async () => {
      const tables = newNames();
      await createTables(client, createTableInputs(tables));
      return tables;
    },
    stop: async () => {
      client.destroy();
      await embedded?.stop();
    },
  };
};

const newNames = (): TableNames => {
  const test = randomUUID();
  return {
    customers: `customers-${test}`,
    transactions: `transactions-${test}`,
    subscriptions: `subscriptions-${test}`,
    events: `events-${test}`,
  };
};
