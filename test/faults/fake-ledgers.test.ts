import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { describeLedger } from '../contract/ledger-store.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';
import { createCrashSite, seeded } from '../support/unreliable.ts';
import { endpointOf, unreliableDynamo } from './dynamo-faults.ts';

describeLedger('the ledger in memory behind a site of crashes', () => createCrashSite(undefined).ledger(createMemoryLedger()));

describe('DynamoDB', () => {
  let dynamo: TestDynamo;
  const clients: DynamoDBDocumentClient[] = [];
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(async () => {
    for (const client of clients) client.destroy();
    await dynamo.stop();
  });

  // One attempt of thirty is throttled: whoever reads and writes by the client sees nothing of it.
  describeLedger('behind the client that faults are injected with', async () => {
    const random = seeded(43);
    const client = unreliableDynamo(await endpointOf(dynamo), () => (random() < 1 / 30 ? { code: 'ThrottlingException' } : 'done'), 10);
    clients.push(client);
    return createDynamoLedger({ client, tables: await dynamo.createTables() });
  });
});
