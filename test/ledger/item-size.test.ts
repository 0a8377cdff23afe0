import { customerKey, type EventKey } from '../../functions/domain/keys.ts';
import { paymentFacts } from '../../functions/domain/transaction.ts';
import { bodyHash } from '../../functions/ledger/body-hash.ts';
import type { Consumed } from '../../functions/ledger/dynamo/capacity.ts';
import { TRANSACTION_FIELDS } from '../../functions/ledger/dynamo/fields.ts';
import { type Item, itemBytes } from '../../functions/ledger/dynamo/item.ts';
import { recordItem } from '../../functions/ledger/dynamo/record-item.ts';
import type { LargeItem } from '../../functions/ledger/dynamo/store.ts';
import { readTransactionItem, transactionItem } from '../../functions/ledger/dynamo/transaction-items.ts';
import { createDynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import { ITEM_BYTES } from '../../lib/cost/measured.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';
import { GENUINE } from '../support/genuine/bodies.ts';
import { aCharge } from '../support/genuine/charge-story.ts';
import { randomFill } from '../support/genuine/fill.ts';
import { itemWriter, withBody } from '../support/genuine/stored-items.ts';
import { aClaim, aCustomer, aPayment, aRecord, aTransaction, aVersion, JUNE_1, usd } from '../support/ledger-items.ts';
import { noise } from '../support/noise.ts';

// Ids as long as Stripe's own, and a customer key that is a UUID.
const CUSTOMER = customerKey('5e0c1b3a-8f27-4c55-9b1e-1f4f0a7d92c3');
const CHARGE = 'stripe:charge:ch_3PqRs7LkdIwHu7ix0A1b2C3d';
const EVENT = 'stripe:evt_3PqRs7LkdIwHu7ix0E4f5G6h';
const STRIPE_CUSTOMER = 'stripe:customer:cus_QhX8a9B7c6D5e4';

/** A payment that tells as much as one may: a key of the team's, a product, a category, a payment intent. */
const payment = {
  ...aPayment(CHARGE, { candidates: { explicit: CUSTOMER, links: [STRIPE_CUSTOMER] }, productKey: 'gold-yearly' }),
  categoryKey: 'subscriptions',
  standsFor: ['stripe:payment_intent:pi_3PqRs7LkdIwHu7ix0J7k8L9m'],
  version: aVersion({ id: EVENT.slice('stripe:'.length) }),
} as const;
const row = aTransaction(CHARGE, { facts: paymentFacts(payment), customerKey: CUSTOMER, eventKeys: [EVENT] });

const UNIT_BYTES = 1024;
const BODY = noise(550);
const after = { netAmount: 4900, amount: 4900, currency: usd, status: 'recorded', customerKey: CUSTOMER };
const record = aRecord(EVENT, BODY, { rows: [CHARGE], changes: [{ key: CHARGE, before: null, after }], customerKeys: [CUSTOMER] });

const INDEX_FIELDS = ['pk', 'customerKey', 'paid', ...TRANSACTION_FIELDS];
const inIndex = (item: Item): Item => Object.fromEntries(Object.entries(item).filter(([name]) => INDEX_FIELDS.includes(name)));

describe('sizes', () => {
  it('keeps the row of a payment within one write unit, and its place in the index as well', () => {
    const item = transactionItem(row);
    expect(itemBytes(item)).toBeLessThanOrEqual(ITEM_BYTES.row);
    expect(itemBytes(inIndex(item))).toBeLessThanOrEqual(ITEM_BYTES.rowInIndex);
  });

  it('leaves 600 bytes of the one write unit of a record to the body', async () => {
    expect(itemBytes(recordItem(record))).toBeLessThanOrEqual(ITEM_BYTES.record);
    expect(itemBytes(await withBody(record, BODY))).toBeLessThanOrEqual(UNIT_BYTES);
  });

  it('reckons as DynamoDB does', () => {
    expect(
      itemBytes({ text: '\u00e9', yes: true, none: null, n: 1780308000000, list: ['ab'], map: { a: 1 }, bytes: Buffer.alloc(5) }),
    ).toBe(4 + 2 + 3 + 1 + 4 + 1 + 1 + 5 + 4 + 3 + 1 + 2 + 3 + 3 + 1 + 1 + 2 + 5 + 5);
  });
});

describe('the growth of a row', () => {
  it('ends within one write unit after a charge and eighteen refunds', async () => {
    const write = itemWriter();
    const charge = aCharge(1);
    await write('stripe', charge.body);
    for (let n = 1; n <= 18; n += 1) {
      const { rows } = await write('stripe', charge.refund(n));
      const item = rows.find(({ pk }) => pk === `transaction#stripe:charge:${charge.id}`) ?? {};
      expect(readTransactionItem(item).eventKeys).toHaveLength(n + 1);
      expect(itemBytes(item)).toBeLessThanOrEqual(UNIT_BYTES);
    }
  });

  it('takes its place in the index over one unit after seventy events at the earliest', () => {
    const eventKeys = Array.from({ length: 70 }, (_, n): EventKey => `stripe:${randomFill(n).id(EVENT.slice('stripe:'.length, -8), 8)}`);
    expect(itemBytes(inIndex(transactionItem({ ...row, eventKeys })))).toBeLessThanOrEqual(UNIT_BYTES);
  });
});

describe('the record of a genuine body', () => {
  it.each(GENUINE)('takes as many units as we know: $provider $name', async ({ provider, name, body }) => {
    for (const seed of [1, 2, 3]) {
      const { record: item } = await itemWriter()(provider, body(randomFill(seed)));
      expect(Math.ceil(itemBytes(item) / UNIT_BYTES)).toBe(TWO_UNITS.includes(name) ? 2 : 1);
    }
  });

  /** A refund with its invoice and credit note, every field told: 7 KB. */
  const TWO_UNITS: readonly string[] = ['payment_refunded'];
});

describe('request units', () => {
  let dynamo: TestDynamo;
  let ledger: Ledger;
  const consumed: Consumed[] = [];
  const large: LargeItem[] = [];
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo.stop());
  beforeEach(async () => {
    const hooks = { onConsumed: (one: Consumed) => consumed.push(one), onLargeItem: (one: LargeItem) => large.push(one) };
    ledger = createDynamoLedger({ client: dynamo.client, tables: await dynamo.createTables(), ...hooks });
    await ledger.write([{ kind: 'customer', item: aCustomer(CUSTOMER) }]);
    await ledger.write([{ kind: 'claim', item: aClaim(STRIPE_CUSTOMER, CUSTOMER) }]);
    consumed.length = 0;
  });
  const units = (kind: Consumed['kind']): number => consumed.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.units, 0);

  it('takes 3 write units and 3 read units for the first payment of a known customer', async () => {
    await ledger.readRecord(EVENT);
    await ledger.readTransaction(CHARGE);
    await ledger.readClaims(STRIPE_CUSTOMER, JUNE_1);
    expect(units('read')).toBe(3);
    await ledger.write([{ kind: 'transaction', item: row }]);
    await ledger.writeRecord(record, BODY);
    expect(units('write')).toBe(3);
  });

  it('takes 1 read unit for a duplicate', async () => {
    await ledger.writeRecord(record, BODY);
    consumed.length = 0;
    await ledger.readRecord(EVENT);
    expect(units('read')).toBe(1);
    expect(units('write')).toBe(0);
  });

  it('takes one unit more for a row that waits, and no place among a customer’s', async () => {
    await ledger.write([{ kind: 'transaction', item: { ...row, customerKey: null, awaiting: [`customer:${CUSTOMER}`] } }]);
    expect(units('write')).toBe(2);
  });

  it('tells of a row that nears the limit of an item, and never of a body', async () => {
    const body = noise(1_000_000);
    await ledger.writeRecord({ ...record, bodies: [bodyHash(body)] }, body);
    expect(large).toEqual([]);
    const standsFor = [`stripe:invoice:${noise(310_000).toString('base64')}`] as const;
    await ledger.write([{ kind: 'transaction', item: { ...row, facts: { ...row.facts, standsFor } } }]);
    expect(large).toMatchObject([{ table: 'transactions', pk: `transaction#${CHARGE}` }]);
  });
});
