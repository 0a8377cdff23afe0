import type { Work } from '../../../functions/ledger/work.ts';
import { createSweep } from '../../../functions/process/sweep.ts';
import type { Table } from '../section.ts';
import { NEW } from './by-rows.ts';
import { type Compared, comparing, growing, HEAD, rowOf } from './compare.ts';
import { aCharge, aCustomerUpdate } from './deliveries.ts';
import { stripeCustomer } from './ids.ts';
import type { Lab } from './lab.ts';
import { entryItemOf, type ItemOf, itemsOf, type LoadedRow } from './rows.ts';
import type { World } from './worlds.ts';

/** So many rows wait for one customer of the provider; beside them a tenth as many, each for one of its own. */
const CROWDED = 9_000_001;
const LONELY = 9_100_000;

function* waitingRows(rows: number): Generator<LoadedRow, void> {
  for (let at = 1; at <= rows; at += 1) yield { serial: 700_000_000 + at, customer: CROWDED, owner: null, hours: at % 50_000 };
  for (let at = 1; at <= rows / 10; at += 1) yield { serial: 800_000_000 + at, customer: LONELY + at, owner: null, hours: at };
}

/** More entries than the sweeper reads at once. */
export const WAITING_FEW = 2_000;

/** A ledger in which everything waits. */
export const waitingWorld = (name: string, rows: number, itemOf: ItemOf): World => ({
  name,
  customers: itemsOf(waitingRows(rows), entryItemOf),
  transactions: itemsOf(waitingRows(rows), itemOf),
});

/** The sweeper is stopped after so many entries: what one of them takes is the same to the last. */
const SWEPT = 500;

export const compareByWaiting = async (few: Lab, many: Lab, rounds: number): Promise<readonly Compared[]> => {
  const both = comparing(few, many);
  const crowded = `stripe:customer:${stripeCustomer(CROWDED)}` as const;
  const release: Work = { kind: 'release', awaited: `link:${crowded}` };
  const compared = [
    await both('a payment that waits for the same key', rounds, (lab, n) => lab.process(aCharge({ serial: NEW + n, customer: CROWDED }))),
    await both('a payment that waits for a key of its own', rounds, (lab, n) =>
      lab.process(aCharge({ serial: 2 * NEW + n, customer: 2 * LONELY + n })),
    ),
    await both('`GET /v1/waiting`, 25 rows', rounds, (lab) => lab.get('/v1/waiting')),
    await both('`GET /v1/waiting?key=`, 25 of the rows of one key', rounds, (lab) => lab.get(`/v1/waiting?key=${crowded}`)),
    growing(await both('all that waits, 250 rows at a time: `doctor`, `waiting`', 1, listAll)),
    await both(`the sweeper, ${SWEPT} entries`, rounds > 2 ? 2 : 1, sweepSome),
    await both('a customer becomes known for whom one row waits', rounds, (lab, n) =>
      lab.process(aCustomerUpdate({ serial: 3 * NEW + n, customer: LONELY + 1 + (n % 90) })),
    ),
    await both('a customer becomes known for whom all others wait', 1, (lab, n) =>
      lab.process(aCustomerUpdate({ serial: 4 * NEW + n, customer: CROWDED })),
    ),
  ];
  // From here on one page tells the next, as the queue hands them over.
  for (const lab of [few, many]) lab.queue.splice(0, lab.queue.length, release);
  const releasing = (lab: Lab) => lab.work(lab.queue.pop() ?? release);
  return [...compared, await both('the release of 25 of them', Math.min(rounds, 30), releasing)];
};

const listAll = async (lab: Lab): Promise<void> => {
  let path = '/v1/waiting?limit=250';
  for (let more = true; more; ) {
    const page = await lab.get(path);
    more = page.has_more;
    path = `/v1/waiting?limit=250&cursor=${page.next_cursor}`;
  }
};

/** Apart from what the sweeper tells of all waiting rows, which is the list above. */
const sweepSome = async (lab: Lab): Promise<void> => {
  const nothingToTell = { ...lab.ledger, listWaiting: async () => ({ items: [], nextCursor: null }) };
  let asked = 0;
  await createSweep({ ...lab.deps, ledger: nothingToTell })(() => {
    asked += 1;
    // Asked before it tells and before it reads a page as well.
    return asked <= SWEPT + 2;
  });
};

export const byWaitingTable = (compared: readonly Compared[], rows: number): Table & { readonly caption: string } => ({
  caption: `Rows that wait grow from ${WAITING_FEW.toLocaleString('en-US')} to ${rows.toLocaleString('en-US')} under one key, and beside them from ${WAITING_FEW / 10} to ${(rows / 10).toLocaleString('en-US')}, each under a key of its own.`,
  head: HEAD(WAITING_FEW.toLocaleString('en-US'), rows.toLocaleString('en-US')),
  rows: compared.map(rowOf),
});
