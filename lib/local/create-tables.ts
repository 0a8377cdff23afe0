import { CreateTableCommand, type CreateTableCommandInput, type DynamoDBClient, ResourceInUseException } from '@aws-sdk/client-dynamodb';

/** Makes sure that the tables are there. One that exists is left as it is. */
export const createTables = async (client: Pick<DynamoDBClient, 'send'>, tables: readonly CreateTableCommandInput[]): Promise<void> => {
  // One by one, because DynamoDB Local refuses several at a time that have indexes.
  for (const table of tables) await createTable(client, table);
};

const createTable = async (client: Pick<DynamoDBClient, 'send'>, table: CreateTableCommandInput): Promise<void> => {
  try {
    await client.send(new CreateTableCommand(table));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
};
