import { readFileSync } from 'node:fs';
import type { Consumed } from '../../functions/ledger/dynamo/capacity.ts';
import { createDynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { providers } from '../../functions/providers/all.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';
import { aDelivery, createTestProcessor } from '../support/processor.ts';

let dynamo: TestDynamo;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

const fixture = (name: string): Buffer => readFileSync(`functions/providers/stripe/fixtures/${name}.json`);
/** A payment whose customer is known by its link alone, another one, and the event that names the customer. */
const PAYMENT = fixture('charge_succeeded');
const EARLIER = Buffer.from(
  PAYMENT.toString('utf8').replaceAll('3RExample', '3ROther').replaceAll('3RCharge', '3ROther').replace('cus_', 'cus_other_'),
);
const CUSTOMER = fixture('customer_created');

type Took = { readonly write: number; readonly read: number };

const warm = async () => {
  const consumed: Consumed[] = [];
  const tables = await dynamo.createTables();
  const ledger = createDynamoLedger({ client: dynamo.client, tables, onConsumed: (one) => consumed.push(one) });
  const processor = createTestProcessor(ledger, { providers });
  await processor.processDelivery(aDelivery(EARLIER));
  const took = async (step: () => Promise<unknown>): Promise<Readonly<Record<string, Took>>> => {
    consumed.length = 0;
    await step();
    const unitsOf = (name: string, kind: Consumed['kind']) =>
      consumed.filter((one) => one.tableName === name && one.kind === kind).reduce((sum, { units }) => sum + units, 0);
    const each = Object.entries(tables).map(
      ([table, name]) => [table, { write: unitsOf(name, 'write'), read: unitsOf(name, 'read') }] as const,
    );
    return Object.fromEntries(each.filter(([, { write, read }]) => write + read > 0));
  };
  return { ...processor, took };
};

describe('the budget of request units of a payment that waits', () => {
  it('is 4 write units until it is released, and 4 for that: 9 would be too many', async () => {
    const { processDelivery, drain, took, ledger } = await warm();
    const waits = await took(() => processDelivery(aDelivery(PAYMENT)));
    expect((await ledger.listWaiting({ limit: 10 })).items).toHaveLength(2);
    await processDelivery(aDelivery(CUSTOMER));
    const released = await took(drain);
    expect((await ledger.listWaiting({ limit: 10 })).items).toHaveLength(1);

    expect(waits).toEqual({
      // Read: is it there already. Written: with its body.
      events: { write: 1, read: 1 },
      // Read: is it there already. Written: the row, and its entry in the index of what waits.
      transactions: { write: 2, read: 1 },
      // Read: the link, and the link again when the row is written. Written: the waiting entry.
      customers: { write: 1, read: 2 },
    });
    expect(released).toEqual({
      // Read: the row. Written: the row, its entry out of the index of what waits, and one into the customer's.
      transactions: { write: 3, read: 1 },
      // Read: who waits, and the link. Written: the entry is deleted.
      customers: { write: 1, read: 2 },
    });
  });
});
