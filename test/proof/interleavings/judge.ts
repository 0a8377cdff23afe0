import { canonicalJson } from '../../../functions/domain/canonical-json.ts';
import type { TransactionKey } from '../../../functions/domain/keys.ts';
import { isFinished } from '../../../functions/ledger/event-record.ts';
import type { MemoryLedger } from '../../../functions/ledger/memory-ledger.ts';
import { viewOf } from '../../../functions/ledger/row-story.ts';
import type { WaitingEntry } from '../../../functions/ledger/rows.ts';
import type { Reading } from '../../../functions/process/reading.ts';
import { readingsOf } from '../../support/ledger-fold.ts';
import { plainProvider } from '../../support/plain-provider.ts';
import { otherThanFold, wrongSums } from '../../support/state-invariants.ts';
import { type Actor, sweeps } from './actor.ts';
import { inTurn } from './in-turn.ts';

type How = {
  /** The call of the API was never made. */
  readonly isUnheard: boolean;
  readonly hasCrashed: boolean;
  /** The keys whose waiting rows somebody was told to release. */
  readonly released: readonly string[];
};

/** Says what does not hold of a ledger, in words; nothing when all is well. */
export type Judge = {
  /** At any moment. */
  readonly always: (ledger: MemoryLedger) => readonly string[];
  /**
   * When nothing is left to do. Where a process ended half-way, a row may still wait that was written as waiting just after its release
   * had looked for it: that is the sweeper's, and told as late. But somebody must have been told to release it, or the job that says so
   * be there. Where none ended, nothing is left to the sweeper.
   */
  readonly end: (ledger: MemoryLedger, how: How) => Promise<{ readonly problems: readonly string[]; readonly isLate: boolean }>;
};

/** Transaction -> whose it is and what it counts: `acme 900`; `nobody` while it waits. */
export type Ends = Readonly<Record<string, string>>;

export type Story = { readonly before: readonly Actor[]; readonly actors: readonly Actor[]; readonly ends: Ends };

/**
 * Measures every end against three things: the ledger when each process ran alone, one after the other; the ends that the protocol
 * states; and, when events told everything, the fold of the events, which knows neither store nor queue.
 */
export const createJudge = async (first: MemoryLedger, { before, actors, ends }: Story): Promise<Judge> => {
  const stateAfter = async (these: readonly Actor[]): Promise<string> => {
    const alone = first.fork();
    await inTurn(alone, these);
    return canonicalJson(alone.snapshot().state);
  };
  const expected = await stateAfter(actors);
  const expectedUnheard = await stateAfter(actors.filter(({ kind }) => kind !== 'caller'));
  const told = [...before, ...actors].filter(({ kind }) => kind !== 'sweeper');
  const deliveries = told.flatMap(({ delivery }) => delivery ?? []);
  const readings = readingsOf({ stripe: plainProvider }, deliveries);

  const wrongState = async (ledger: MemoryLedger, isUnheard: boolean): Promise<readonly string[]> => [
    ...(canonicalJson(ledger.snapshot().state) === (isUnheard ? expectedUnheard : expected)
      ? []
      : ['it ends in another ledger than one after the other']),
    ...(told.length === deliveries.length ? otherThanFold(ledger, readings) : []),
    ...(await wrongSums(ledger)),
    ...(isUnheard ? [] : await wrongEnds(ledger, ends)),
  ];
  return {
    always: (ledger) => [...withoutEntry(ledger), ...misplaced(ledger)],
    end: async (ledger, { isUnheard, hasCrashed, released }) => {
      const atOnce = await wrongState(ledger, isUnheard);
      const swept = ledger.fork();
      await inTurn(swept, [sweeps('next sweep', 'soon')]);
      const wrong = await wrongState(swept, isUnheard);
      const isLate = atOnce.length > 0;
      const late = isLate ? await forgotten(ledger, swept, released) : [];
      if (isLate && !hasCrashed) late.push('nothing crashed, and only the sweeper sets it right');
      await inTurn(swept, [sweeps('last sweep', 'long after')]);
      const left = Object.keys(swept.snapshot().waiting['releaseJobs'] ?? {}).map((id) => `release job ${id} is left`);
      const problems = [...wrong, ...late, ...left, ...(await needlessEntries(swept)), ...(await unfinished(ledger, readings))];
      return { problems, isLate };
    },
  };
};

