import { brotliCompressSync, deflateRawSync } from 'node:zlib';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { canonicalJson } from '../../functions/domain/canonical-json.ts';
import { bodyHash } from '../../functions/ledger/body-hash.ts';
import { recordItem } from '../../functions/ledger/dynamo/record-item.ts';
import { transactionItem } from '../../functions/ledger/dynamo/transaction-items.ts';
import { createDynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import type { EventRecord } from '../../functions/ledger/event-record.ts';
import { eventPartition } from '../../functions/ledger/keys.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import type { TableId } from '../../functions/ledger/tables.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';
import { aRecord, aTransaction } from '../support/ledger-items.ts';

const BODY = Buffer.from('{"id":"evt_1","name":"Ada"}'.repeat(20));
const CHARGE = 'stripe:charge:ch_1';

/** A record as it was stored before records were packed: every field by its name. */
const olderRecord = (record: EventRecord, body: object) => {
  const { provider, occurredAt, recordedAt, rows, customerKeys, adapterVersion, settings, readings, bodies } = record;
  const { packing: _p, packed: _d, ...item } = recordItem(record);
  const changes = '[[0,null,[4900,4900,"USD","recorded","acme"]]]';
  return { ...item, provider, occurredAt, recordedAt, rows, customerKeys, adapterVersion, settings, readings, bodies, changes, ...body };
};

describe('items that were stored before there were dictionaries', () => {
  let dynamo: TestDynamo;
  let ledger: Ledger;
  let put: (table: TableId, item: object) => Promise<unknown>;
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo.stop());
  beforeEach(async () => {
    const tables = await dynamo.createTables();
    ledger = createDynamoLedger({ client: dynamo.client, tables });
    put = (table, Item) => dynamo.client.send(new PutCommand({ TableName: tables[table], Item }));
  });

  const record = aRecord('stripe:evt_1', BODY);
  const br = { inline: 0, encoding: 'br', body: brotliCompressSync(BODY) };

  it.each([
    ['brotli', br],
    ['as it came', { inline: 0, encoding: 'raw', body: BODY }],
  ])('are read: a record with its body, %s', async (_, body) => {
    await put('events', olderRecord(record, body));
    expect(await ledger.readRecord(record.key)).toEqual({ ...record, version: 1 });
    expect(await ledger.readBodies(record)).toEqual([BODY]);
    const scanned = await ledger.scanRecords({ from: record.receivedAt, to: record.receivedAt + 1 }, { limit: 10 });
    expect(scanned.items).toEqual([{ ...record, version: 1 }]);
  });

  it('are read: the parts of a long body', async () => {
    const hash = bodyHash(BODY);
    await put('events', olderRecord(record, {}));
    const part = { pk: eventPartition(record.key), sk: `body#${hash}#0`, hash, part: 0, count: 1, encoding: 'br', bytes: br.body };
    await put('events', part);
    expect(await ledger.readBodies(record)).toEqual([BODY]);
  });

  it('are read: a record that could not be', async () => {
    const unreadable = { ...record, outcome: 'unreadable', reason: 'it has no type', rows: [], changes: [] } as const;
    const { changes: _c, ...older } = olderRecord(unreadable, br);
    await put('events', { ...older, reason: 'it has no type', rows: [], unreadable: 'stripe' });
    expect((await ledger.listUnreadable({ limit: 10 })).items).toEqual([{ ...unreadable, version: 1 }]);
    await ledger.writeRecord({ ...record, version: 1 }, BODY);
    expect((await ledger.listUnreadable({ limit: 10 })).items).toEqual([]);
    expect(await ledger.readBodies(record)).toEqual([BODY]);
  });

  it('keep their body when the record is written again, and lose it when it is erased', async () => {
    await put('events', olderRecord(record, br));
    await ledger.writeRecord({ ...record, version: 1, reason: 'replayed' }, null);
    expect(await ledger.readRecord(record.key)).toEqual({ ...record, version: 2, reason: 'replayed' });
    expect(await ledger.readBodies(record)).toEqual([BODY]);
    await ledger.writeRecord({ ...record, version: 2, erased: true }, null);
    await expect(ledger.readBodies(record)).rejects.toThrow('missing');
  });

  it('are read: a row, and its many event keys as a list', async () => {
    const row = aTransaction(CHARGE, { eventKeys: ['stripe:evt_1', 'stripe:evt_2', 'stripe:evt_3', 'stripe:evt_4', 'stripe:evt_5'] });
    const { facts, placed, before, eventKeys } = row;
    const { packing: _p, ...item } = transactionItem(row);
    await put('transactions', { ...item, eventKeys, packed: deflateRawSync(canonicalJson({ facts, placed, before }), { level: 9 }) });
    expect(await ledger.readTransaction(CHARGE)).toEqual({ ...row, version: 1 });
    await ledger.write([{ kind: 'transaction', item: { ...row, version: 1 } }]);
    expect(await ledger.readTransaction(CHARGE)).toEqual({ ...row, version: 2 });
  });
});
