import { sleep, withDeadline } from '../../functions/platform/deadline.ts';
import { retryWithin } from '../../functions/platform/retry.ts';

const never = () => new Promise<never>(() => {});

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('a deadline', () => {
  it('gives what the work gives, and leaves no timer', async () => {
    expect(await withDeadline(100, async () => 'done')).toBe('done');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('ends work that ignores its signal', async () => {
    const late = expect(withDeadline(100, never)).rejects.toThrow('Not done within 100 ms');
    await jest.advanceTimersByTimeAsync(100);
    await late;
  });

  it('tells the work that nobody waits any more', async () => {
    let signal: AbortSignal | undefined;
    const work = (given: AbortSignal) => {
      signal = given;
      return never();
    };
    const late = withDeadline(100, work).catch(() => {});
    expect(signal?.aborted).toBe(false);
    await jest.advanceTimersByTimeAsync(100);
    await late;
    expect(signal?.aborted).toBe(true);
  });

  it('ends with the one around it, also when that has ended before', async () => {
    const outer = new AbortController();
    const late = expect(withDeadline(100, never, outer.signal)).rejects.toThrow();
    outer.abort();
    await late;
    await expect(withDeadline(100, never, outer.signal)).rejects.toThrow();
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('a retry', () => {
  const options = { budgetMs: 1_000, attemptMs: 300, pauseMs: 10, random: () => 1 };

  it('throws what the last attempt threw, not that the budget is spent', async () => {
    const spent = expect(retryWithin(options, () => Promise.reject(new Error('throttled')))).rejects.toThrow('throttled');
    await jest.advanceTimersByTimeAsync(1_000);
    await spent;
  });

  it('pauses longer before each attempt', async () => {
    const starts: number[] = [];
    const startedAt = Date.now();
    const work = () => {
      starts.push(Date.now() - startedAt);
      return Promise.reject(new Error('throttled'));
    };
    const spent = retryWithin(options, work).catch(() => {});
    await jest.advanceTimersByTimeAsync(1_000);
    await spent;
    expect(starts).toEqual([0, 20, 60, 140, 300, 620]);
  });
});

it('a pause ends early when its signal aborts', async () => {
  const controller = new AbortController();
  const pause = sleep(1_000, controller.signal);
  controller.abort();
  await pause;
  expect(jest.getTimerCount()).toBe(0);
});
