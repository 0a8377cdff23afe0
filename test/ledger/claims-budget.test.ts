import { LATEST } from '../../functions/domain/claims.ts';
import type { LedgerEvent } from '../../functions/domain/ledger-event.ts';
import type { Consumed } from '../../functions/ledger/dynamo/capacity.ts';
import { createDynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';
import { aCustomer, aPayment } from '../support/ledger-events.ts';
import { aClaim, aVersion, JUNE_1 } from '../support/ledger-items.ts';
import { createTestProcessor, eventOf } from '../support/processor.ts';

// As long as a UUID.
const [ACME, BETA] = ['5e0c1b3a-8f27-4c55-9b1e-1f4f0a7d92c3', '9b1e1f4f-0a7d-92c3-5e0c-1b3a8f274c55'];
const HOUR_MS = 3_600_000;

let dynamo: TestDynamo;
let ledger: Ledger;
const consumed: Consumed[] = [];

beforeAll(async () => {
  dynamo = await startDynamo();
  ledger = createDynamoLedger({ client: dynamo.client, tables: await dynamo.createTables(), onConsumed: (one) => consumed.push(one) });
});
afterAll(() => dynamo.stop());

/** A link that was claimed so often for each of these customers, an hour apart, as Stripe's events tell it. */
const aLink = async (count: number, targets: readonly string[]) => {
  const link = `stripe:customer:cus_QhX8a9B7c6D5${targets.length}of${count}` as const;
  const claims = targets.flatMap((target) =>
    Array.from({ length: count }, (_, n) => {
      const at = JUNE_1 + n * HOUR_MS;
      return aClaim(link, target, { from: at, version: aVersion({ at, id: `evt_3PqRs7LkdIwHu7ix0E4f${String(n).padStart(4, '0')}` }) });
    }),
  );
  for (let at = 0; at < claims.length; at += 100)
    await ledger.write(claims.slice(at, at + 100).map((item) => ({ kind: 'claim', item }) as const));
  return link;
};

/** What it takes to read the claims of a link, at three times. */
const readOf = async (count: number, ...targets: readonly string[]) => {
  const link = await aLink(count, targets);
  const took = [];
  for (const at of [JUNE_1 - HOUR_MS, JUNE_1 + (count / 2) * HOUR_MS, LATEST]) {
    consumed.length = 0;
    await ledger.readClaims(link, at);
    took.push({ requests: consumed.length, units: consumed.reduce((sum, { units }) => sum + units, 0) });
  }
  return took;
};

const unitsOf = (took: Awaited<ReturnType<typeof readOf>>) => took.map(({ units }) => units);

describe('to read the claims of a link', () => {
  it('takes one request up to two dozen, and one read unit up to a dozen', async () => {
    for (const count of [0, 1, 12, 24]) expect((await readOf(count, ACME)).map(({ requests }) => requests)).toEqual([1, 1, 1]);
    for (const count of [2, 11]) expect(unitsOf(await readOf(count, ACME))).toEqual([1, 1, 1]);
  });

  it('takes no more for a thousand than for a hundred', async () => {
    const thousand = await readOf(1_000, ACME);
    expect(thousand).toEqual(await readOf(100, ACME));
    expect(Math.max(...unitsOf(thousand))).toBeLessThanOrEqual(4);
  });

  it('takes no more for a thousand of each of two customers than for a hundred', async () => {
    const thousand = await readOf(1_000, ACME, BETA);
    expect(thousand).toEqual(await readOf(100, ACME, BETA));
    expect(Math.max(...unitsOf(thousand))).toBeLessThanOrEqual(7);
  });
});

it('takes a payment, and a customer told anew, no more for a thousand claims than for a hundred', async () => {
  const after = async (count: number) => {
    const link = await aLink(200 + count, [ACME]);
    const { processDelivery } = createTestProcessor(ledger);
    const step = async (event: LedgerEvent) => {
      consumed.length = 0;
      expect(await processDelivery(eventOf(event))).toBe('recorded');
      return consumed.flatMap(({ kind, units }) => (kind === 'read' ? [units] : []));
    };
    const told = { key: ACME, links: [link] };
    await step(aCustomer({ ...told, id: `evt_before_${count}` }));
    const paid = aPayment({ key: `stripe:charge:ch_${count}`, id: `evt_paid_${count}`, candidates: { links: [link] } });
    return { payment: await step(paid), customer: await step(aCustomer({ ...told, id: `evt_anew_${count}` })) };
  };
  expect(await after(1_000)).toEqual(await after(100));
});
