import type { EventKey } from '../domain/keys.ts';
import type { ReplaySettings, Work } from '../ledger/work.ts';
import type { ProcessDeps } from './deps.ts';
import { workOffJob } from './jobs/job.ts';
import { reclaim, sendReclaim } from './reclaim.ts';
import { releaseKeys, releasePage, resolveAgain } from './release-waiting.ts';
import { replayEvent } from './replay/replay-event.ts';

/** Does what a change of the ledger left to do. All of it may be done any number of times. */
export const processWork = async (deps: ProcessDeps, work: Work): Promise<void> => {
  switch (work.kind) {
    case 'resolve':
      for (const row of work.rows) await resolveAgain(deps, row);
      return;
    case 'release':
      return releasePage(deps, work.awaited, work.after);
    case 'release_job':
      return workOffReleaseJob(deps, work.id);
    case 'replay':
      return replayOne(deps, work.event, work.settings);
    case 'job':
      return workOffJob(deps, work.id);
    case 'reclaim':
      return reclaim(deps, work.providerKey, work.from);
    default:
      return work satisfies never;
  }
};

/** Without the keys that the notes are about: they may be those of customers. */
const replayOne = async (deps: ProcessDeps, event: EventKey, settings: ReplaySettings): Promise<void> => {
  const notes = await replayEvent(deps, event, settings);
  for (const { reason } of notes) deps.log.warn('replay left something', { event, reason });
};

/** Tells all who wait for the keys of a job, has contested links looked at, and deletes the job last. A job that is gone is done. */
export const workOffReleaseJob = async (deps: ProcessDeps, id: string): Promise<void> => {
  const job = await deps.ledger.readReleaseJob(id);
  if (job === undefined) return;
  await releaseKeys(deps, job.keys);
  for (const { providerKey, from } of job.contested) await sendReclaim(deps, providerKey, from);
  await deps.ledger.deleteReleaseJob(id);
};
