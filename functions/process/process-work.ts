import { contestedFrom, LATEST } from '../domain/claims.ts';
import type { EventKey, ProviderKey } from '../domain/keys.ts';
import { releaseKeys } from '../ledger/release-keys.ts';
import type { ReplaySettings, Work } from '../ledger/work.ts';
import type { ProcessDeps } from './deps.ts';
import { handleHeartbeat } from './heartbeat.ts';
import { workOffJob } from './jobs/job.ts';
import { reclaim, sendReclaim } from './reclaim.ts';
import { releasePage, resolveAgain } from './release-waiting.ts';
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
      return reclaim(deps, work);
    case 'heartbeat':
      return handleHeartbeat(deps, work.sentAt);
    default:
      return work satisfies never;
  }
};

/** Without the keys that the notes are about: they may be those of customers. */
const replayOne = async (deps: ProcessDeps, event: EventKey, settings: ReplaySettings): Promise<void> => {
  const notes = await replayEvent(deps, event, settings);
  for (const { reason } of notes) deps.log.warn('replay left something', { event, reason });
};

/**
 * Tells all who wait for the keys of a job, has rows resolved again that were recorded under another target of its links, and
 * deletes the job last. A job that is gone is done.
 */
export const workOffReleaseJob = async (deps: ProcessDeps, id: string): Promise<void> => {
  const job = await deps.ledger.readReleaseJob(id);
  if (job === undefined) return;
  await releaseKeys(deps, job.keys);
  for (const key of job.keys) if (key.startsWith('link:')) await reclaimContested(deps, key.slice('link:'.length) as ProviderKey, job.id);
  await deps.ledger.deleteReleaseJob(id);
};

/** The claims are read now: of two that are written at once, each writer may have missed the other's. */
const reclaimContested = async (deps: ProcessDeps, providerKey: ProviderKey, job: string): Promise<void> => {
  const claims = (await deps.ledger.readClaims(providerKey, LATEST)).map(({ claim }) => claim);
  const own = claims.find(({ version }) => version.id === job);
  const others = claims.filter((claim) => claim !== own);
  const from = own === undefined ? undefined : contestedFrom(own, others);
  if (from !== undefined) await sendReclaim(deps, providerKey, from);
};
