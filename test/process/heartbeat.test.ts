import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { NO_METRICS } from '../../functions/platform/metrics.ts';
import type { ProcessDeps } from '../../functions/process/deps.ts';
import { handleHeartbeat } from '../../functions/process/heartbeat.ts';
import { createSweep } from '../../functions/process/sweep.ts';
import { createTestProcessor } from '../support/processor.ts';

const START = Date.parse('2026-03-01T00:00:00.000Z');

const aHeart = (over: Partial<ProcessDeps> = {}) => {
  const time = { now: START };
  const gauge = jest.fn();
  const processor = createTestProcessor(createMemoryLedger(), {
    clock: () => new Date(time.now),
    metrics: { ...NO_METRICS, gauge },
    ...over,
  });
  const lags = () => gauge.mock.calls.filter(([name]) => name === 'HeartbeatLagMs').map(([, lag]) => lag);
  return { ...processor, time, lags };
};

it('[F 70] goes from the sweeper over the queue into the ledger, and its way is measured', async () => {
  const { deps, time, lags, drain, ledger } = aHeart();
  await createSweep(deps)();
  time.now += 1_250;
  await drain();
  expect(await ledger.lastHeartbeat()).toEqual({ sentAt: START, handledAt: START + 1_250 });
  expect(lags()).toEqual([1_250]);
});

it('that is overtaken by a newer one is neither noted nor measured', async () => {
  const { deps, ledger, lags } = aHeart();
  for (const sentAt of [START - 100, START - 200, START - 100]) await handleHeartbeat(deps, sentAt);
  expect(await ledger.lastHeartbeat()).toEqual({ sentAt: START - 100, handledAt: START });
  expect(lags()).toEqual([100]);
});

it('from a host whose clock is ahead took no time, not less', async () => {
  const { deps, lags } = aHeart();
  await handleHeartbeat(deps, START + 500);
  expect(lags()).toEqual([0]);
});

it('that cannot be noted does not come again, and leaves no measure', async () => {
  const error = jest.fn();
  const ledger = { ...createMemoryLedger(), noteHeartbeat: () => Promise.reject(new Error('down')) };
  const { deps, lags } = aHeart({ ledger, log: { info: () => {}, warn: () => {}, error } });
  await handleHeartbeat(deps, START);
  expect([lags(), error.mock.calls.length]).toEqual([[], 1]);
});

it('that cannot be sent keeps the sweeper from nothing', async () => {
  const { deps } = aHeart({ work: { send: () => Promise.reject(new Error('down')) } });
  await expect(createSweep(deps)()).resolves.toEqual({ released: 0, dropped: 0, releaseJobs: 0, jobsSentAgain: 0 });
});
