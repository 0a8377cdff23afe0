import { Presets, SingleBar } from 'cli-progress';
import * as z from 'zod';
import { type ApiClient, apiPath } from './api-client.ts';
import { CliError } from './cli-error.ts';
import { sumsText } from './money.ts';
import type { Terminal } from './terminal.ts';
import { countText } from './times.ts';

export const jobSchema = z.looseObject({
  id: z.string(),
  kind: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed']),
  total: z.int().nullable(),
  done: z.int(),
  money: z.array(z.object({ currency: z.string(), minor: z.int() })),
  dry_run: z.boolean(),
  notes: z.array(z.object({ key: z.string(), reason: z.string() })).default([]),
});
export type Job = z.infer<typeof jobSchema>;

const LOOK_EVERY_MS = 300;

export const readJob = (api: ApiClient, id: string): Promise<Job> => api.get(apiPath`/v1/jobs/${id}`, jobSchema);

/** Watches a job to its end, with a bar where somebody sees it. Who stops watching does not stop the job. */
export const followJob = async (api: ApiClient, terminal: Terminal, started: Job): Promise<Job> => {
  const progress = showProgress(terminal, started);
  let job = started;
  while (job.state === 'queued' || job.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    job = await readJob(api, job.id);
    progress.show(job);
  }
  progress.end();
  return job;
};

const showProgress = ({ isWatched, tell }: Terminal, { id, kind }: Job) => {
  tell(`Job ${id} works on it; \`hookledger job ${id}\` looks after it.`);
  if (!isWatched) return { show: () => {}, end: () => {} };
  const bar = new SingleBar({ format: `${kind} {bar} {value} of {total}, {eta_formatted} left`, hideCursor: true }, Presets.shades_classic);
  bar.start(1, 0);
  return {
    show: ({ total, done }: Job): void => {
      bar.setTotal(total ?? done + 1);
      bar.update(done);
    },
    end: (): void => bar.stop(),
  };
};

/** Prints how a job ended, for programs as `answer`; throws when it failed. */
export const printJob = ({ print, printJson }: Terminal, job: Job, json = false, answer: unknown = job): void => {
  if (json) printJson(answer);
  else print(jobText(job));
  if (job.state === 'failed') throw new CliError(`Job ${job.id} failed; it had done ${job.done}.`);
};

/** What each kind of job does, and to what. */
const KINDS: Readonly<Record<string, readonly [verb: string, noun: string]>> = {
  replay: ['replayed', 'event'],
  redrive: ['put back on the queue', 'message'],
  erase: ['erased', 'event'],
};

const jobText = ({ kind, total, done, money, dry_run: dryRun, notes }: Job): string => {
  const [verb, noun] = KINDS[kind] ?? ['done', 'thing'];
  const what = `${countText(dryRun ? (total ?? done) : done, noun)}${money.length === 0 ? '' : `, ${sumsText(money)}`}`;
  return [
    dryRun ? `Dry run: ${what} would be ${verb}; nothing was changed.` : `${what} ${verb}.`,
    ...notes.map(({ key, reason }) => `  ${key}: ${reason}`),
  ].join('\n');
};
