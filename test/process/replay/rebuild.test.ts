import { customerKey } from '../../../functions/domain/keys.ts';
import { createMemoryLedger } from '../../../functions/ledger/memory-ledger.ts';
import { replayEvent } from '../../../functions/process/replay/replay-event.ts';
import type { Provider } from '../../../functions/providers/provider.ts';
import { HISTORIES } from '../../support/histories.ts';
import { aCustomer, aPayment, aRefund, aSubscription, at, CHARGE, INVOICE } from '../../support/ledger-events.ts';
import { brokenProvider, mendedProvider, processorWith } from '../../support/mended-provider.ts';
import { plainBody, plainProvider } from '../../support/plain-provider.ts';
import { aDelivery, eventOf, ledgerAfter } from '../../support/processor.ts';
import { seeded } from '../../support/unreliable.ts';

type Deliveries = readonly ReturnType<typeof eventOf>[];

/** A ledger that a broken parser wrote, and the processor whose parser is mended. */
const mended = async (deliveries: Deliveries, [broken, whole]: readonly [Provider, Provider] = [brokenProvider, mendedProvider]) => {
  const ledger = createMemoryLedger();
  const before = processorWith(broken, ledger);
  for (const delivery of deliveries) await before.processDelivery(delivery);
  await before.drain();
  const { deps, drain, processDelivery } = processorWith(whole, ledger);
  return { ledger, deps, drain, processDelivery, replay: (id: string) => replayEvent(deps, `stripe:${id}`, 'then') };
};

const idOf = ({ body }: Deliveries[number]): string => JSON.parse(body.toString('utf8')).eventId;

const rowsOf = ({ snapshot }: ReturnType<typeof createMemoryLedger>) => {
  const { transactions, subscriptions, placed } = snapshot().state;
  return { transactions, subscriptions, placed };
};

