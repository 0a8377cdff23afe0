import type { Ledger } from '../ledger.ts';
import { listNames } from '../list-names.ts';
import type { WaitingEntry } from '../rows.ts';
import { writeSlots } from './collections.ts';
import { entryKey, groupKey, type MemoryItems } from './items.ts';
import { compareBytes, pageOf } from './pages.ts';

type Waiting = Pick<
  Ledger,
  'putWaitingEntry' | 'waitingEntries' | 'deleteWaitingEntry' | 'allWaitingEntries' | 'readReleaseJob' | 'releaseJobs' | 'deleteReleaseJob'
>;

/** Who waits for what, and the jobs that tell them. */
export const createMemoryWaiting = ({ waiting, releaseJobs }: MemoryItems): Waiting => ({
  putWaitingEntry: async (entry) => writeSlots([waiting.slot(entry)]),
  waitingEntries: async (awaited, { limit, after = '' }) =>
    waiting
      .under(groupKey(awaited))
      .filter((entry) => compareBytes(entry.row.key, after) > 0)
      .sort(byRow)
      .slice(0, limit),
  deleteWaitingEntry: async (entry) => {
    if (waiting.read(entryKey(entry))?.token === entry.token) waiting.delete(entryKey(entry));
  },
  allWaitingEntries: async (page) => pageOf(waiting.all(), { list: listNames.waitingEntries, sortOf: entryKey }, page),
  readReleaseJob: async (id) => releaseJobs.read(id),
  releaseJobs: async (page) => pageOf(releaseJobs.all(), { list: listNames.releaseJobs, sortOf: ({ id }) => id }, page),
  deleteReleaseJob: async (id) => releaseJobs.delete(id),
});

const byRow = (a: WaitingEntry, b: WaitingEntry): number => compareBytes(a.row.key, b.row.key);
