import { joinSubscriptionFacts, subscriptionFacts } from '../../functions/domain/subscription.ts';
import { joinTransactionFacts, paymentFacts } from '../../functions/domain/transaction.ts';
import { itemBytes } from '../../functions/ledger/dynamo/item.ts';
import { writesOf } from '../../functions/ledger/dynamo/puts.ts';
import type { Ledger, Put } from '../../functions/ledger/ledger.ts';
import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { withEventKey } from '../../functions/ledger/row-story.ts';
import { MAX_EVENT_KEYS } from '../../functions/ledger/rows.ts';
import { processWork } from '../../functions/process/process-work.ts';
import { HISTORIES } from '../support/histories.ts';
import { aCustomer, aPayment, aSubscription, at } from '../support/ledger-events.ts';
import { aSubscription as aSubscriptionRow, aTransaction as aTransactionRow } from '../support/ledger-items.ts';
import { createTestProcessor, eventOf, ledgerAfter, NOW } from '../support/processor.ts';
import { seeded } from '../support/unreliable.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const histories = Object.entries(HISTORIES).map(([name, events]) => [name, events.map((event) => eventOf(...event))] as const);
const stateAfter = async (deliveries: Parameters<typeof ledgerAfter>[0]) => (await ledgerAfter(deliveries)).snapshot().state;

describe.each(histories)('%s', (_, deliveries) => {
  it('[F 47] counts once when the answer to each write was lost and the event comes again minutes later', async () => {
    const memory = createMemoryLedger();
    let now = NOW.getTime();
    let lost = true;
    const losing =
      <A extends readonly unknown[]>(call: (...args: A) => Promise<void>) =>
      async (...args: A): Promise<void> => {
        await call(...args);
        if (lost) throw new Error('no answer');
      };
    const ledger = { ...memory, write: losing(memory.write), writeRecord: losing(memory.writeRecord) };
    const { processDelivery, drain } = createTestProcessor(ledger, { clock: () => new Date(now) });
    for (let tries = 0; tries < 3; tries += 1) {
      for (const delivery of deliveries) await processDelivery(delivery).catch(() => {});
      now += 10 * MINUTE_MS;
    }
    lost = false;
    for (const delivery of deliveries) await processDelivery(delivery);
    await drain();
    expect(memory.snapshot().state).toEqual(await stateAfter(deliveries));
  });

  it('[F 57] comes to the same rows when time to live takes records at any time and the events come again', async () => {
    const random = seeded(deliveries.length);
    const { ledger, processDelivery, drain } = createTestProcessor(createMemoryLedger());
    for (const delivery of [...deliveries, ...deliveries, ...deliveries.toReversed()]) {
      await processDelivery(delivery);
      for (const key of Object.keys(ledger.snapshot().story['records'] ?? {})) {
        if (random() < 0.4) ledger.expire(key as Parameters<typeof ledger.expire>[0]);
      }
    }
    await drain();
    expect(ledger.snapshot().state).toEqual(await stateAfter(deliveries));
  });

  it('[F 60] is whole again after rows of the last minutes were lost and their events are replayed', async () => {
    const whole = createTestProcessor(createMemoryLedger());
    const kept = Math.floor(deliveries.length / 2);
    for (const delivery of deliveries.slice(0, kept)) await whole.processDelivery(delivery);
    const restored = createTestProcessor(whole.ledger.fork());
    for (const delivery of deliveries.slice(kept)) await whole.processDelivery(delivery);
    await whole.drain();
    const all = { from: null, to: null };
    for (const record of (await whole.ledger.scanRecords(all, { limit: 100 })).items) {
      const known = await restored.ledger.readRecord(record.key);
      const bodies = await whole.ledger.readBodies(record);
      for (const body of bodies) {
        const version = (await restored.ledger.readRecord(record.key))?.version ?? known?.version ?? 0;
        await restored.ledger.writeRecord({ ...record, version }, body);
      }
      await processWork(restored.deps, { kind: 'replay', event: record.key, settings: 'then' });
    }
    await restored.drain();
    expect(restored.ledger.snapshot().state).toEqual(whole.ledger.snapshot().state);
  });

  it('[F 66] is one ledger whatever our own clock says, forward or back', async () => {
    const random = seeded(66);
    const clock = () => new Date(NOW.getTime() + (random() - 0.5) * 40 * DAY_MS);
    const { ledger, processDelivery, drain } = createTestProcessor(createMemoryLedger(), { clock });
    for (const delivery of [...deliveries, ...deliveries.toReversed()]) await processDelivery(delivery);
    await drain();
    expect(ledger.snapshot().state).toEqual(await stateAfter(deliveries));
  });
});

