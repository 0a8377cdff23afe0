import { OPEN_JOB_PARTITION, openJobItemKey } from '../keys.ts';
import { ConflictError, type Ledger } from '../ledger.ts';
import { listNames } from '../list-names.ts';
import { stillHas } from './conditions.ts';
import { openJobItem, readOpenJobItem } from './job-items.ts';
import { onePartition } from './list.ts';
import { queryPage } from './pages.ts';
import type { Store } from './store.ts';

const OPEN_JOBS = onePartition(listNames.openJobs, { table: 'customers', value: OPEN_JOB_PARTITION });

/** The marks of jobs that are not over, beside the jobs themselves. */
export const createOpenJobs = (store: Store): Pick<Ledger, 'openJobs' | 'markJob' | 'unmarkJob'> => ({
  openJobs: (page) => queryPage(store, OPEN_JOBS, page, readOpenJobItem),
  markJob: (job) => store.write([{ table: 'customers', item: openJobItem(job), condition: undefined }]),
  unmarkJob: ({ id, progressAt }) =>
    store.delete('customers', openJobItemKey(id), stillHas('progressAt', progressAt)).catch((error: unknown) => {
      // It is being worked at again.
      if (!(error instanceof ConflictError)) throw error;
    }),
});
