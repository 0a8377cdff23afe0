import { LATEST } from '../../functions/domain/claims.ts';
import { ERASED_CUSTOMER_FACTS, joinCustomerFacts } from '../../functions/domain/customer.ts';
import { customerKey, type EventKey } from '../../functions/domain/keys.ts';
import type { Delivery } from '../../functions/ingest/delivery.ts';
import { newJob } from '../../functions/ledger/job.ts';
import { createMemoryLedger, type MemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { recordFailure } from '../../functions/process/process-delivery.ts';
import { processWork } from '../../functions/process/process-work.ts';
import { aCustomer, aPayment, aRefund, aSubscription, INVOICE } from '../support/ledger-events.ts';
import { aClaim, aRecord } from '../support/ledger-items.ts';
import { plainBody } from '../support/plain-provider.ts';
import { aDelivery, createTestProcessor, eventOf } from '../support/processor.ts';
import { createCrashSite } from '../support/unreliable.ts';

const BODY = Buffer.from('{"id":"evt_late"}');
const acme = customerKey('acme');
const OTHER = { candidates: { links: ['stripe:customer:cus_2'] } } as const;
const named = aCustomer({ email: 'ada@example.com', name: 'Ada' });

const eraseIn = async (ledger: MemoryLedger) => {
  const stored = await ledger.readCustomer(acme);
  if (stored === undefined) throw new Error('acme is not there');
  const job = newJob({ id: 'erase-1', kind: 'erase', dryRun: false, request: { customerKey: 'acme' }, createdAt: 0 });
  await ledger.write([
    { kind: 'customer', item: { ...stored, facts: joinCustomerFacts(stored.facts, ERASED_CUSTOMER_FACTS) } },
    { kind: 'job', item: job },
  ]);
};

/** The ledger after these deliveries, with acme erased and the job done. */
const erasedAfter = async (deliveries: readonly Delivery[]) => {
  const processor = createTestProcessor(createMemoryLedger());
  for (const delivery of deliveries) await processor.processDelivery(delivery);
  await processor.drain();
  await eraseIn(processor.ledger);
  await processWork(processor.deps, { kind: 'job', id: 'erase-1' });
  await processor.drain();
  const isErased = async (key: EventKey) => (await processor.ledger.readRecord(key))?.erased === true;
  return { ...processor, isErased };
};

describe('an erased customer', () => {
  it('takes along the bodies of events that name it, and of those whose rows are its own', async () => {
    const { ledger, isErased } = await erasedAfter([
      eventOf(named),
      eventOf(aPayment({ id: 'evt_by_link' })),
      eventOf(aRefund({ id: 'evt_refund' })),
      eventOf(aRefund({ id: 'evt_placed', refundId: 're_2', target: { item: 'recurly:refund:1', refs: [INVOICE] } })),
      eventOf(aPayment({ id: 'evt_paid', key: 'stripe:charge:ch_3', standsFor: [INVOICE] })),
      eventOf(aSubscription({ id: 'evt_subscription' })),
      eventOf(aPayment({ id: 'evt_again' })),
      eventOf(aPayment({ id: 'evt_other', key: 'stripe:charge:ch_2', ...OTHER })),
    ]);
    const keys = [named.version.id, 'evt_by_link', 'evt_refund', 'evt_placed', 'evt_paid', 'evt_subscription', 'evt_again'];
    for (const id of keys) expect([id, await isErased(`stripe:${id}`)]).toEqual([id, true]);
    expect(await isErased('stripe:evt_other')).toBe(false);
    expect(await ledger.readJob('erase-1')).toMatchObject({ state: 'done', total: keys.length, done: keys.length });
    expect(JSON.stringify(ledger.snapshot().state)).not.toMatch(/Ada|ada@example/);
  });

  it('takes along a refund that waits for its payment and names it in the body alone, before and after', async () => {
    const unplaced = (id: string) =>
      aDelivery(
        plainBody(id, [aRefund({ id, refundId: id, target: { item: `recurly:refund:${id}`, refs: [] } })], { customerKeys: [acme] }),
      );
    const { ledger, isErased, processDelivery } = await erasedAfter([eventOf(named), unplaced('evt_refund')]);
    expect(await isErased('stripe:evt_refund')).toBe(true);
    expect(await ledger.readRecord('stripe:evt_refund')).toMatchObject({ customerKeys: ['acme'], bodies: [] });
    await processDelivery(unplaced('evt_late'));
    expect(await isErased('stripe:evt_late')).toBe(true);
  });

  it('goes on paying, without a name and without a body', async () => {
    const { ledger, processDelivery, isErased } = await erasedAfter([eventOf(named)]);
    await processDelivery(eventOf({ ...named, version: { ...named.version, id: 'evt_later', at: named.version.at + 1 } }));
    await processDelivery(eventOf(aPayment({ id: 'evt_by_link' })));
    await processDelivery(eventOf(aPayment({ id: 'evt_by_key', key: 'stripe:charge:ch_2', candidates: { explicit: acme, links: [] } })));
    for (const key of ['stripe:evt_later', 'stripe:evt_by_link', 'stripe:evt_by_key'] as const) expect(await isErased(key)).toBe(true);
    expect((await ledger.listTransactions(acme, { limit: 10 })).items).toHaveLength(2);
    expect((await ledger.readCustomer(acme))?.facts).toMatchObject({ erased: true });
    expect(JSON.stringify(ledger.snapshot().state)).not.toMatch(/Ada|ada@example/);
  });

  it('comes back with no redelivery', async () => {
    const { ledger, processDelivery } = await erasedAfter([eventOf(named)]);
    const before = ledger.snapshot();
    expect(await processDelivery(eventOf(named))).toBe('duplicate');
    expect(ledger.snapshot()).toEqual(before);
  });

  it('keeps no body under a new link either, which a later event claims', async () => {
    const { processDelivery, isErased } = await erasedAfter([eventOf(named)]);
    await processDelivery(eventOf(aCustomer({ second: 5, id: 'evt_link', links: ['stripe:customer:cus_9'] })));
    await processDelivery(eventOf(aPayment({ id: 'evt_9', key: 'stripe:charge:ch_9', candidates: { links: ['stripe:customer:cus_9'] } })));
    expect(await isErased('stripe:evt_9')).toBe(true);
  });

  it('keeps no body of a delivery that failed to the last', async () => {
    const { deps, isErased } = await erasedAfter([eventOf(named)]);
    await recordFailure(deps, eventOf(aPayment({ id: 'evt_failed' })), 'failed');
    expect(await isErased('stripe:evt_failed')).toBe(true);
  });

  it('is looked for once more when the events under way are recorded', async () => {
    const sent: unknown[] = [];
    const { deps, ledger, processDelivery } = createTestProcessor(createMemoryLedger());
    await processDelivery(eventOf(named));
    await eraseIn(ledger);
    const work = { send: async (...message: readonly unknown[]) => void sent.push(message) };
    await processWork({ ...deps, work }, { kind: 'job', id: 'erase-1' });
    expect(sent).toEqual([[{ kind: 'job', id: 'erase-1-again' }, { delaySeconds: 900 }]]);
    const underWay = aRecord('stripe:evt_late', BODY, { customerKeys: ['acme'] });
    await ledger.writeRecord(underWay, BODY);
    sent.length = 0;
    await processWork({ ...deps, work }, { kind: 'job', id: 'erase-1-again' });
    expect(await ledger.readRecord('stripe:evt_late')).toMatchObject({ erased: true, bodies: [] });
    expect(sent).toEqual([]);
  });

  it('is erased to the last body when the job stops anywhere and is begun again', async () => {
    const eraseWithCrash = async (call: number) => {
      const { deps, ledger, processDelivery } = createTestProcessor(createMemoryLedger());
      for (const event of [named, aPayment({ id: 'evt_1' }), aRefund({ id: 'evt_2' })]) await processDelivery(eventOf(event));
      await eraseIn(ledger);
      const site = createCrashSite({ call, when: 'after' });
      const crashing = { ...deps, ledger: site.ledger(ledger), work: site.work(deps.work) };
      const crashed = await processWork(crashing, { kind: 'job', id: 'erase-1' }).then(
        () => false,
        () => true,
      );
      if (crashed) await processWork(deps, { kind: 'job', id: 'erase-1' });
      const keys = [named.version.id, 'evt_1', 'evt_2'].map((id): EventKey => `stripe:${id}`);
      expect(await Promise.all(keys.map((key) => ledger.readRecord(key)))).toMatchObject(keys.map(() => ({ erased: true, bodies: [] })));
      expect((await ledger.readJob('erase-1'))?.state).toBe('done');
      expect((await ledger.readClaims('stripe:customer:cus_1', LATEST))[0]?.erased).toBe(true);
      return crashed;
    };
    let calls = 0;
    while (await eraseWithCrash(calls + 1)) calls += 1;
    expect(calls).toBeGreaterThan(10);
  });

  it('has every claim of its links marked, however many they are, and no claim of another', async () => {
    const { ledger, deps, processDelivery, drain } = createTestProcessor(createMemoryLedger());
    await processDelivery(eventOf(named));
    const link = 'stripe:customer:cus_1';
    const claims = Array.from({ length: 600 }, (_, n) => aClaim(link, n % 2 === 0 ? 'acme' : 'other', { from: n }));
    await ledger.write(claims.map((item) => ({ kind: 'claim', item })));
    await eraseIn(ledger);
    await processWork(deps, { kind: 'job', id: 'erase-1' });
    await drain();
    const { items } = await ledger.allClaims(link, { limit: 1_000 });
    expect(items.filter(({ erased }) => erased).map(({ claim }) => claim.target)).toEqual(Array(301).fill(acme));
  });
});