it('[F 51] finds a payment under the wrong customer fifteen minutes later, when the index had not shown it', async () => {
  const memory = createMemoryLedger();
  let shows = false;
  const nothing = async () => ({ items: [], nextCursor: null });
  const lagging: Ledger = {
    ...memory,
    transactionKeysSince: (...args) => (shows ? memory.transactionKeysSince(...args) : nothing()),
  };
  const sent: { readonly kind: string; readonly delaySeconds: number }[] = [];
  const { deps, processDelivery } = createTestProcessor(lagging, {
    work: {
      send: async (work, { delaySeconds = 0 } = {}) => {
        sent.push({ kind: work.kind, delaySeconds });
        shows = delaySeconds === 900;
        await processWork(deps, work);
      },
    },
  });
  await processDelivery(eventOf(aCustomer({ second: 10, key: 'acme' })));
  await processDelivery(eventOf(aPayment({ second: 25, paidAt: at(25) })));
  shows = false;
  await processDelivery(eventOf(aCustomer({ second: 20, key: 'globex' })));
  expect(sent.filter(({ kind }) => kind === 'reclaim').map(({ delaySeconds }) => delaySeconds)).toEqual([0, 900]);
  expect((await memory.readTransaction('stripe:charge:ch_1'))?.customerKey).toBe('globex');
});

it('[F 55] writes no partition more often than the entity that it is for, also when nobody can be told whose anything is', async () => {
  const memory = createMemoryLedger();
  const writes = new Map<string, number>();
  const add = (name: string) => writes.set(name, (writes.get(name) ?? 0) + 1);
  const write = async (puts: readonly Put[]) => {
    for (const { table, item } of puts.flatMap(writesOf)) {
      add(`${table} ${item['pk']}`);
      if ('waiting' in item) add(`index ${item['waiting']}`);
    }
    await memory.write(puts);
  };
  const writeRecord: Ledger['writeRecord'] = async (record, body) => {
    add(`events ${record.key}`);
    await memory.writeRecord(record, body);
  };
  const { processDelivery } = createTestProcessor({ ...memory, write, writeRecord });
  const COUNT = 1_000;
  for (let n = 0; n < COUNT; n += 1) {
    const links = [`stripe:customer:cus_${n}`] as const;
    await processDelivery(eventOf(aPayment({ key: `stripe:charge:ch_${n}`, id: `evt_${n}`, candidates: { links } })));
  }
  const [shards, entities] = [...writes].reduce<[number, number]>(
    ([inShards, inEntities], [name, count]) =>
      name.startsWith('index') ? [Math.max(inShards, count), inEntities] : [inShards, Math.max(inEntities, count)],
    [0, 0],
  );
  expect(entities).toBe(1);
  // A partition takes 1,000 units a second: eight shards take such a burst of rows that wait with room to spare.
  expect(shards).toBeLessThan(COUNT / 4);
});

it('[F 56] keeps the items of a payment and a subscription small after 10,000 events', () => {
  const many = Array.from({ length: 10_000 }, (_, n) => n);
  const eventKeys = many.reduce<ReturnType<typeof withEventKey>>((keys, n) => withEventKey(keys, `stripe:evt_${n}`), []);
  expect(eventKeys).toHaveLength(MAX_EVENT_KEYS);
  expect(eventKeys.at(-1)).toBe('stripe:evt_9999');
  const subscription = many
    .map((n) => subscriptionFacts(aSubscription({ second: n, planKey: { value: `plan ${n}` }, quantity: { value: n } })))
    .reduce(joinSubscriptionFacts);
  const payment = many.map((n) => paymentFacts(aPayment({ second: n, productKey: `product ${n}` }))).reduce(joinTransactionFacts);
  const items = [
    ...writesOf({ kind: 'subscription', item: aSubscriptionRow('stripe:subscription:sub_1', { facts: subscription, eventKeys }) }),
    ...writesOf({ kind: 'transaction', item: aTransactionRow('stripe:charge:ch_1', { facts: payment, eventKeys }) }),
  ];
  for (const { item } of items) expect(itemBytes(item)).toBeLessThan(4_096);
});
