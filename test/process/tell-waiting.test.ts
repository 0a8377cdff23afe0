import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import type { WaitingRow } from '../../functions/ledger/rows.ts';
import { NO_METRICS } from '../../functions/platform/metrics.ts';
import { createSweep } from '../../functions/process/sweep.ts';
import { aPayment, aSubscription, currency } from '../support/ledger-events.ts';
import { createTestProcessor, eventOf, NOW } from '../support/processor.ts';

const MINUTE_MS = 60_000;

const aStage = (over = createMemoryLedger()) => {
  const time = { now: NOW.getTime() };
  const gauge = jest.fn();
  const processor = createTestProcessor(over, { clock: () => new Date(time.now), metrics: { ...NO_METRICS, gauge } });
  const sweep = createSweep(processor.deps);
  /** What one run of the sweeper tells, by name and dimensions. */
  const told = async (hasTime?: () => boolean) => {
    gauge.mockClear();
    await sweep(hasTime);
    return gauge.mock.calls.map(([name, value, dimensions]) => [[name, ...Object.values(dimensions ?? {})].join(' '), value]);
  };
  return { ...processor, time, told };
};

const unknown = (n: number, code: string, minor: number) =>
  eventOf(aPayment({ key: `stripe:charge:ch_${n}`, id: `evt_${n}`, amount: { minor, currency: currency(code) }, captured: minor }));

describe('what waits', () => {
  it('is counted by rows, age and money', async () => {
    const { processDelivery, told, time } = aStage();
    expect(await told()).toEqual([
      ['WaitingRows', 0],
      ['WaitingOldestSeconds', 0],
    ]);
    await processDelivery(unknown(1, 'USD', 500));
    time.now += 90_500;
    for (const delivery of [unknown(2, 'USD', 250), unknown(3, 'JPY', 70), eventOf(aSubscription())]) await processDelivery(delivery);
    expect(await told()).toEqual([
      ['WaitingRows', 4],
      ['WaitingOldestSeconds', 90],
      ['WaitingMoney JPY', 70],
      ['WaitingMoney USD', 750],
    ]);
  });

  it('is told only when all is counted, over as many runs as it takes', async () => {
    const { processDelivery, told } = aStage();
    for (let n = 0; n < 250; n += 1) await processDelivery(unknown(n, 'USD', 1));
    const onePage = () => {
      const looks = [true];
      return () => looks.pop() ?? false;
    };
    expect([await told(onePage()), await told(onePage())]).toEqual([[], []]);
    expect(await told(onePage())).toContainEqual(['WaitingMoney USD', 250]);
    expect(await told(() => false)).toContainEqual(['WaitingRows', 250]);
  });

  it('is counted more seldom the more there is, and told each minute all the same', async () => {
    const ledger = createMemoryLedger();
    const listWaiting = jest.fn(async () => ({ items: Array.from({ length: 2_000 }, () => ROW), nextCursor: null }));
    const { told, time } = aStage({ ...ledger, listWaiting });
    for (let minute = 0; minute < 3; minute += 1, time.now += MINUTE_MS) expect(await told()).toContainEqual(['WaitingRows', 2_000]);
    expect(listWaiting).toHaveBeenCalledTimes(2);
  });

  it('keeps the sweeper from nothing when it cannot be counted', async () => {
    const { told } = aStage({ ...createMemoryLedger(), listWaiting: () => Promise.reject(new Error('down')) });
    expect(await told()).toEqual([]);
  });
});

const ROW: WaitingRow = {
  ...{ key: 'stripe:charge:ch_1', kind: 'payment', amount: null, currency: null, since: 0 },
  ...{ candidates: {}, awaiting: [], refs: [], eventKeys: [] },
};

it('tells the silence of each provider that is on and was ever heard of', async () => {
  const ledger = createMemoryLedger();
  const day = 86_400_000;
  await ledger.noteLastEvent({ provider: 'stripe', receivedAt: NOW.getTime() - 3 * day, usualGap: day });
  await ledger.noteLastEvent({ provider: 'recurly', receivedAt: NOW.getTime() - day / 4 });
  const { told, deps } = aStage(ledger);
  expect(await told()).toEqual(
    expect.arrayContaining([
      ['SilenceRatio stripe', 3],
      ['SilenceRatio recurly', 1],
    ]),
  );
  const gauge = jest.fn();
  await createSweep({ ...deps, settings: { ...deps.settings, providers: ['recurly'] }, metrics: { ...NO_METRICS, gauge } })();
  expect(gauge.mock.calls.filter(([name]) => name === 'SilenceRatio')).toEqual([['SilenceRatio', 1, { provider: 'recurly' }]]);
});
