import { LATEST } from '../../../functions/domain/claims.ts';
import { ConflictError, type Ledger } from '../../../functions/ledger/ledger.ts';
import { aClaim, aJob, JUNE_1 } from '../../support/ledger-items.ts';
import type { MakeLedger } from '../ledger-store.ts';
import { readAll } from './pages.ts';

const CUSTOMER = 'stripe:customer:cus_1';

export const describeMarks = (makeLedger: MakeLedger): void => {
  let ledger: Ledger;
  beforeEach(async () => {
    ledger = await makeLedger();
  });

  it('marks a claim of an erased customer, and no other, as often as it is asked to', async () => {
    const claims = [aClaim(CUSTOMER), aClaim(CUSTOMER, 'other', { by: 'team' })] as const;
    await ledger.write(claims.map((item) => ({ kind: 'claim', item })));
    await ledger.markErased(claims[0]);
    await ledger.markErased(claims[0]);
    const read = await ledger.readClaims(CUSTOMER, LATEST);
    expect(read).toHaveLength(2);
    expect(read).toEqual(expect.arrayContaining([{ ...claims[0], erased: true }, claims[1]]));
  });

  it('claims with the mark at once, and marks no claim that is not there', async () => {
    const claim = { ...aClaim(CUSTOMER), erased: true as const };
    await expect(ledger.markErased(claim)).rejects.toBeInstanceOf(ConflictError);
    await ledger.write([{ kind: 'claim', item: claim }]);
    expect(await ledger.readClaims(CUSTOMER, LATEST)).toEqual([claim]);
  });

  it('notes the last event of each provider, and forgets an older note', async () => {
    expect(await ledger.lastEvents()).toEqual([]);
    const notes = [
      { provider: 'stripe', receivedAt: JUNE_1 },
      { provider: 'recurly', receivedAt: JUNE_1 - 1 },
      { provider: 'stripe', receivedAt: JUNE_1 + 1, usualGap: 21_600_000 },
      { provider: 'stripe', receivedAt: JUNE_1 - 9 },
    ] as const;
    for (const note of notes) await ledger.noteLastEvent(note);
    const read = await ledger.lastEvents();
    expect(read).toHaveLength(2);
    expect(read).toEqual(expect.arrayContaining([notes[1], notes[2]]));
  });

  it('notes the last heartbeat, and says of one that is no newer that it is not noted', async () => {
    expect(await ledger.lastHeartbeat()).toBeUndefined();
    const newest = { sentAt: JUNE_1, handledAt: JUNE_1 + 9 };
    expect(await ledger.noteHeartbeat({ sentAt: JUNE_1 - 1, handledAt: JUNE_1 })).toBe(true);
    expect(await ledger.noteHeartbeat(newest)).toBe(true);
    for (const sentAt of [JUNE_1, JUNE_1 - 1]) expect(await ledger.noteHeartbeat({ sentAt, handledAt: JUNE_1 + 99 })).toBe(false);
    expect(await ledger.lastHeartbeat()).toEqual(newest);
  });

  it('marks a job with each write, as long as it is not over', async () => {
    const long = `long ${'x'.repeat(1_000)}`;
    for (const id of ['job-1', 'job-2', long]) await ledger.write([{ kind: 'job', item: aJob(id) }]);
    const jobs = await readAll(1, (page) => ledger.openJobs(page));
    expect(jobs).toHaveLength(3);
    expect(jobs).toEqual(expect.arrayContaining(['job-1', 'job-2', long].map((id) => ({ id, progressAt: JUNE_1 + 1000 }))));
    await ledger.write([{ kind: 'job', item: aJob('job-1', { version: 1, progressAt: JUNE_1 + 2000 }) }]);
    await ledger.write([{ kind: 'job', item: aJob('job-2', { version: 1, state: 'done', progressAt: JUNE_1 + 2000 }) }]);
    await expect(ledger.write([{ kind: 'job', item: aJob('job-1', { progressAt: JUNE_1 + 9000 }) }])).rejects.toBeInstanceOf(ConflictError);
    const later = await ledger.openJobs({ limit: 9 });
    expect(later.items.map(({ progressAt }) => progressAt - JUNE_1).sort()).toEqual([1000, 1000, 2000]);
  });

  it('takes the mark off a job only as it was read', async () => {
    await ledger.write([{ kind: 'job', item: aJob('job-1') }]);
    const [read] = (await ledger.openJobs({ limit: 9 })).items;
    if (read === undefined) throw new Error('There is no mark');
    await ledger.markJob({ ...read, progressAt: JUNE_1 + 5000 });
    await ledger.unmarkJob(read);
    expect((await ledger.openJobs({ limit: 9 })).items).toEqual([{ id: 'job-1', progressAt: JUNE_1 + 5000 }]);
    await ledger.unmarkJob({ id: 'job-1', progressAt: JUNE_1 + 5000 });
    await ledger.unmarkJob({ id: 'job-1', progressAt: JUNE_1 + 5000 });
    expect((await ledger.openJobs({ limit: 9 })).items).toEqual([]);
  });
};
