import type { Ledger } from '../../../functions/ledger/ledger.ts';
import type { ReleaseJob } from '../../../functions/ledger/rows.ts';
import {
  ACME,
  aPlacedItem,
  aRefundAlone,
  aSubscription,
  aTombstone,
  aTransaction,
  aWaitingEntry,
  JUNE_1,
  usd,
} from '../../support/ledger-items.ts';
import type { MakeLedger } from '../ledger-store.ts';
import { readAll } from './pages.ts';

export const describeWaiting = (makeLedger: MakeLedger): void => {
  let ledger: Ledger;
  beforeEach(async () => {
    ledger = await makeLedger();
  });

  it('gives the entries of an awaited key in pages, each row once', async () => {
    const rows = ['stripe:charge:ch_1', 'stripe:charge:ch_2', 'stripe:subscription:sub_1'];
    for (const row of [...rows, ...rows].reverse()) await ledger.putWaitingEntry(aWaitingEntry(row));
    await ledger.putWaitingEntry(aWaitingEntry('stripe:charge:ch_3', { awaited: 'customer:acme2' }));
    const first = await ledger.waitingEntries('customer:acme', { limit: 2 });
    const second = await ledger.waitingEntries('customer:acme', { limit: 2, after: first.at(-1)?.row.key });
    expect([...first, ...second]).toEqual(rows.map((row) => aWaitingEntry(row)));
  });

  it('deletes an entry only while it bears the token that was read', async () => {
    const [read, newer] = ['token-1', 'token-2'].map((token) => aWaitingEntry('stripe:charge:ch_1', { token }));
    if (read === undefined || newer === undefined) throw new Error('two tokens give two entries');
    await ledger.putWaitingEntry(read);
    await ledger.putWaitingEntry(newer);
    await ledger.deleteWaitingEntry(read);
    expect(await ledger.waitingEntries('customer:acme', { limit: 25 })).toEqual([newer]);
    await ledger.deleteWaitingEntry(newer);
    await ledger.deleteWaitingEntry(newer);
    expect(await ledger.waitingEntries('customer:acme', { limit: 25 })).toEqual([]);
  });

  it('gives every entry there is to the sweeper', async () => {
    await ledger.write([{ kind: 'transaction', item: aTransaction('stripe:charge:ch_1') }]);
    const entries = (['customer:acme', 'link:stripe:customer:cus_1', 'customer:#% /\u00e9'] as const).map((awaited) =>
      aWaitingEntry('stripe:charge:ch_1', { awaited }),
    );
    for (const entry of entries) await ledger.putWaitingEntry(entry);
    const all = await readAll(2, (page) => ledger.allWaitingEntries(page));
    expect(all).toHaveLength(3);
    expect(all).toEqual(expect.arrayContaining(entries));
  });

  it('keeps a release job until it is deleted, and writes none twice', async () => {
    const jobs = ['job-2', 'job-1', 'job-3'].map(
      (id): ReleaseJob => ({
        id,
        keys: ['customer:acme'],
        createdAt: JUNE_1,
      }),
    );
    for (const item of jobs) await ledger.write([{ kind: 'release_job', item }]);
    await expect(ledger.write(jobs.slice(0, 1).map((item) => ({ kind: 'release_job', item })))).rejects.toThrow();
    expect(await readAll(2, (page) => ledger.releaseJobs(page))).toEqual([jobs[1], jobs[0], jobs[2]]);
    expect(await ledger.readReleaseJob('job-1')).toEqual(jobs[1]);
    for (const { id } of jobs) await ledger.deleteReleaseJob(id);
    await ledger.deleteReleaseJob('job-1');
    expect(await ledger.readReleaseJob('job-1')).toBeUndefined();
    expect(await ledger.releaseJobs({ limit: 25 })).toEqual({ items: [], nextCursor: null });
  });

  it('lists the rows that wait, each with what is known of it', async () => {
    await ledger.write([
      { kind: 'transaction', item: aTransaction('stripe:charge:ch_1', { customerKey: null, awaiting: ['link:stripe:customer:cus_1'] }) },
      { kind: 'transaction', item: aRefundAlone('stripe:charge:ch_2') },
      { kind: 'placed', item: aPlacedItem('stripe:dispute:dp_1') },
      { kind: 'subscription', item: aSubscription('stripe:subscription:sub_1', { customerKey: null, awaiting: ['customer:acme'] }) },
    ]);
    const rows = await readAll(25, (page) => ledger.listWaiting(page));
    expect([...rows].sort((a, b) => (a.key < b.key ? -1 : 1))).toMatchObject([
      {
        key: 'stripe:charge:ch_1',
        kind: 'payment',
        amount: 4900,
        currency: usd,
        since: JUNE_1 + 1_500,
        awaiting: ['link:stripe:customer:cus_1'],
        candidates: { customerLink: { value: 'stripe:customer:cus_1' } },
        eventKeys: ['stripe:evt_1'],
      },
      { key: 'stripe:charge:ch_2', kind: 'refund', amount: 700, currency: usd, refs: [] },
      { key: 'stripe:dispute:dp_1', kind: 'dispute', amount: 300, currency: usd, refs: ['stripe:payment_intent:pi_1'] },
      { key: 'stripe:subscription:sub_1', kind: 'subscription', amount: null, currency: null, awaiting: ['customer:acme'] },
    ]);
  });

  it('lists none that has what it needs, and none that the team deleted', async () => {
    await ledger.write([
      { kind: 'transaction', item: aTransaction('stripe:charge:ch_1', { awaiting: ['customer:better'] }) },
      { kind: 'transaction', item: aTombstone('stripe:charge:ch_2') },
      { kind: 'placed', item: aPlacedItem('stripe:dispute:dp_1', { placedIn: 'stripe:charge:ch_1' }) },
      { kind: 'subscription', item: aSubscription('stripe:subscription:sub_1') },
    ]);
    expect(await ledger.listWaiting({ limit: 25 })).toEqual({ items: [], nextCursor: null });
  });

  it('lists a row no more once it has found its customer', async () => {
    await ledger.write([{ kind: 'transaction', item: aTransaction('stripe:charge:ch_1', { customerKey: null }) }]);
    await ledger.write([{ kind: 'transaction', item: aTransaction('stripe:charge:ch_1', { version: 1, customerKey: ACME }) }]);
    expect(await ledger.listWaiting({ limit: 25 })).toEqual({ items: [], nextCursor: null });
  });

  it.each([1, 7, 40])('lists many waiting rows of both tables in pages of %d', async (limit) => {
    const numbers = Array.from({ length: 40 }, (_, n) => n);
    await ledger.write(numbers.map((n) => ({ kind: 'transaction', item: aTransaction(`stripe:charge:ch_${n}`, { customerKey: null }) })));
    await ledger.write(
      numbers.map((n) => ({ kind: 'subscription', item: aSubscription(`stripe:subscription:sub_${n}`, { customerKey: null }) })),
    );
    const rows = await readAll(limit, (page) => ledger.listWaiting(page));
    expect(rows).toHaveLength(80);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(80);
  });
};
