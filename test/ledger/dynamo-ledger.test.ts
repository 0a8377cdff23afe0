import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { bodyHash } from '../../functions/ledger/body-hash.ts';
import { createDynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import type { TableId } from '../../functions/ledger/tables.ts';
import type { TableNames } from '../../functions/platform/env.ts';
import { describeLedger } from '../contract/ledger-store.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';
import { aCustomer, aRecord, aRefundAlone, aSubscription, aTransaction, JUNE_1 } from '../support/ledger-items.ts';
import { noise } from '../support/noise.ts';

let dynamo: TestDynamo;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

describeLedger('the DynamoDB ledger', async () => createDynamoLedger({ client: dynamo.client, tables: await dynamo.createTables() }));

describe('what stands in the tables', () => {
  let tables: TableNames;
  let ledger: Ledger;
  beforeEach(async () => {
    tables = await dynamo.createTables();
    ledger = createDynamoLedger({ client: dynamo.client, tables });
  });
  const itemsIn = async (table: TableId): Promise<readonly Record<string, unknown>[]> =>
    (await dynamo.client.send(new ScanCommand({ TableName: tables[table], ConsistentRead: true }))).Items ?? [];

  it('puts a recorded payment into the index of its customer only', async () => {
    await ledger.write([{ kind: 'transaction', item: aTransaction('stripe:charge:ch_1') }]);
    const [item = {}] = await itemsIn('transactions');
    expect(item).toMatchObject({ customerKey: 'acme', paid: '2026-06-01T10:00:00.000Z#stripe:charge:ch_1', netAmount: 4900 });
    expect(item).not.toHaveProperty('waiting');
  });

  it('puts what waits into the index of waiting rows only', async () => {
    await ledger.write([{ kind: 'transaction', item: aRefundAlone('stripe:charge:ch_1') }]);
    await ledger.write([{ kind: 'subscription', item: aSubscription('stripe:subscription:sub_1', { customerKey: null }) }]);
    for (const item of [...(await itemsIn('transactions')), ...(await itemsIn('subscriptions'))]) {
      expect(item['waiting']).toMatch(/^(transactions|subscriptions)#[0-7]$/);
      expect(item).not.toHaveProperty('customerKey');
      expect(item).not.toHaveProperty('paid');
    }
  });

  it('shows no name and no e-mail address to who looks at a table', async () => {
    await ledger.write([{ kind: 'customer', item: aCustomer('acme') }]);
    expect(JSON.stringify(await itemsIn('customers'))).not.toContain('ada@example.com');
  });

  it('keeps the parts of a body exactly as long as its record', async () => {
    const body = noise(600 * 1024);
    const unreadable = aRecord('stripe:evt_1', body, { outcome: 'unreadable', expiresAt: null });
    const ends = async () => (await itemsIn('events')).map((item) => item['expiresAt']);
    await ledger.writeRecord(unreadable, body);
    expect(await ends()).toEqual([undefined, undefined, undefined, undefined]);
    await ledger.writeRecord({ ...unreadable, version: 1, outcome: 'recorded', expiresAt: JUNE_1 }, body);
    expect(await ends()).toEqual(Array(4).fill(JUNE_1 / 1000));
    await ledger.writeRecord({ ...unreadable, version: 2 }, body);
    expect(await ends()).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('writes a body once, however often its record is written', async () => {
    const [first, second] = [Buffer.from('first'), Buffer.from('second')];
    const bodies = [bodyHash(first), bodyHash(second)];
    await ledger.writeRecord(aRecord('stripe:evt_1', first), first);
    for (const version of [1, 2]) await ledger.writeRecord(aRecord('stripe:evt_1', second, { version, bodies }), second);
    expect((await itemsIn('events')).map(({ sk }) => sk)).toEqual([`body#${bodies[1]}#0`, 'record']);
  });

  it('says so when a body is not there any more', async () => {
    const body = Buffer.from('first');
    await ledger.writeRecord(aRecord('stripe:evt_1', body), body);
    const other = bodyHash(Buffer.from('never came'));
    await expect(ledger.readBodies(aRecord('stripe:evt_1', body, { bodies: [other] }))).rejects.toThrow(/is missing/);
  });
});
