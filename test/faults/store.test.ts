import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { encodeDelivery } from '../../functions/ingest/delivery.ts';
import { translate } from '../../functions/ledger/dynamo/conflicts.ts';
import { createDynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { ConflictError } from '../../functions/ledger/ledger.ts';
import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { createProcessorHandler } from '../../functions/process/handler.ts';
import { toSqsEvent } from '../../lib/local/sqs-event.ts';
import { notHeld } from '../proof/sim/covers.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';
import { HISTORIES } from '../support/histories.ts';
import { triedTooOften } from '../support/invariants.ts';
import { aPayment, aRefund } from '../support/ledger-events.ts';
import { readingsOf } from '../support/ledger-fold.ts';
import { plainProvider } from '../support/plain-provider.ts';
import { createTestProcessor, eventOf, ledgerAfter } from '../support/processor.ts';
import { seeded } from '../support/unreliable.ts';
import { type Decide, endpointOf, unreliableDynamo } from './dynamo-faults.ts';

const AMPLE = { getRemainingTimeInMillis: () => 30_000 };
const CHARGE = 'stripe:charge:ch_1';
const paid = eventOf(aPayment({ second: 1 }));
const histories = Object.entries(HISTORIES).map(([name, events]) => [name, events.map((event) => eventOf(...event))] as const);
const stateAfter = async (deliveries: Parameters<typeof ledgerAfter>[0]) => (await ledgerAfter(deliveries)).snapshot().state;

let dynamo: TestDynamo;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

const clients: DynamoDBDocumentClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});

/** A processor over DynamoDB behind a client that fails as it is told to. */
const overDynamo = async (decide: Decide, maxAttempts?: number) => {
  const tables = await dynamo.createTables();
  const client = unreliableDynamo(await endpointOf(dynamo), decide, maxAttempts);
  clients.push(client);
  const ledger = createDynamoLedger({ client, tables });
  const processor = createTestProcessor(ledger);
  return { ...processor, handler: createProcessorHandler(processor.deps) };
};

const message = (id: string, delivery = paid) => ({ MessageId: id, Body: encodeDelivery(delivery) });

describe('DynamoDB', () => {
  it.each(['ThrottlingException', 'ProvisionedThroughputExceededException'])('[F 43] is asked again after a %s', async (code) => {
    const random = seeded(7);
    let refused = 0;
    const { handler, ledger } = await overDynamo(() => (random() < 0.3 && ++refused > 0 ? { code } : 'done'), 12);
    expect(await handler(toSqsEvent([message('a')]), AMPLE)).toEqual({ batchItemFailures: [] });
    expect(refused).toBeGreaterThan(0);
    expect(await ledger.readTransaction(CHARGE)).toBeDefined();
  });

  it('[F 43] that goes on refusing has the message reported as failed, after few attempts', async () => {
    let attempts = 0;
    const { handler } = await overDynamo((command) => {
      if (command !== 'PutItemCommand') return 'done';
      attempts += 1;
      return { code: 'ThrottlingException' };
    });
    expect(await handler(toSqsEvent([message('a')]), AMPLE)).toEqual({ batchItemFailures: [{ itemIdentifier: 'a' }] });
    expect(triedTooOften('the row', { attempts })).toEqual([]);
    expect(attempts).toBeGreaterThan(1);
  });

  it('[F 44] is asked again where a write met a transaction, and nothing is taken for a duplicate', async () => {
    let left = 3;
    const { processDelivery, ledger } = await overDynamo((command) =>
      command === 'PutItemCommand' && left-- > 0 ? { code: 'TransactionConflictException' } : 'done',
    );
    expect(await processDelivery(paid)).toBe('recorded');
    expect(await ledger.readTransaction(CHARGE)).toMatchObject({ version: 1 });
  });

  it('[F 46] that lost the answer to our own write is found to have done it', async () => {
    const lost = new Set<string>();
    const { processDelivery, ledger } = await overDynamo((command, input) => {
      const name = JSON.stringify(Object(input).Item?.pk);
      if (command !== 'PutItemCommand' || lost.has(name)) return 'done';
      lost.add(name);
      return 'ack lost';
    });
    expect(await processDelivery(paid)).toBe('recorded');
    expect(await processDelivery(eventOf(aRefund({ minor: 300 })))).toBe('recorded');
    expect(lost.size).toBeGreaterThan(1);
    expect(await ledger.readTransaction(CHARGE)).toMatchObject({ version: 2, eventKeys: ['stripe:evt_1', 'stripe:evt_refund_10'] });
  });

  it('[F 50] [F 51] is read strongly and by no index, whatever a delivery brings', async () => {
    const weak: string[] = [];
    const { processDelivery, drain } = await overDynamo((command, input) => {
      const { ConsistentRead, IndexName, RequestItems } = Object(input);
      const isRead = ['GetItemCommand', 'QueryCommand', 'BatchGetItemCommand', 'ScanCommand'].includes(command);
      const asked = RequestItems === undefined ? [{ ConsistentRead }] : Object.values(RequestItems);
      const isStrong = asked.every((one) => Object(one).ConsistentRead === true);
      if (isRead && (IndexName !== undefined || !isStrong || command === 'ScanCommand')) weak.push(`${command} ${IndexName ?? ''}`);
      return 'done';
    });
    for (const delivery of histories.slice(0, 6).flatMap(([, deliveries]) => deliveries)) await processDelivery(delivery);
    expect(weak).toEqual([]);
    // Work that a contested link leaves is what may look at an index, and does.
    await drain();
    expect(weak).toContainEqual(expect.stringContaining('byCustomer'));
  });
});

