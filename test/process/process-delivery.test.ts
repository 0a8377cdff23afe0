import { customerKey } from '../../functions/domain/keys.ts';
import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { NO_METRICS } from '../../functions/platform/metrics.ts';
import { processWork } from '../../functions/process/process-work.ts';
import { createSweep } from '../../functions/process/sweep.ts';
import type { Provider } from '../../functions/providers/provider.ts';
import { aCustomer, aPayment, aRefund, aSubscription, currency, INVOICE } from '../support/ledger-events.ts';
import { plainBody, plainProvider } from '../support/plain-provider.ts';
import { aDelivery, createTestProcessor, eventOf, NOW } from '../support/processor.ts';

const CHARGE = 'stripe:charge:ch_1';
const acme = customerKey('acme');
const settled = () => createTestProcessor(createMemoryLedger());

describe('one delivery', () => {
  it('is recorded once, and a repeat reads the record and writes nothing', async () => {
    const { ledger, processDelivery } = settled();
    expect(await processDelivery(eventOf(aPayment()))).toBe('recorded');
    const before = ledger.snapshot();
    expect(await processDelivery(eventOf(aPayment()))).toBe('duplicate');
    expect(ledger.snapshot()).toEqual(before);
  });

  it('is unchanged when all that it tells was known', async () => {
    const { processDelivery } = settled();
    await processDelivery(eventOf(aRefund({ refundId: 're_1', id: 'evt_a' })));
    expect(await processDelivery(eventOf(aRefund({ refundId: 're_1', id: 'evt_b' })))).toBe('unchanged');
  });

  it('is ignored with its reason, and archived all the same', async () => {
    const { ledger, processDelivery } = settled();
    const body = plainBody('evt_1', [], { ignored: 'not a type that we read' });
    expect(await processDelivery(aDelivery(body))).toBe('ignored');
    const record = await ledger.readRecord('stripe:evt_1');
    expect(record).toMatchObject({ outcome: 'ignored', reason: 'not a type that we read', rows: [] });
    if (record !== undefined) expect(await ledger.readBodies(record)).toEqual([body]);
  });

  it('tells what it changed in money, before and after', async () => {
    const { ledger, processDelivery } = settled();
    await processDelivery(eventOf(aCustomer()));
    await processDelivery(eventOf(aPayment()));
    await processDelivery(eventOf(aRefund({ minor: 300, second: 10 })));
    expect((await ledger.readRecord('stripe:evt_refund_10'))?.changes).toEqual([
      {
        key: CHARGE,
        before: { amount: 1000, currency: 'USD', netAmount: 1000, status: 'recorded', customerKey: 'acme' },
        after: { amount: 1000, currency: 'USD', netAmount: 700, status: 'partially_refunded', customerKey: 'acme' },
      },
    ]);
  });

  it('[F 48] [F 62] read as something else under the same event id is merged, and both readings and bodies are kept', async () => {
    const { ledger, processDelivery } = settled();
    const [first, second] = [eventOf(aPayment({ id: 'evt_1' })), eventOf(aPayment({ id: 'evt_1', productKey: 'pro' }))];
    await processDelivery(first);
    expect(await processDelivery(second)).toBe('recorded');
    const record = await ledger.readRecord('stripe:evt_1');
    expect(record?.readings).toHaveLength(2);
    if (record !== undefined) expect(await ledger.readBodies(record)).toEqual([first.body, second.body]);
  });

  it('with other bytes that say the same is a duplicate', async () => {
    const { processDelivery } = settled();
    const delivery = eventOf(aPayment());
    await processDelivery(delivery);
    expect(await processDelivery({ ...delivery, body: Buffer.from(`${delivery.body.toString()}\n`) })).toBe('duplicate');
  });

  it('is read with the time of the first delivery when the provider sends it again, for bodies that have no time of their own', async () => {
    const byReceipt: Provider = {
      ...plainProvider,
      parse: ({ receivedAt }) => ({
        eventId: 'evt_1',
        type: 'plain',
        occurredAt: null,
        ledgerEvents: [aSubscription({ id: 'evt_1', receivedAt: receivedAt.getTime() })],
      }),
    };
    const providers = { ...settled().deps.providers, stripe: byReceipt };
    const { processDelivery } = createTestProcessor(createMemoryLedger(), { providers });
    expect(await processDelivery(aDelivery(Buffer.from('body')))).toBe('recorded');
    const retry = aDelivery(Buffer.from('body'), { receivedAt: new Date(NOW.getTime() + 60_000) });
    expect(await processDelivery(retry)).toBe('duplicate');
  });

  it('of another currency than its payment is counted and told, for somebody to look at', async () => {
    const count = jest.fn();
    const log = { info: jest.fn(), warn: jest.fn(), error: jest.fn() };
    const { processDelivery } = createTestProcessor(createMemoryLedger(), { metrics: { ...NO_METRICS, count }, log });
    await processDelivery(eventOf(aPayment()));
    expect(count).not.toHaveBeenCalledWith('CurrencyConflicts');
    await processDelivery(eventOf(aRefund({ amount: { minor: 100, currency: currency('EUR') } })));
    expect(count).toHaveBeenCalledWith('CurrencyConflicts');
    expect(log.warn).toHaveBeenCalledWith('currency conflict', { transaction: expect.stringMatching(/^stripe:/) });
  });

  it('stamped with another source of Stripe payments than the first is unreadable, and changes nothing', async () => {
    const { ledger, processDelivery } = settled();
    await processDelivery(eventOf(aPayment()));
    const { state } = ledger.snapshot();
    const other = eventOf(aPayment({ key: 'stripe:invoice:in_1', id: 'evt_invoice' }));
    expect(await processDelivery({ ...other, settings: { ...other.settings, recordFrom: 'invoices' } })).toBe('unreadable');
    expect(ledger.snapshot().state).toEqual(state);
    expect((await ledger.readRecord('stripe:evt_invoice'))?.reason).toMatch(/recordFrom is invoices, but .* from charges/);
  });

  it('expires by the retention of the settings once it is finished', async () => {
    const { ledger, processDelivery } = settled();
    await processDelivery(eventOf(aPayment()));
    expect((await ledger.readRecord('stripe:evt_0'))?.expiresAt).toBe(NOW.getTime() + 90 * 86_400_000);
  });
});

