import * as z from 'zod';
import { createDynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';
import { aCustomer, aPayment } from '../support/ledger-events.ts';
import { createTestProcessor, eventOf } from '../support/processor.ts';

let dynamo: TestDynamo;
/** The requests that were sent, and what becomes of the next ones. */
let sent: string[] = [];
let answerTo: (command: string, output: unknown) => unknown = (_, output) => output;

beforeAll(async () => {
  dynamo = await startDynamo();
  dynamo.client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        sent.push(commandName);
        const result = await next(args);
        return { ...result, output: Object(answerTo(commandName, result.output)) };
      },
    { step: 'initialize' },
  );
});
afterAll(() => dynamo.stop());
beforeEach(() => {
  answerTo = (_, output) => output;
});

/** What a batch request finds. */
const found = z.object({ Responses: z.record(z.string(), z.array(z.looseObject({ pk: z.string() }))) });

const KEYS = ['stripe:charge:1', 'stripe:charge:2', 'stripe:charge:3'] as const;
const GONE = 'stripe:charge:gone' as const;

const aLedger = async (): Promise<Ledger> => {
  const ledger = createDynamoLedger({ client: dynamo.client, tables: await dynamo.createTables() });
  const { processDelivery } = createTestProcessor(ledger);
  await processDelivery(eventOf(aCustomer()));
  for (const key of KEYS) await processDelivery(eventOf(aPayment({ key, id: key })));
  sent = [];
  return ledger;
};
const readAll = async (ledger: Ledger) =>
  (await Promise.all([...KEYS, GONE].map((key) => ledger.readTransaction(key)))).map((row) => row?.key);

describe('what is asked for in one turn', () => {
  it('goes as one request, whose items come to those who asked', async () => {
    const ledger = await aLedger();
    expect(await readAll(ledger)).toEqual([...KEYS, undefined]);
    expect(sent).toEqual(['BatchGetItemCommand']);
  });

  it('is asked for once, whoever asks', async () => {
    const ledger = await aLedger();
    const rows = await Promise.all([KEYS[0], KEYS[0], KEYS[1]].map((key) => ledger.readTransaction(key)));
    expect(rows.map((row) => row?.key)).toEqual([KEYS[0], KEYS[0], KEYS[1]]);
    expect(await Promise.all([KEYS[2], KEYS[2]].map((key) => ledger.readTransaction(key)))).toMatchObject([
      { key: KEYS[2] },
      { key: KEYS[2] },
    ]);
    expect(sent).toEqual(['BatchGetItemCommand', 'GetItemCommand']);
  });

  it('is one request a table', async () => {
    const ledger = await aLedger();
    await Promise.all([ledger.readTransaction(KEYS[0]), ledger.readRecord(`stripe:${KEYS[0]}`), ledger.readRecord(`stripe:${KEYS[1]}`)]);
    expect(sent.sort()).toEqual(['BatchGetItemCommand', 'GetItemCommand']);
  });

  it('is read anew in the next turn', async () => {
    const ledger = await aLedger();
    const [before, same] = await Promise.all([ledger.readTransaction(KEYS[0]), ledger.readTransaction(KEYS[0])]);
    if (before === undefined) throw new Error('no row');
    await ledger.write([{ kind: 'transaction', item: before }]);
    const [after] = await Promise.all([ledger.readTransaction(KEYS[0]), ledger.readTransaction(KEYS[1])]);
    expect([before.version, same?.version, after?.version]).toEqual([1, 1, 2]);
  });

  it('is asked for one by one when the request for all fails, so that one key fails no other', async () => {
    const ledger = await aLedger();
    answerTo = (command, output) => {
      if (command === 'BatchGetItemCommand') throw new Error('one of the keys is not valid');
      return output;
    };
    expect(await readAll(ledger)).toEqual([...KEYS, undefined]);
    expect(sent).toEqual(['BatchGetItemCommand', ...KEYS.map(() => 'GetItemCommand'), 'GetItemCommand']);
  });

  it('is asked for again where keys are left', async () => {
    const ledger = await aLedger();
    let left = 2;
    answerTo = (command, output) => {
      if (command !== 'BatchGetItemCommand' || left === 0) return output;
      left -= 1;
      const [table = '', items] = Object.entries(found.parse(output).Responses)[0] ?? [];
      const [item, ...others] = items ?? [];
      return {
        Responses: { [table]: [item] },
        UnprocessedKeys: { [table]: { Keys: others.map(({ pk }) => ({ pk })), ConsistentRead: true } },
      };
    };
    expect(await Promise.all(KEYS.map((key) => ledger.readTransaction(key)))).toMatchObject(KEYS.map((key) => ({ key })));
    expect(sent).toEqual(['BatchGetItemCommand', 'BatchGetItemCommand', 'BatchGetItemCommand']);
  });
});