const REASONS = ['None', 'ConditionalCheckFailed', 'TransactionConflict', 'ThrottlingError', 'ValidationError'] as const;

it('[F 45] judges a cancelled transaction by each of its reasons, for all sets of them', () => {
  for (let set = 1; set < 1 << REASONS.length; set += 1) {
    const codes = REASONS.filter((_, bit) => (set & (1 << bit)) !== 0);
    const CancellationReasons = codes.map((Code) => ({ Code }));
    const error = new TransactionCanceledException({ $metadata: {}, message: 'cancelled', CancellationReasons });
    const isConflict = codes.includes('ConditionalCheckFailed') || codes.includes('TransactionConflict');
    const isLoud = codes.includes('ValidationError');
    expect({ codes, conflict: translate(error) instanceof ConflictError }).toEqual({ codes, conflict: isConflict && !isLoud });
  }
});

/** A ledger in memory, of which one part does not answer. */
const withOutage = (down: (name: string) => boolean) => {
  const memory = createMemoryLedger();
  let isDown = true;
  const ledger = new Proxy(memory, {
    get: (target, name, receiver) => {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function' || !down(String(name))) return member;
      return (...args: readonly unknown[]) => (isDown ? Promise.reject(new Error('down')) : Reflect.apply(member, target, args));
    },
  });
  const end = (): void => {
    isDown = false;
  };
  return { memory, ledger, end };
};

describe.each(histories)('%s', (_, deliveries) => {
  it.each([
    ['all writes', (name: string) => /^(write|put|delete|mark|note|fix)/.test(name)],
    ['all reads', (name: string) => /^read/.test(name)],
    ['the writes of rows', (name: string) => name === 'write'],
    ['the writes of records', (name: string) => name === 'writeRecord'],
    ['the waiting entries', (name: string) => name === 'putWaitingEntry'],
  ])('[F 49] is whole after an outage of %s', async (_, down) => {
    const { memory, ledger, end } = withOutage(down);
    const { processDelivery, drain } = createTestProcessor(ledger);
    for (const delivery of deliveries) await processDelivery(delivery).catch(() => {});
    for (const { key, hash, ledgerEvents } of readingsOf({ stripe: plainProvider }, deliveries)) {
      const record = await memory.readRecord(key);
      if (record?.readings.includes(hash)) expect([key, await notHeld(memory, ledgerEvents)]).toEqual([key, []]);
    }
    end();
    for (const delivery of deliveries) await processDelivery(delivery);
    await drain();
    expect(memory.snapshot().state).toEqual(await stateAfter(deliveries));
  });
});
