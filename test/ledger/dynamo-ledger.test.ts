import { createDynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { describeLedger } from '../contract/ledger-store.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';

let dynamo: TestDynamo;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

describeLedger('the DynamoDB ledger', async () => createDynamoLedger({ client: dynamo.client, tables: await dynamo.createTables() }));
