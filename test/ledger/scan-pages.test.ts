import type { Consumed } from '../../functions/ledger/dynamo/capacity.ts';
import { scanPage } from '../../functions/ledger/dynamo/pages.ts';
import { createDynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';
import { aClaim, aCustomer, aWaitingEntry } from '../support/ledger-items.ts';

const CUSTOMERS = 300;

let dynamo: TestDynamo;
let ledger: Ledger;
const consumed: Consumed[] = [];

/** What a step read, and with how many requests. */
const readBy = async (step: () => Promise<unknown>) => {
  consumed.length = 0;
  await step();
  return { requests: consumed.length, units: consumed.reduce((sum, { units }) => sum + units, 0) };
};

beforeAll(async () => {
  dynamo = await startDynamo();
  ledger = createDynamoLedger({ client: dynamo.client, tables: await dynamo.createTables(), onConsumed: (one) => consumed.push(one) });
  const keys = Array.from({ length: CUSTOMERS }, (_, at) => `customer-${at}`);
  for (let at = 0; at < CUSTOMERS; at += 50) {
    const some = keys.slice(at, at + 50);
    await ledger.write(some.map((key) => ({ kind: 'customer', item: aCustomer(key) })));
    await ledger.write(some.map((key) => ({ kind: 'claim', item: aClaim(`stripe:customer:${key}`, key) })));
  }
  await ledger.putWaitingEntry(aWaitingEntry('stripe:charge:ch_1'));
});
afterAll(() => dynamo.stop());

it('a page of all customers reads little more than it shows, however many there are', async () => {
  const { units } = await readBy(() => ledger.customerKeys(undefined, { limit: 5 }));
  expect(units).toBeLessThanOrEqual(3);
});

it('all customers in pages, and in one page, are the same', async () => {
  const inOne = await ledger.customerKeys(undefined, { limit: CUSTOMERS });
  expect([new Set(inOne.items).size, inOne.nextCursor]).toEqual([CUSTOMERS, null]);
  const first = await ledger.customerKeys(undefined, { limit: 100 });
  const second = await ledger.customerKeys(undefined, { limit: 250, cursor: first.nextCursor ?? '' });
  expect([...first.items, ...second.items]).toEqual(inOne.items);
});

it('a page of waiting entries is one request that looks at no more items than the page may have', async () => {
  const page = await readBy(() => ledger.allWaitingEntries({ limit: 50 }));
  expect(page.requests).toBe(1);
  expect(page.units).toBeLessThanOrEqual(3);
});

it('a page that finds nothing in a large table asks for no more at once than a request reads', async () => {
  const limits: number[] = [];
  const scanOnce = async (_: string, { Limit = 0 }: { readonly Limit?: number | undefined }) => {
    limits.push(Limit);
    return { items: [], next: limits.length < 1_100 ? { pk: 'link#a', sk: 'a' } : undefined };
  };
  const page = await scanPage({ scanOnce }, { name: 'all', table: 'customers', prefix: 'customer#' }, { limit: 25 }, () => 'one');
  expect(page).toEqual({ items: [], nextCursor: null });
  expect(limits.slice(0, 3)).toEqual([26, 52, 104]);
  expect(Math.max(...limits)).toBe(4_000);
});
