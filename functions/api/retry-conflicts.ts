import { ConflictError } from '../ledger/ledger.ts';
import { ProblemError } from './problem.ts';

/** Somebody else writes the same customer only when two callers, or a caller and an event, name it in the same moment. */
const MAX_ATTEMPTS = 5;

/** Runs a whole read, decide and write again while somebody else writes first; after the last attempt the caller is to come again. */
export const retryConflicts = async <Result>(attempt: () => Promise<Result>): Promise<Result> => {
  for (let attempts = 1; attempts <= MAX_ATTEMPTS; attempts += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
    }
  }
  throw new ProblemError('busy', 'Others are changing the same thing');
};