const shuffled = <T>(items: readonly T[], random: () => number): readonly T[] =>
  items
    .map((item) => [random(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);

describe.each(Object.entries(HISTORIES))('%s, read a hundred times too large', (_, events) => {
  const deliveries = events.map((event) => eventOf(...event));

  it.each([1, 2, 3])('is as if it had never been, once every event is replayed in any order (%d)', async (seed) => {
    const random = seeded(seed);
    const { ledger, replay, drain } = await mended(shuffled(deliveries, random));
    for (const delivery of shuffled(deliveries, random)) expect(await replay(idOf(delivery))).toEqual([]);
    await drain();
    expect(rowsOf(ledger)).toEqual(rowsOf(await ledgerAfter(deliveries)));
  });
});

describe('a replay under a newer adapter', () => {
  const history = [eventOf(aCustomer()), eventOf(aPayment({ minor: 1000 })), eventOf(aRefund({ minor: 300, second: 10 }))] as const;

  it('of one event rebuilds all of its row, and tells the step in money', async () => {
    const { ledger, replay } = await mended(history);
    expect((await ledger.listTransactions(customerKey('acme'), { limit: 1 })).items[0]?.view).toMatchObject({
      amount: 100_000,
      netAmount: 70_000,
    });
    expect(await replay('evt_refund_10')).toEqual([]);
    expect((await ledger.listTransactions(customerKey('acme'), { limit: 1 })).items[0]?.view).toMatchObject({
      amount: 1000,
      netAmount: 700,
    });
    const record = await ledger.readRecord('stripe:evt_refund_10');
    expect(record).toMatchObject({ adapterVersion: 2, outcome: 'recorded' });
    expect(record?.changes.at(-1)).toMatchObject({ before: { netAmount: 70_000 }, after: { netAmount: 700 } });
  });

  it('done again changes nothing more, and a retry of the provider is a duplicate', async () => {
    const { ledger, replay, processDelivery } = await mended(history);
    for (const delivery of history) await replay(idOf(delivery));
    const { state } = ledger.snapshot();
    for (const delivery of history) {
      await replay(idOf(delivery));
      expect(await processDelivery(delivery)).toBe('duplicate');
    }
    expect(ledger.snapshot().state).toEqual(state);
  });

  it('hears an event that told nothing new to the parser of then', async () => {
    // The third stands between the two before it in every field; the mended parser reads the product from it alone.
    const first = eventOf(aPayment({ second: 1, id: 'evt_x' }));
    const second = eventOf(aPayment({ productKey: 'pro', second: 5, id: 'evt_a' }));
    const third = eventOf(aPayment({ productKey: 'pro', second: 3, id: 'evt_b' }));
    const deaf: Provider = {
      ...mendedProvider,
      parse: (input) => {
        const parsed = plainProvider.parse(input);
        if (parsed.eventId !== 'evt_a') return parsed;
        return { ...parsed, ledgerEvents: [aPayment({ second: 5, id: 'evt_a' })] };
      },
    };
    const { ledger, replay } = await mended([first, second, third], [plainProvider, deaf]);
    expect(await ledger.readRecord('stripe:evt_b')).toMatchObject({ outcome: 'unchanged' });
    await replay('evt_a');
    expect((await ledger.readTransaction(CHARGE))?.facts.productKey?.value).toBe('pro');
  });

  it('takes out what an event should never have told', async () => {
    const silent: Provider = {
      ...mendedProvider,
      parse: (input) => ({ ...plainProvider.parse(input), ledgerEvents: [], ignored: 'a test' }),
    };
    const { ledger, replay } = await mended(history, [plainProvider, silent]);
    await replay('evt_0');
    expect((await ledger.readTransaction(CHARGE))?.facts.payments).toEqual({});
    expect((await ledger.listWaiting({ limit: 10 })).items).toEqual([]);
  });

  it('moves a refund whose invoice was misread', async () => {
    const target = (ref: typeof INVOICE | 'recurly:invoice:8') => ({ item: 'recurly:refund:1', refs: [ref] }) as const;
    const refund = aRefund({ target: target('recurly:invoice:8'), minor: 250, second: 30 });
    const payments = [
      aPayment({ standsFor: [INVOICE] }),
      aPayment({ key: 'stripe:charge:ch_2', id: 'evt_2', standsFor: ['recurly:invoice:8'] }),
    ];
    const misread: Provider = {
      ...mendedProvider,
      parse: (input) => {
        const parsed = plainProvider.parse(input);
        return {
          ...parsed,
          ledgerEvents: parsed.ledgerEvents.map((event) => (event.kind === 'refund' ? { ...event, target: target(INVOICE) } : event)),
        };
      },
    };
    const { ledger, replay } = await mended([...payments.map((payment) => eventOf(payment)), eventOf(refund)], [plainProvider, misread]);
    expect((await ledger.readPlaced('recurly:refund:1'))?.placedIn).toBe('stripe:charge:ch_2');
    expect(await replay('evt_refund_30')).toEqual([]);
    expect((await ledger.readPlaced('recurly:refund:1'))?.placedIn).toBe(CHARGE);
    expect((await ledger.readTransaction('stripe:charge:ch_2'))?.placed).toEqual({});
  });

  it('rebuilds a subscription', async () => {
    const events = [aSubscription({ second: 1, planKey: { value: 'wrong' } }), aSubscription({ second: 2, quantity: { value: 2 } })];
    const right: Provider = {
      ...mendedProvider,
      parse: (input) => ({ ...plainProvider.parse(input), ledgerEvents: [aSubscription({ second: 2, quantity: { value: 2 } })] }),
    };
    const { ledger, replay } = await mended(
      events.map((event) => eventOf(event)),
      [plainProvider, right],
    );
    await replay('evt_subscription_1');
    const row = await ledger.readSubscription('stripe:subscription:sub_1');
    expect(row?.facts.planKey).toBeUndefined();
    expect(row?.facts.quantity).toBeDefined();
  });
});

describe('what cannot be rebuilt is left alone, and told', () => {
  it('a row whose event is not in the archive', async () => {
    const ledger = createMemoryLedger();
    const forgetful = {
      ...ledger,
      readRecord: async (key: `stripe:${string}`) => (key === 'stripe:evt_0' ? undefined : ledger.readRecord(key)),
    };
    const { processDelivery } = processorWith(brokenProvider, ledger);
    await processDelivery(eventOf(aPayment()));
    await processDelivery(eventOf(aRefund({ minor: 300, second: 10 })));
    const { deps } = processorWith(mendedProvider, ledger, { ledger: forgetful as typeof ledger });
    const notes = [{ key: CHARGE, reason: 'Not rebuilt: stripe:evt_0 is not in the archive: its time is over, or it is not recorded yet' }];
    expect(await replayEvent(deps, 'stripe:evt_refund_10', 'then')).toEqual(notes);
    // Whoever looks at the event later sees it too, until a replay has left nothing.
    expect(await ledger.readRecord('stripe:evt_refund_10')).toMatchObject({ adapterVersion: 1, notes });
    expect(await replayEvent(processorWith(mendedProvider, ledger).deps, 'stripe:evt_refund_10', 'then')).toEqual([]);
    expect(await ledger.readRecord('stripe:evt_refund_10')).not.toHaveProperty('notes');
  });

  it('a row that as many events changed as a row lists', async () => {
    const refunds = Array.from({ length: 100 }, (_, n) => eventOf(aRefund({ refundId: `re_${n}`, minor: 1, second: n })));
    const { ledger, replay } = await mended([eventOf(aPayment()), ...refunds]);
    const before = await ledger.readTransaction(CHARGE);
    expect(await replay('evt_refund_99')).toEqual([{ key: CHARGE, reason: 'Not rebuilt: more than 99 events name it' }]);
    expect((await ledger.readTransaction(CHARGE))?.facts.payments).toEqual(before?.facts.payments);
  });

  it('a customer: partner and name stay as they were read before', async () => {
    const right: Provider = {
      ...mendedProvider,
      parse: (input) => ({ ...plainProvider.parse(input), ledgerEvents: [aCustomer({ partner: 'p2' })] }),
    };
    const { ledger, replay } = await mended([eventOf(aCustomer({ partner: 'p1' }))], [plainProvider, right]);
    expect(await replay('evt_customer_0_acme')).toEqual([
      { key: 'customer:acme', reason: expect.stringContaining('still bears what stripe:evt_customer_0_acme told') },
    ]);
    expect(Object.keys((await ledger.readCustomer(customerKey('acme')))?.facts.partners ?? {})).toEqual(['p1', 'p2']);
  });

  it('a reference that a payment no longer stands for', async () => {
    const { replay } = await mended(
      [eventOf(aPayment({ standsFor: [INVOICE] }))],
      [plainProvider, { ...mendedProvider, parse: (input) => ({ ...plainProvider.parse(input), ledgerEvents: [aPayment()] }) }],
    );
    expect(await replay('evt_0')).toEqual([{ key: CHARGE, reason: expect.stringContaining(`${INVOICE} may still stand for it`) }]);
  });

  it('an event that is erased, gone, or still unreadable', async () => {
    const { ledger, deps, replay } = await mended([eventOf(aPayment())]);
    expect(await replay('evt_9')).toEqual([{ key: 'stripe:evt_9', reason: expect.stringContaining('not in the archive') }]);
    await processorWith(plainProvider, ledger).processDelivery(aDelivery(Buffer.from('not json')));
    const [unreadable] = (await ledger.listUnreadable({ limit: 1 })).items;
    expect(await replayEvent(deps, unreadable?.key ?? 'stripe:', 'then')).toEqual([
      { key: unreadable?.key, reason: expect.stringMatching(/^Still unreadable: /) },
    ]);
    const record = await ledger.readRecord('stripe:evt_0');
    if (record !== undefined) await ledger.writeRecord({ ...record, erased: true }, null);
    expect(await replay('evt_0')).toEqual([{ key: 'stripe:evt_0', reason: expect.stringContaining('was erased') }]);
  });
});

describe('an unreadable event', () => {
  it('whose id the mended adapter finds is told under it, and no longer listed as unreadable', async () => {
    const blind: Provider = {
      ...plainProvider,
      parse: () => {
        throw new TypeError('a bug');
      },
    };
    const { ledger, deps } = await mended([aDelivery(plainBody('evt_7', [aPayment({ id: 'evt_7' })]))], [blind, mendedProvider]);
    const [hidden] = (await ledger.listUnreadable({ limit: 1 })).items;
    expect(await replayEvent(deps, hidden?.key ?? 'stripe:', 'then')).toEqual([]);
    expect(await ledger.readRecord('stripe:evt_7')).toMatchObject({ outcome: 'recorded', rows: [CHARGE] });
    expect(await ledger.readRecord(hidden?.key ?? 'stripe:')).toMatchObject({ outcome: 'ignored', reason: 'It was read as stripe:evt_7' });
    expect((await ledger.listUnreadable({ limit: 1 })).items).toEqual([]);
  });
});

describe('the settings of now', () => {
  it('rebuild what the settings of then made of a body', async () => {
    const bySettings: Provider = {
      ...plainProvider,
      parse: ({ settings }) => {
        const amount = { ...aPayment().amount, currency: settings.currency as ReturnType<typeof aPayment>['amount']['currency'] };
        return { eventId: 'evt_0', type: 'plain', occurredAt: at(0), ledgerEvents: [aPayment({ amount })] };
      },
    };
    const { ledger, deps } = await mended([aDelivery(Buffer.from('body'))], [bySettings, bySettings]);
    const settings = { ...deps.settings, recurly: { currency: 'EUR' } };
    expect(await replayEvent({ ...deps, settings }, 'stripe:evt_0', 'then')).toEqual([]);
    expect(Object.keys((await ledger.readTransaction(CHARGE))?.facts.payments ?? {})).toEqual(['USD']);
    expect(await replayEvent({ ...deps, settings }, 'stripe:evt_0', 'now')).toEqual([]);
    expect(Object.keys((await ledger.readTransaction(CHARGE))?.facts.payments ?? {})).toEqual(['EUR']);
    expect(await ledger.readRecord('stripe:evt_0')).toMatchObject({ settings: { currency: 'EUR' } });
  });
});
