import type { Ledger } from '../ledger.ts';
import { listNames } from '../list-names.ts';
import { writeSlots } from './collections.ts';
import type { MemoryItems } from './items.ts';
import { pageOf } from './pages.ts';

/** The marks of jobs that are not over. */
export const createMemoryOpenJobs = ({ openJobs }: MemoryItems): Pick<Ledger, 'openJobs' | 'markJob' | 'unmarkJob'> => ({
  openJobs: async (page) => pageOf(openJobs.all(), { list: listNames.openJobs, sortOf: ({ id }) => id }, page),
  markJob: async (job) => writeSlots([openJobs.slot(job)]),
  unmarkJob: async ({ id, progressAt }) => {
    if (openJobs.read(id)?.progressAt === progressAt) openJobs.delete(id);
  },
});
