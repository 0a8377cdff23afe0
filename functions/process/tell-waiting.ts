import type { Millis } from '../domain/ledger-event.ts';
import { addMoney, type JobMoney } from '../ledger/job.ts';
import type { WaitingRow } from '../ledger/rows.ts';
import type { ProcessDeps } from './deps.ts';

const PAGE = 100;
const MINUTE_MS = 60_000;
/** The next round begins a minute later for each so many rows, so that counting reads no more than that in a minute. */
const ROWS_A_MINUTE = 1_000;

type Sums = { readonly rows: number; readonly oldest: Millis | null; readonly money: readonly JobMoney[] };
const NOTHING: Sums = { rows: 0, oldest: null, money: [] };

type Round = { readonly begun: Millis; readonly cursor: string | undefined; readonly sums: Sums };

/**
 * Counts the rows that wait, their age and their money, as long as there is time; the next run goes on where this one stopped. What it
 * tells is always the figures of a whole round.
 */
export const createTellWaiting = (deps: ProcessDeps) => {
  let round: Round | undefined;
  let complete: Sums | undefined;
  let nextAt = Number.NEGATIVE_INFINITY;
  return async (hasTime: () => boolean): Promise<void> => {
    const now = deps.clock().getTime();
    if (round === undefined && now >= nextAt) round = { begun: now, cursor: undefined, sums: NOTHING };
    while (round !== undefined && hasTime()) {
      const { items, nextCursor } = await deps.ledger.listWaiting({ limit: PAGE, cursor: round.cursor });
      const sums = items.reduce(addRow, round.sums);
      if (nextCursor !== null) {
        round = { ...round, cursor: nextCursor, sums };
        continue;
      }
      complete = sums;
      nextAt = round.begun + Math.floor(sums.rows / ROWS_A_MINUTE) * MINUTE_MS;
      round = undefined;
    }
    if (complete !== undefined) tell(deps, complete);
  };
};

const addRow = ({ rows, oldest, money }: Sums, { since, amount, currency }: WaitingRow): Sums => ({
  rows: rows + 1,
  oldest: Math.min(oldest ?? since, since),
  money: amount === null || currency === null ? money : addMoney(money, [{ currency, minor: amount }]),
});

const tell = ({ metrics, clock }: ProcessDeps, { rows, oldest, money }: Sums): void => {
  const age = oldest === null ? 0 : clock().getTime() - oldest;
  metrics.gauge('WaitingRows', rows);
  metrics.gauge('WaitingOldestSeconds', Math.max(0, Math.floor(age / 1000)));
  for (const { currency, minor } of money) metrics.gauge('WaitingMoney', minor, { currency });
};
