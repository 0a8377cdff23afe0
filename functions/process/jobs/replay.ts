import * as z from 'zod';
import type { EventRecord } from '../../ledger/event-record.ts';
import { addMoney, type Job, type JobNote } from '../../ledger/job.ts';
import { ConflictError } from '../../ledger/ledger.ts';
import type { ReplaySettings } from '../../ledger/work.ts';
import type { ProcessDeps } from '../deps.ts';
import { replayEvent } from '../replay/replay-event.ts';
import { matches, type ReplayRequest, replayRequest } from './replay-filter.ts';
import { moneyOf } from './replay-money.ts';
import { JobError, type JobRunner, type Step } from './runner.ts';

/** What one page looks at. Counting is quick; a replay may read a hundred events for each that it rebuilds the rows of. */
const LOOK_AT = { count: 100, replay: 25 } as const;

const cursorSchema = z.strictObject({ phase: z.enum(['count', 'replay']), at: z.string().nullable() });
type Cursor = z.infer<typeof cursorSchema>;

/**
 * Replays the events of a time that match. First they are counted, so that the progress has an end and a dry run is done; then each
 * is read again, in the message itself: when the job is done, the ledger is right.
 */
export const replayJob: JobRunner = async (deps, job) => {
  const request = replayRequest(job);
  const cursor = cursorOf(job);
  const { from, to } = request;
  const page = await deps.ledger.scanRecords({ from, to }, { limit: LOOK_AT[cursor.phase], cursor: cursor.at ?? undefined });
  const matching: EventRecord[] = [];
  for (const record of page.items) if (await matches(deps.ledger, record, request)) matching.push(record);
  const next = page.nextCursor === null ? undefined : JSON.stringify({ phase: cursor.phase, at: page.nextCursor } satisfies Cursor);
  return cursor.phase === 'count' ? countPage(deps, job, { request, matching, next }) : replayPage(deps, job, { request, matching, next });
};

type Found = { readonly request: ReplayRequest; readonly matching: readonly EventRecord[]; readonly next: string | undefined };

const countPage = async (deps: ProcessDeps, job: Job, { request, matching, next }: Found): Promise<Step> => {
  const money = (await Promise.all(matching.map((record) => moneyOf(deps, record, request)))).reduce(addMoney, []);
  const total = (job.total ?? 0) + matching.length;
  const replay = job.dryRun || total === 0 ? null : JSON.stringify({ phase: 'replay', at: null } satisfies Cursor);
  return { cursor: next ?? replay, done: job.dryRun ? matching.length : 0, total, money };
};

const replayPage = async (deps: ProcessDeps, job: Job, { request, matching, next }: Found): Promise<Step> => {
  const notes: JobNote[] = [];
  for (const record of matching) notes.push(...(await replayOrNote(deps, record, request.settings)));
  const done = job.done + matching.length;
  // A page that is done again finds fewer events of an outcome that it changed; the end is what was done.
  const total = next === undefined ? done : Math.max(job.total ?? 0, done);
  return { cursor: next ?? null, done: matching.length, total, notes };
};

/** One event that fails holds up no other. An outage fails the saving of the page as well, and so the page comes again. */
const replayOrNote = async (deps: ProcessDeps, { key }: EventRecord, settings: ReplaySettings): Promise<readonly JobNote[]> => {
  try {
    return await replayEvent(deps, key, settings);
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown error';
    const reason = error instanceof ConflictError ? 'others are changing the same rows: replay it again' : `it failed with ${name}`;
    deps.log.error('replay failed', { event: key, reason: name });
    return [{ key, reason: `Not replayed: ${reason}` }];
  }
};

const cursorOf = ({ cursor }: Job): Cursor => {
  if (cursor === null) return { phase: 'count', at: null };
  const result = cursorSchema.safeParse(JSON.parse(cursor));
  if (!result.success) throw new JobError('The cursor of the job is not one of this version');
  return result.data;
};
