import type { Delivery } from '../../functions/ingest/delivery.ts';
import { createMemoryLedger, type MemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { createProcessDelivery, recordFailure } from '../../functions/process/process-delivery.ts';
import { replayEvent } from '../../functions/process/replay/replay-event.ts';
import { recurly } from '../../functions/providers/recurly/index.ts';
import { aSubscription } from '../providers/recurly/support.ts';
import { processorWith } from '../support/mended-provider.ts';
import { permutations } from '../support/orders.ts';
import { aDelivery, NOW } from '../support/processor.ts';
import { Crash, createCrashSite } from '../support/unreliable.ts';

const KEY = 'recurly:subscription:5e1b7c9d';

/** A notification of so many seats, received at that second. Its body has no time, so that each retry of it has the same bytes. */
const seats = (quantity: string, second: number): Delivery =>
  aDelivery(Buffer.from(aSubscription({ quantity })), { provider: 'recurly', receivedAt: new Date(NOW.getTime() + second * 1000) });

/** One seat, then two, then three; what was received first of one and of two came back later, or is worked off later. */
const DELIVERIES = [seats('1', 10), seats('1', 40), seats('2', 50), seats('2', 20), seats('3', 30)];

const rowAfter = async (deliveries: readonly Delivery[]) => {
  const { ledger, processDelivery, drain } = processorWith(recurly, createMemoryLedger());
  for (const delivery of deliveries) await processDelivery(delivery);
  await drain();
  return ledger;
};

const quantityIn = async (ledger: MemoryLedger) => (await ledger.readSubscription(KEY))?.facts.quantity?.tellings.at(-1)?.value;
const subscriptionsIn = (ledger: MemoryLedger) => ledger.snapshot().state['subscriptions'];

it('is what counts for a body without a time, in whatever order its deliveries are worked off', async () => {
  const expected = await rowAfter([seats('1', 10), seats('2', 20), seats('3', 30)]);
  expect(await quantityIn(expected)).toBe(3);
  for (const order of permutations(DELIVERIES)) {
    expect(subscriptionsIn(await rowAfter(order))).toEqual(subscriptionsIn(expected));
  }
});

it('is what the record tells, and a retry that was received later writes nothing', async () => {
  const ledger = await rowAfter([seats('1', 40), seats('1', 10)]);
  const [told] = (await ledger.readSubscription(KEY))?.facts.quantity?.tellings ?? [];
  expect(told?.receivedAt).toBe(NOW.getTime() + 10_000);
  const [key] = (await ledger.readSubscription(KEY))?.eventKeys ?? [];
  if (key === undefined) throw new Error('The row lists no event');
  expect(await ledger.readRecord(key)).toMatchObject({ receivedAt: NOW.getTime() + 10_000 });
  const before = ledger.snapshot();
  expect(await processorWith(recurly, ledger).processDelivery(seats('1', 90))).toBe('duplicate');
  expect(ledger.snapshot()).toEqual(before);
});

/** A body under an event id that others have, too. */
const named = (quantity: string, second: number): Delivery => ({
  ...seats(quantity, second),
  headers: { 'recurly-notification-id': 'n_1' },
});

it.each([
  ['of bodies that are events of their own', [seats('2', 50), seats('1', 40), seats('3', 30), seats('2', 20), seats('1', 10)]],
  ['of bodies of one event id', [named('1', 40), named('2', 50), named('1', 10), named('3', 5)]],
])('survives a crash at any call: %s', async (_, deliveries) => {
  const expected = subscriptionsIn(await rowAfter(deliveries));
  const run = async (crashAt: Parameters<typeof createCrashSite>[0]) => {
    const site = createCrashSite(crashAt);
    const ledger = createMemoryLedger();
    const { deps } = processorWith(recurly, ledger);
    const processDelivery = createProcessDelivery({ ...deps, ledger: site.ledger(ledger), work: site.work(deps.work) });
    for (const delivery of deliveries) {
      await processDelivery(delivery).catch(async (error: unknown) => {
        if (!(error instanceof Crash)) throw error;
        site.restart();
        await processDelivery(delivery);
      });
    }
    return { ledger, calls: site.calls() };
  };
  const { calls } = await run(undefined);
  for (let call = 1; call <= calls; call += 1) {
    for (const when of ['before', 'after'] as const) expect(subscriptionsIn((await run({ call, when })).ledger)).toEqual(expected);
  }
});

it.each([
  ['before', [1, 0]],
  ['after', [0, 1]],
] as const)('is not lost with a delivery that fails to the last %s its retry is worked off, and comes back', async (_, turns) => {
  const expected = await rowAfter([seats('1', 10), seats('2', 20)]);
  const { ledger, deps, processDelivery } = processorWith(recurly, createMemoryLedger());
  await processDelivery(seats('2', 20));
  const steps = [() => processDelivery(seats('1', 40)), () => recordFailure(deps, seats('1', 10), 'it failed')];
  for (const turn of turns) await steps[turn]?.();
  await processDelivery(seats('1', 10));
  expect(subscriptionsIn(ledger)).toEqual(subscriptionsIn(expected));
});

it('is what a replay reads a body with', async () => {
  const ledger = await rowAfter(DELIVERIES);
  const before = subscriptionsIn(ledger);
  const { deps } = processorWith({ ...recurly, adapterVersion: recurly.adapterVersion + 1 }, ledger);
  for (const key of (await ledger.readSubscription(KEY))?.eventKeys ?? []) await replayEvent(deps, key, 'then');
  expect(subscriptionsIn(ledger)).toEqual(before);
});

it('is one for all bodies of one event id, in whatever order they are worked off one after the other', async () => {
  const deliveries = [named('1', 40), named('1', 10), named('2', 20), named('2', 50)];
  const expected = subscriptionsIn(await rowAfter([named('1', 10), named('2', 10)]));
  for (const order of permutations(deliveries)) {
    const ledger = await rowAfter(order);
    expect(subscriptionsIn(ledger)).toEqual(expected);
    const { deps } = processorWith({ ...recurly, adapterVersion: recurly.adapterVersion + 1 }, ledger);
    await replayEvent(deps, 'recurly:n_1', 'then');
    expect(subscriptionsIn(ledger)).toEqual(expected);
  }
});

it('is noted of a body with other bytes that says the same, which is not kept', async () => {
  const other = (delivery: Delivery, second: number): Delivery => ({
    ...delivery,
    receivedAt: new Date(NOW.getTime() + second * 1000),
    body: Buffer.concat([delivery.body, Buffer.from('\n\n')]),
  });
  for (const first of [[named('1', 40)], [named('1', 40), named('2', 30)]]) {
    const ledger = await rowAfter([...first, other(named('1', 10), 10)]);
    expect(await ledger.readRecord('recurly:n_1')).toMatchObject({ receivedAt: NOW.getTime() + 10_000, bodies: { length: first.length } });
  }
});
