import type { Ledger } from '../../functions/ledger/ledger.ts';
import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import type { WaitingEntry } from '../../functions/ledger/rows.ts';
import { createSweepEntries } from '../../functions/process/sweep-entries.ts';
import { createTestProcessor, NOW } from '../support/processor.ts';

const MINUTE_MS = 60_000;

const entryOf = (id: string): WaitingEntry => ({
  awaited: 'customer:acme',
  row: { table: 'transactions', key: `stripe:charge:${id}` },
  since: NOW.getTime(),
  token: id,
});

/** A sweep over these pages of entries, and what it asked for. */
const aSweep = (pages: readonly (readonly WaitingEntry[])[], over: Partial<Ledger> = {}) => {
  const asked: { readonly cursor: string | undefined; readonly limit: number }[] = [];
  const looked: string[] = [];
  const time = { now: NOW.getTime() };
  const memory = createMemoryLedger();
  const { deps } = createTestProcessor<Ledger>({
    ...memory,
    allWaitingEntries: async ({ limit, cursor }) => {
      asked.push({ limit, cursor });
      const at = Number(cursor ?? 0);
      return { items: pages[at] ?? [], nextCursor: at + 1 < pages.length ? String(at + 1) : null };
    },
    readTransaction: async (key) => {
      looked.push(key.slice('stripe:charge:'.length));
      return memory.readTransaction(key);
    },
    ...over,
  });
  const sweep = createSweepEntries({ ...deps, clock: () => new Date(time.now) });
  /** Stops after it was asked so often whether there is time. */
  const run = (times = Number.POSITIVE_INFINITY) => {
    let left = times;
    return sweep(() => {
      left -= 1;
      return left >= 0;
    });
  };
  const pagesAt = async (minutes: number) => {
    time.now = NOW.getTime() + minutes * MINUTE_MS;
    const before = asked.length;
    await run();
    return asked.length - before;
  };
  return { run, pagesAt, asked, looked };
};

describe('the sweep of waiting entries', () => {
  it('looks at all of them, over empty pages too', async () => {
    const { run, looked } = aSweep([[], [entryOf('1'), entryOf('2')], [], [entryOf('3')]]);
    await run();
    expect(looked).toEqual(['1', '2', '3']);
  });

  it('goes on within a page where the last run had to stop', async () => {
    const { run, looked, asked } = aSweep([['1', '2', '3'].map(entryOf), [entryOf('4')]]);
    for (let runs = 0; runs < 4; runs += 1) await run(2);
    expect(looked).toEqual(['1', '2', '3', '4']);
    expect(asked.map(({ cursor }) => cursor)).toEqual([undefined, '1']);
  });

  it('begins anew a quarter of an hour later, and no sooner', async () => {
    const { run, pagesAt } = aSweep([[entryOf('1')]]);
    await run();
    expect(await pagesAt(14.9)).toBe(0);
    expect(await pagesAt(15)).toBe(1);
  });

  it('looks at a large ledger so much less often that a minute takes no more', async () => {
    const pages = Array.from({ length: 100 }, () => []);
    const { run, pagesAt, asked } = aSweep(pages);
    await run();
    const minutes = (asked[0]?.limit ?? 0) * (pages.length / 10_000);
    expect(minutes).toBeGreaterThan(15);
    expect(await pagesAt(minutes - 0.1)).toBe(0);
    expect(await pagesAt(minutes)).toBe(100);
  });

  it('tries many entries so much less often', async () => {
    const { run, pagesAt } = aSweep([Array.from({ length: 17_000 }, (_, at) => entryOf(String(at)))]);
    await run();
    expect(await pagesAt(16.9)).toBe(0);
    expect(await pagesAt(17)).toBe(1);
  });

  it('tries again what failed', async () => {
    let fails = 1;
    const tried: string[] = [];
    const { run } = aSweep([['1', '2'].map(entryOf)], {
      readTransaction: async (key) => {
        tried.push(key);
        fails -= 1;
        if (fails === 0) throw new Error('down');
        return undefined;
      },
    });
    await expect(run()).rejects.toThrow('down');
    await run();
    expect(tried.map((key) => key.at(-1))).toEqual(['1', '1', '2']);
  });
});
