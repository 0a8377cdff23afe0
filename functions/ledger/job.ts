import type { Millis } from '../domain/ledger-event.ts';

/** The kinds of long work that somebody asks for and then looks after. Each is worked off by a runner of the processor. */
export const JOB_KINDS = ['replay', 'redrive', 'erase'] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** `failed` is a job that cannot go on; its notes say why. */
export type JobState = 'queued' | 'running' | 'done' | 'failed';

export type JobMoney = { readonly currency: string; readonly minor: number };

/** Something that the job could not do, or did with a doubt: what it is about (a row, an event) and why. */
export type JobNote = { readonly key: string; readonly reason: string };

/** A job keeps this many notes; a last one says that there are more. */
export const MAX_JOB_NOTES = 500;

/**
 * Work in pages, told by its progress. One message works off one page and leaves the next; what it did is saved under the version,
 * so that a page that is done twice (a crash, a second copy of the message) counts once.
 */
export type Job = {
  readonly id: string;
  /** Counts the writes of the job; 0: not there yet. */
  readonly version: number;
  readonly kind: JobKind;
  readonly state: JobState;
  /** What there is to do; null while nobody knows. In the unit of the kind: events, messages. */
  readonly total: number | null;
  readonly done: number;
  /** What it is about in money, one sum for each currency; what exactly is summed is the kind's. */
  readonly money: readonly JobMoney[];
  /** Counts and sums, and changes nothing. */
  readonly dryRun: boolean;
  /** What was asked for: JSON of the kind, which its runner reads with a schema. */
  readonly request: Readonly<Record<string, unknown>>;
  /** Where the next page begins, in the words of the kind; null before the first page and after the last. */
  readonly cursor: string | null;
  readonly createdAt: Millis;
  /** When it was last worked at; `createdAt` before that. */
  readonly progressAt: Millis;
  readonly notes: readonly JobNote[];
};

export type NewJob = Pick<Job, 'id' | 'kind' | 'dryRun' | 'request' | 'createdAt'>;

/** A job as it is first written. */
export const newJob = (job: NewJob): Job => ({
  ...job,
  progressAt: job.createdAt,
  version: 0,
  state: 'queued',
  total: null,
  done: 0,
  money: [],
  cursor: null,
  notes: [],
});

/** Whether nobody is to work at it any more. */
export const isOver = ({ state }: Pick<Job, 'state'>): boolean => state === 'done' || state === 'failed';

/** The mark of a job that is not over: by these the few open ones are found among all that ever were. */
export type OpenJob = Pick<Job, 'id' | 'progressAt'>;

/** The sums by currency, in the order of the currencies. */
export const addMoney = (a: readonly JobMoney[], b: readonly JobMoney[]): readonly JobMoney[] => {
  const sums = new Map<string, number>();
  for (const { currency, minor } of [...a, ...b]) sums.set(currency, (sums.get(currency) ?? 0) + minor);
  return [...sums].sort(([x], [y]) => (x < y ? -1 : 1)).map(([currency, minor]) => ({ currency, minor }));
};

/** Each note once, and no more than a job keeps. */
export const addNotes = (known: readonly JobNote[], told: readonly JobNote[]): readonly JobNote[] => {
  const each = new Map([...known, ...told].map((note) => [JSON.stringify([note.key, note.reason]), note]));
  const all = [...each.values()];
  return all.length <= MAX_JOB_NOTES ? all : [...all.slice(0, MAX_JOB_NOTES), MORE_NOTES];
};

const MORE_NOTES: JobNote = { key: '', reason: `There are more notes than the ${MAX_JOB_NOTES} that a job keeps` };