const wrongEnds = async (ledger: MemoryLedger, ends: Ends): Promise<readonly string[]> => {
  const rows = await ledger.readTransactions(Object.keys(ends) as TransactionKey[]);
  const found = new Map<string, string>(rows.map((row) => [row.key, `${row.customerKey ?? 'nobody'} ${viewOf(row).netAmount}`]));
  return Object.entries(ends).flatMap(([key, end]) => (found.get(key) === end ? [] : [`${key} is ${found.get(key)}, not ${end}`]));
};

type Waiting = { readonly awaiting: readonly string[] };

/** What the rows wait for, as `row awaited`. */
const awaitedBy = (ledger: MemoryLedger): readonly string[] => {
  const { transactions = {}, subscriptions = {} } = ledger.snapshot().state;
  return Object.entries({ ...transactions, ...subscriptions }).flatMap(([key, row]) =>
    (row as Waiting).awaiting.map((awaited) => `${key} ${awaited}`),
  );
};

const entriesIn = (ledger: MemoryLedger): ReadonlySet<string> =>
  new Set(
    Object.entries(ledger.snapshot().waiting['entries'] ?? {}).flatMap(([awaited, rows]) =>
      Object.keys(rows as Readonly<Record<string, unknown>>).map((row) => `${row} ${awaited}`),
    ),
  );

/** No row waits that nobody could wake. */
const withoutEntry = (ledger: MemoryLedger): readonly string[] => {
  const entries = entriesIn(ledger);
  return awaitedBy(ledger).flatMap((waits) => (entries.has(waits) ? [] : [`no entry for ${waits}`]));
};

/** What only the sweeper would have found: rows of which nobody was told when their key became known. */
const forgotten = async (ledger: MemoryLedger, swept: MemoryLedger, released: readonly string[]): Promise<string[]> => {
  const { items } = await ledger.releaseJobs({ limit: 100 });
  // A job may concern rows under another target of its link, which wait for nothing.
  if (items.length > 0) return [];
  const stillWait = new Set(awaitedBy(swept));
  const late = awaitedBy(ledger).filter((waits) => !stillWait.has(waits));
  if (late.length === 0) return ['only the sweeper sets it right'];
  return late.flatMap((waits) => (released.some((key) => waits.endsWith(` ${key}`)) ? [] : [`nobody was told of ${waits}`]));
};

const needlessEntries = async (ledger: MemoryLedger): Promise<readonly string[]> => {
  const awaited = new Set(awaitedBy(ledger));
  const { items } = await ledger.allWaitingEntries({ limit: 10_000 });
  const name = ({ row, awaited }: WaitingEntry): string => `${row.key} ${awaited}`;
  return items.map(name).flatMap((entry) => (awaited.has(entry) ? [] : [`a needless entry for ${entry}`]));
};

type Placed = { readonly placed: Readonly<Record<string, unknown>> };
type Item = { readonly placedIn: string | null; readonly facts: { readonly reductions: unknown } };

/** No reduction counts where it is not placed, or otherwise than its item says, or twice. */
const misplaced = (ledger: MemoryLedger): readonly string[] => {
  const { transactions = {}, placed = {} } = ledger.snapshot().state;
  const counted = Object.entries(transactions).flatMap(([key, row]) =>
    Object.entries((row as Placed).placed).map(([item, reductions]) => canonicalJson([item, key, reductions])),
  );
  const items = Object.entries(placed).map(([key, item]) => [key, item as Item] as const);
  const meant = items.flatMap(([key, { placedIn, facts }]) =>
    placedIn === null ? [] : [canonicalJson([key, placedIn, facts.reductions])],
  );
  return canonicalJson(counted.toSorted()) === canonicalJson(meant.toSorted()) ? [] : ['a reduction counts where it is not placed'];
};

const unfinished = async (ledger: MemoryLedger, readings: readonly Reading[]): Promise<readonly string[]> => {
  const records = await Promise.all(readings.map(({ key }) => ledger.readRecord(key)));
  return readings.flatMap(({ key, hash }, at) => {
    const record = records[at];
    return record?.readings.includes(hash) === true && isFinished(record) ? [] : [`${key} has no finished record`];
  });
};
