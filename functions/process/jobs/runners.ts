import type { JobKind } from '../../ledger/job.ts';
import { eraseBodies } from './erase.ts';
import { redrive } from './redrive.ts';
import { replayJob } from './replay.ts';
import type { JobRunner } from './runner.ts';

/** Who works off which kind of job. */
export const JOB_RUNNERS: Readonly<Partial<Record<JobKind, JobRunner>>> = { replay: replayJob, redrive, erase: eraseBodies };
