import { customerKey } from '../../functions/domain/keys.ts';
import { paymentFacts } from '../../functions/domain/transaction.ts';
import { bodyHash } from '../../functions/ledger/body-hash.ts';
import type { Consumed } from '../../functions/ledger/dynamo/capacity.ts';
import { TRANSACTION_FIELDS } from '../../functions/ledger/dynamo/fields.ts';
import { itemBytes } from '../../functions/ledger/dynamo/item.ts';
import { recordItem } from '../../functions/ledger/dynamo/record-item.ts';
import type { LargeItem } from '../../functions/ledger/dynamo/store.ts';
import { transactionItem } from '../../functions/ledger/dynamo/transaction-items.ts';
import { createDynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';
import { aClaim, aCustomer, aPayment, aRecord, aTransaction, aVersion, usd } from '../support/ledger-items.ts';
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

const BODY = noise(1_400);
const after = { netAmount: 4900, amount: 4900, currency: usd, status: 'recorded', customerKey: CUSTOMER };
const record = aRecord(EVENT, BODY, { rows: [CHARGE], changes: [{ key: CHARGE, before: null, after }], customerKeys: [CUSTOMER] });

describe('sizes', () => {
  it('keeps the row of a payment within one write unit, and its place in the index as well', () => {
    const item = transactionItem(row);
    const inIndex = Object.fromEntries(Object.entries(item).filter(([name]) => INDEX_FIELDS.includes(name)));
    expect(itemBytes(item)).toBeLessThanOrEqual(800);
    expect(itemBytes(inIndex)).toBeLessThanOrEqual(400);
  });

  it('leaves 1.4 KB of the two write units of a record to the body', () => {
    const bodyFields = itemBytes({ inline: 0, encoding: 'raw', body: BODY });
    expect(itemBytes(recordItem(record)) + bodyFields).toBeLessThanOrEqual(2_048);
  });

  it('reckons as DynamoDB does', () => {
    expect(
      itemBytes({ text: '\u00e9', yes: true, none: null, n: 1780308000000, list: ['ab'], map: { a: 1 }, bytes: Buffer.alloc(5) }),
    ).toBe(4 + 2 + 3 + 1 + 4 + 1 + 1 + 5 + 4 + 3 + 1 + 2 + 3 + 3 + 1 + 1 + 2 + 5 + 5);
  });
});

const INDEX_FIELDS = ['pk', 'customerKey', 'paid', ...TRANSACTION_FIELDS];

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
    await ledger.write([{ kind: 'claim', item: aClaim(STRIPE_CUSTOMER, `event:stripe:evt_1:${CUSTOMER}`, CUSTOMER) }]);
    consumed.length = 0;
  });
  const units = (kind: Consumed['kind']): number => consumed.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.units, 0);

  it('takes 4 write units and 3 read units for the first payment of a known customer', async () => {
    await ledger.readRecord(EVENT);
    await ledger.readTransaction(CHARGE);
    await ledger.readClaims(STRIPE_CUSTOMER);
    expect(units('read')).toBe(3);
    await ledger.write([{ kind: 'transaction', item: row }]);
    await ledger.writeRecord(record, BODY);
    expect(units('write')).toBe(4);
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
