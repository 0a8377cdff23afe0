import type { Findings, Section } from '../section.ts';
import { claimItems, measureByClaims } from './by-claims.ts';
import { byCustomerTable, compareByCustomer, crowdItems } from './by-customer.ts';
import { byRowsTable, compareByRows, knownWorld } from './by-rows.ts';
import { byWaitingTable, compareByWaiting, WAITING_FEW, waitingWorld } from './by-waiting.ts';
import { flatGoal } from './compare.ts';
import { createItemOf } from './rows.ts';
import { withWorlds } from './worlds.ts';

const FEW = 1_000;

export const growth: Section = {
  id: 'growth',
  title: 'What grows with the ledger',
  measure: async ({ quick, say }) => measureGrowth({ rows: quick ? 2_500 : 100_000, rounds: quick ? 2 : 60, say }),
};

type Options = { readonly rows: number; readonly rounds: number; readonly say: (line: string) => void };

export const measureGrowth = async ({ rows, rounds, say }: Options): Promise<Findings> => {
  const startedAt = performance.now();
  const tell = (line: string): void => say(`${((performance.now() - startedAt) / 1_000).toFixed(0)} s: ${line}`);
  const much = rows.toLocaleString('en-US');
  const itemOf = await createItemOf();
  const crowd = crowdItems(rows, itemOf);
  const many = knownWorld('many', rows, itemOf);
  const worlds = [
    knownWorld('few', FEW, itemOf),
    { ...many, customers: all(many.customers, crowd.customers, claimItems()), transactions: all(many.transactions, crowd.transactions) },
    waitingWorld('waiting-few', WAITING_FEW, itemOf),
    waitingWorld('waiting-many', rows, itemOf),
  ];
  return withWorlds(worlds, async (lab) => {
    tell('the ledgers are loaded');
    const byRows = await compareByRows(lab('few'), lab('many'), rounds);
    tell('rows are compared');
    const byCustomer = await compareByCustomer(lab('many'), rounds);
    tell('customers are compared');
    const byWaiting = await compareByWaiting(lab('waiting-few'), lab('waiting-many'), rounds);
    tell('what waits is compared');
    const byClaims = await measureByClaims(lab('many'));
    return {
      goals: [
        flatGoal(`events and pages take no more units at ${much} transactions than at 1,000`, byRows),
        flatGoal(`those of a customer with ${much} transactions, too`, byCustomer),
        flatGoal(`those that wait beside ${much} others, too`, byWaiting),
        byClaims.goal,
      ],
      tables: [byRowsTable(byRows, rows), byCustomerTable(byCustomer, rows), byWaitingTable(byWaiting, rows), byClaims.table],
    };
  });
};

function* all<T>(...parts: readonly Iterable<T>[]): Generator<T, void> {
  for (const part of parts) yield* part;
}
