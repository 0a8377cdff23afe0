import type { ProviderKey } from '../../../functions/domain/keys.ts';
import { ConflictError, type Ledger, type Put } from '../../../functions/ledger/ledger.ts';
import { MAX_EVENT_KEYS } from '../../../functions/ledger/rows.ts';
import { ACME, aClaim, aCustomer, aJob, aPlacedItem, aSubscription, aTransaction, aVersion, JUNE_1 } from '../../support/ledger-items.ts';
import type { MakeLedger } from '../ledger-store.ts';

const CHARGE = 'stripe:charge:ch_1';
const CUSTOMER = 'stripe:customer:cus_1';

/** Keys that would break a store that joins texts carelessly. */
const ODD_IDS = [
  ' ',
  'a b',
  '#',
  'a#b',
  '%2F',
  '/',
  '..',
  '::',
  '\'"\\',
  '\u00e9\u{1f600}\u2028',
  'x'.repeat(255),
  '\u{1f600}'.repeat(600),
];

export const describeItems = (makeLedger: MakeLedger): void => {
  let ledger: Ledger;
  beforeEach(async () => {
    ledger = await makeLedger();
  });

  const versioned: readonly Put[] = [
    { kind: 'transaction', item: aTransaction(CHARGE, { awaiting: ['customer:better'], placed: {} }) },
    { kind: 'subscription', item: aSubscription('stripe:subscription:sub_1') },
    { kind: 'placed', item: aPlacedItem('stripe:dispute:dp_1') },
    { kind: 'alias', item: { key: 'stripe:invoice:in_1', version: 0, facts: { payments: { [CHARGE]: { at: 1 } }, dependents: [] } } },
    { kind: 'customer', item: aCustomer('acme') },
    { kind: 'job', item: aJob('job-1') },
    { kind: 'job', item: aJob(`long ${'x'.repeat(1_000)}`, { total: null, cursor: null, request: {}, notes: [], money: [] }) },
  ];
  it.each(versioned.map((put) => [put.kind, put] as const))('reads a %s as it was written, one version on', async (_, put) => {
    expect(await readOf(ledger, put)).toBeUndefined();
    await ledger.write([put]);
    expect(await readOf(ledger, put)).toEqual({ ...put.item, version: 1 });
  });

  it.each(versioned.map((put) => [put.kind, put] as const))('writes a %s only over the version that was read', async (_, put) => {
    await ledger.write([put]);
    await expect(ledger.write([put])).rejects.toBeInstanceOf(ConflictError);
    await expect(ledger.write([withVersion(put, 2)])).rejects.toBeInstanceOf(ConflictError);
    await ledger.write([withVersion(put, 1)]);
    expect(await readOf(ledger, put)).toMatchObject({ version: 2 });
  });

  it('reads many transactions and customers by their keys, each once, and only those that are there', async () => {
    const keys = Array.from({ length: 205 }, (_, n) => `stripe:charge:ch_${n}` as const);
    for (const key of keys) await ledger.write([{ kind: 'transaction', item: aTransaction(key) }]);
    const read = await ledger.readTransactions([...keys, CHARGE, 'api:none']);
    expect(read.map(({ key }) => key).sort()).toEqual([...keys].sort());
    expect(read.find(({ key }) => key === CHARGE)).toEqual(await ledger.readTransaction(CHARGE));
    await ledger.write([{ kind: 'customer', item: aCustomer('acme') }]);
    expect(await ledger.readCustomers([ACME, ACME, aCustomer('nobody').key])).toEqual([await ledger.readCustomer(ACME)]);
    expect(await ledger.readTransactions([])).toEqual([]);
  });

  it('refuses to write over an item that was read but never was there', async () => {
    await expect(ledger.write([{ kind: 'transaction', item: aTransaction(CHARGE, { version: 1 }) }])).rejects.toBeInstanceOf(ConflictError);
  });

  it('keeps a row with all that it can hold', async () => {
    const item = aTransaction(CHARGE, {
      candidates: { links: [CUSTOMER, 'stripe:subscription:sub_1'], explicit: ACME },
      productKey: 'lone \ud800 surrogate and NUL \u0000',
      placed: { 'stripe:dispute:dp_1': aPlacedItem('stripe:dispute:dp_1').facts.reductions },
      customerKey: null,
      awaiting: ['customer:acme', 'link:stripe:customer:cus_1'],
      eventKeys: MANY_EVENTS,
      before: { netAmount: 0, amount: null, currency: null, status: 'unpaid', customerKey: null },
    });
    await ledger.write([{ kind: 'transaction', item }]);
    expect(await ledger.readTransaction(CHARGE)).toEqual({ ...item, version: 1 });
  });

  it('keeps an id like __proto__ as any other', async () => {
    const facts = JSON.parse('{"payments":{"__proto__":{"at":1}},"dependents":[]}');
    await ledger.write([{ kind: 'alias', item: { key: 'stripe:invoice:__proto__', version: 0, facts } }]);
    const stored = await ledger.readAlias('stripe:invoice:__proto__');
    expect(Object.keys(stored?.facts.payments ?? {})).toEqual(['__proto__']);
  });

  it('writes nothing of several when one of them meets a conflict', async () => {
    await ledger.write([{ kind: 'claim', item: aClaim(CUSTOMER) }]);
    const puts: readonly Put[] = [
      { kind: 'customer', item: aCustomer('acme') },
      { kind: 'transaction', item: aTransaction(CHARGE) },
      { kind: 'claim', item: aClaim(CUSTOMER) },
    ];
    await expect(ledger.write(puts)).rejects.toBeInstanceOf(ConflictError);
    expect(await ledger.readCustomer(ACME)).toBeUndefined();
    expect(await ledger.readTransaction(CHARGE)).toBeUndefined();
  });

  it('writes several at once', async () => {
    await ledger.write(versioned);
    for (const put of versioned) expect(await readOf(ledger, put)).toMatchObject({ version: 1 });
  });

  it('keeps the many events of whatever keeps any', async () => {
    const puts: readonly Put[] = [
      { kind: 'transaction', item: aTransaction(CHARGE, { eventKeys: MANY_EVENTS }) },
      { kind: 'subscription', item: aSubscription('stripe:subscription:sub_1', { eventKeys: MANY_EVENTS }) },
      { kind: 'placed', item: aPlacedItem('stripe:dispute:dp_1', { eventKeys: MANY_EVENTS }) },
      { kind: 'customer', item: aCustomer('acme', { eventKeys: MANY_EVENTS }) },
    ];
    await ledger.write(puts);
    for (const put of puts) expect(await readOf(ledger, put)).toEqual({ ...put.item, version: 1 });
  });

  it('takes nothing to write for nothing to do', async () => {
    await expect(ledger.write([])).resolves.toBeUndefined();
  });

  it('keeps odd and long keys apart', async () => {
    const keys = ODD_IDS.map((id): ProviderKey => `stripe:charge:${id}`);
    await ledger.write(keys.map((key) => ({ kind: 'transaction', item: aTransaction(key) })));
    await ledger.write(
      keys.map((key) => ({ kind: 'claim', item: aClaim(key, '\u{1f600}'.repeat(127), { version: aVersion({ id: key }) }) })),
    );
    for (const key of keys) {
      expect(await ledger.readTransaction(key)).toMatchObject({ key });
      expect(await ledger.readClaims(key, JUNE_1)).toMatchObject([{ providerKey: key, claim: { version: { id: key } } }]);
    }
    expect(await ledger.readTransaction(`stripe:charge:${'\u{1f600}'.repeat(601)}`)).toBeUndefined();
  });

  it('holds on to the first value of a choice', async () => {
    expect(await ledger.fixChoice('stripe.recordFrom', 'charges')).toBe('charges');
    expect(await ledger.fixChoice('stripe.recordFrom', 'invoices')).toBe('charges');
    expect(await ledger.fixChoice('another', 'invoices')).toBe('invoices');
  });

  it('gives the same value of a choice to all who make it at once', async () => {
    const values = await Promise.all(['a', 'b', 'c', 'd'].map((value) => ledger.fixChoice('once', value)));
    expect(new Set(values).size).toBe(1);
  });
};

const MANY_EVENTS = Array.from({ length: MAX_EVENT_KEYS }, (_, n) => `stripe:evt_${n}` as const);

const readOf = (ledger: Ledger, put: Put): Promise<unknown> => {
  switch (put.kind) {
    case 'transaction':
      return ledger.readTransaction(put.item.key);
    case 'subscription':
      return ledger.readSubscription(put.item.key);
    case 'placed':
      return ledger.readPlaced(put.item.key);
    case 'alias':
      return ledger.readAlias(put.item.key);
    case 'customer':
      return ledger.readCustomer(put.item.key);
    case 'claim':
      return ledger.readClaims(put.item.providerKey, put.item.claim);
    case 'release_job':
      return ledger.readReleaseJob(put.item.id);
    case 'job':
      return ledger.readJob(put.item.id);
    default:
      return put satisfies never;
  }
};

const withVersion = (put: Put, version: number): Put => ({ ...put, item: { ...put.item, version } }) as Put;
