import { tableText } from '../page.ts';
import { byRowsTable, compareByRows, knownWorld } from './by-rows.ts';
import { createItemOf } from './rows.ts';
import { withWorlds } from './worlds.ts';

/*
 * `node test/bench/growth/million.ts`: the first table of the section with a ledger of a million transactions, which takes too long to load
 * for every run. Writes nothing down.
 */

const ROWS = 1_000_000;
const ROUNDS = 60;

const itemOf = await createItemOf();
const worlds = [knownWorld('few', 1_000, itemOf), knownWorld('many', ROWS, itemOf)];
const startedAt = performance.now();
await withWorlds(worlds, async (lab) => {
  console.log(`Loaded in ${((performance.now() - startedAt) / 1_000).toFixed(0)} s.`);
  const table = byRowsTable(await compareByRows(lab('few'), lab('many'), ROUNDS), ROWS);
  console.log(`${table.caption}\n\n${tableText(table)}`);
});