describe('a waiting row', () => {
  it('counts for nobody until its customer is known, then is released', async () => {
    const { ledger, queue, processDelivery, drain } = settled();
    await processDelivery(eventOf(aPayment()));
    expect((await ledger.listWaiting({ limit: 10 })).items).toMatchObject([{ key: CHARGE, kind: 'payment', amount: 1000 }]);
    await processDelivery(eventOf(aCustomer()));
    expect(queue).toEqual([{ kind: 'release', awaited: 'link:stripe:customer:cus_1' }]);
    await drain();
    expect((await ledger.listWaiting({ limit: 10 })).items).toEqual([]);
    expect((await ledger.listTransactions(acme, { limit: 10 })).items).toMatchObject([{ key: CHARGE }]);
    expect(await ledger.waitingEntries('link:stripe:customer:cus_1', { limit: 10 })).toEqual([]);
  });

  it('is released a page at a time', async () => {
    const { ledger, processDelivery, drain } = settled();
    const ids = Array.from({ length: 60 }, (_, index) => `ch_${index}`);
    for (const id of ids) await processDelivery(eventOf(aPayment({ key: `stripe:charge:${id}`, id: `evt_${id}` })));
    await processDelivery(eventOf(aCustomer()));
    await drain();
    expect((await ledger.listTransactions(acme, { limit: 100 })).items).toHaveLength(60);
    expect(await ledger.waitingEntries('link:stripe:customer:cus_1', { limit: 100 })).toEqual([]);
  });

  it('goes on awaiting a better candidate when it is recorded under the next', async () => {
    const { ledger, processDelivery, drain } = settled();
    await processDelivery(eventOf(aCustomer()));
    const explicit = customerKey('globex');
    await processDelivery(eventOf(aPayment({ candidates: { explicit, links: ['stripe:customer:cus_1'] } })));
    expect(await ledger.readTransaction(CHARGE)).toMatchObject({ customerKey: 'acme', awaiting: ['customer:globex'] });
    await processDelivery(eventOf(aCustomer({ key: 'globex', links: [], second: 50 })));
    await drain();
    expect(await ledger.readTransaction(CHARGE)).toMatchObject({ customerKey: 'globex', awaiting: [] });
  });

  it('is taken up by the sweep when nobody released it, and so is an old release job', async () => {
    const { deps, ledger, processDelivery, drain } = settled();
    await processDelivery(eventOf(aPayment()));
    await ledger.write([
      {
        kind: 'customer',
        item: { key: acme, version: 0, facts: { partners: {}, providerKeys: [] }, eventKeys: [], createdAt: 0, updatedAt: 0 },
      },
      {
        kind: 'claim',
        item: {
          providerKey: 'stripe:customer:cus_1',
          claim: { target: acme, from: null, by: 'team', version: { at: 0, rank: 1, id: 'a' } },
        },
      },
      { kind: 'release_job', item: { id: 'job_1', keys: ['link:stripe:customer:cus_1'], createdAt: 0 } },
    ]);
    expect(await createSweep(deps)()).toEqual({ released: 1, dropped: 0, releaseJobs: 1, jobsSentAgain: 0 });
    await drain();
    expect((await ledger.readTransaction(CHARGE))?.customerKey).toBe('acme');
    expect((await ledger.releaseJobs({ limit: 10 })).items).toEqual([]);
  });

  it('whose event never came loses its entry after nineteen days, not before', async () => {
    const { deps, ledger } = settled();
    const awaited = 'customer:acme' as const;
    const entry = { awaited, row: { table: 'transactions', key: CHARGE }, since: NOW.getTime(), token: 'a' } as const;
    await ledger.putWaitingEntry(entry);
    const inDays = (days: number) => ({ ...deps, clock: () => new Date(NOW.getTime() + days * 86_400_000) });
    expect(await createSweep(inDays(18.9))()).toEqual({ released: 0, dropped: 0, releaseJobs: 0, jobsSentAgain: 0 });
    expect(await createSweep(inDays(19.1))()).toEqual({ released: 0, dropped: 1, releaseJobs: 0, jobsSentAgain: 0 });
    expect(await ledger.waitingEntries(awaited, { limit: 1 })).toEqual([]);
  });

  it('resolves nothing when the row of a message is gone', async () => {
    const { deps } = settled();
    await expect(processWork(deps, { kind: 'resolve', rows: [{ table: 'transactions', key: CHARGE }] })).resolves.toBeUndefined();
    expect(await deps.ledger.readTransaction(CHARGE)).toBeUndefined();
  });
});

describe('a refund that names only its invoice', () => {
  const refund = aRefund({ target: { item: 'recurly:refund:1', refs: [INVOICE] }, minor: 250, second: 15 });

  it('waits and shows its money, then counts in the payment that stands for the invoice', async () => {
    const { ledger, processDelivery } = settled();
    await processDelivery(eventOf(aCustomer()));
    await processDelivery(eventOf(refund));
    expect((await ledger.listWaiting({ limit: 10 })).items).toMatchObject([{ key: 'recurly:refund:1', kind: 'refund', amount: 250 }]);
    await processDelivery(eventOf(aPayment({ standsFor: [INVOICE] })));
    expect((await ledger.listTransactions(acme, { limit: 10 })).items[0]?.view).toMatchObject({ refundedAmount: 250, netAmount: 750 });
    expect((await ledger.listWaiting({ limit: 10 })).items).toEqual([]);
  });

  it('does not count under a payment that was declined', async () => {
    const { ledger, processDelivery } = settled();
    await processDelivery(eventOf(aPayment({ state: 'unpaid', captured: 0, standsFor: [INVOICE] })));
    await processDelivery(eventOf(refund));
    expect((await ledger.readPlaced('recurly:refund:1'))?.placedIn).toBeNull();
  });
});
