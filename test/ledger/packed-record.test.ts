import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { bodyHash } from '../../functions/ledger/body-hash.ts';
import { unpackedRecord } from '../../functions/ledger/dynamo/record-item.ts';
import { createDynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { eventPartition, recordItemKey } from '../../functions/ledger/keys.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';
import { randomFill } from '../support/genuine/fill.ts';
import { stripeBodies } from '../support/genuine/stripe.ts';
import { aRecord } from '../support/ledger-items.ts';
import { noise } from '../support/noise.ts';

const BODY = stripeBodies['charge.succeeded'](randomFill(1));
const record = aRecord('stripe:evt_1', BODY);

describe('a record in DynamoDB', () => {
  let dynamo: TestDynamo;
  let ledger: Ledger;
  let events: string;
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo.stop());
  beforeEach(async () => {
    const tables = await dynamo.createTables();
    events = tables.events;
    ledger = createDynamoLedger({ client: dynamo.client, tables });
  });
  const stored = async () => (await dynamo.client.send(new GetCommand({ TableName: events, Key: recordItemKey(record.key) }))).Item ?? {};
  const all = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': eventPartition(record.key) } };

  it('shows in the console which event it is of, when it came and what became of it', async () => {
    await ledger.writeRecord(record, BODY);
    const { packed: _p, body: _b, ...shown } = await stored();
    expect(shown).toEqual({
      ...{ pk: 'event#stripe:evt_1', sk: 'record', version: 1, type: 'charge.succeeded', outcome: 'recorded' },
      ...{ receivedAt: record.receivedAt, expiresAt: (record.expiresAt ?? 0) / 1000 },
      ...{ packing: 'ledger.1', inline: 0, encoding: 'stripe.1' },
    });
  });

  it('is found by its fields while it cannot be read, and packed once it can', async () => {
    await ledger.writeRecord({ ...record, outcome: 'unreadable' }, BODY);
    expect(await stored()).toMatchObject({ unreadable: 'stripe', recordedAt: record.recordedAt, bodies: record.bodies });
    await ledger.writeRecord({ ...record, version: 1 }, BODY);
    expect(Object.keys(await stored()).sort()).not.toContain('unreadable');
    expect(await stored()).toHaveProperty('packed');
    expect(await ledger.readBodies(record)).toEqual([BODY]);
  });

  it('lets go of the body inside it when it lists it no more', async () => {
    await ledger.writeRecord(record, BODY);
    await ledger.writeRecord({ ...record, version: 1, bodies: [] }, null);
    expect(await stored()).not.toHaveProperty('body');
  });

  it('has nothing left of its bodies once it is erased: not packed, not beside it, not in parts', async () => {
    const second = noise(300_000);
    await ledger.writeRecord(record, BODY);
    await ledger.writeRecord({ ...record, version: 1, bodies: [...record.bodies, bodyHash(second)] }, second);
    const before = unpackedRecord(await stored());
    expect(before['body'].length).toBeGreaterThan(300);
    expect(before['bodies']).toEqual([bodyHash(BODY), bodyHash(second)]);
    await ledger.writeRecord({ ...record, version: 2, erased: true }, null);
    const { Items = [] } = await dynamo.client.send(new QueryCommand({ TableName: events, ...all }));
    expect(Items).toHaveLength(1);
    const after = unpackedRecord(Items[0] ?? {});
    for (const field of ['body', 'encoding', 'inline', 'bodies']) expect(after).not.toHaveProperty(field);
    expect(after['erased']).toBe(true);
    // What is packed is a few fields, none of which is a body's.
    expect(after['packed'].length).toBeLessThan(200);
    const { packed: _p, ...fields } = after;
    for (const own of BODY.toString().matchAll(/[A-Za-z0-9]{14,}/g)) expect(JSON.stringify(fields)).not.toContain(own[0]);
  });
});
