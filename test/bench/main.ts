import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MissingToolError } from '../e2e/install-emulator.ts';
import { pageOf, tableText } from './page.ts';
import { type Machine, readResults, writeResult } from './results.ts';
import type { Section } from './section.ts';
import { SECTIONS } from './sections.ts';

/*
 * `npm run bench [-- section ...] [--quick]`: measures every section, or those named, prints their tables and writes docs/performance.md.
 * With --quick few rounds, and nothing is written. A section whose peer this machine does not have keeps what it found last.
 */

const PAGE = join(import.meta.dirname, '../../docs/performance.md');

const machine = (): Machine => ({
  date: new Date().toISOString().slice(0, 10),
  node: process.versions.node,
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  load: loadavg()[0]?.toFixed(1) ?? 'unknown',
});

const measure = async (section: Section, quick: boolean): Promise<void> => {
  console.log(`\n== ${section.title}`);
  const on = machine();
  const startedAt = performance.now();
  const findings = await section.measure({ quick, say: (line) => console.log(line) });
  for (const table of findings.tables) console.log(`\n${table.caption}\n${tableText(table)}`);
  for (const { text, seen, reached } of findings.goals) console.log(`\n${reached ? 'reached' : 'NOT REACHED'}: ${text}: ${seen}`);
  if (!quick) writeResult(section.id, { on, seconds: Math.round((performance.now() - startedAt) / 1000), findings });
};

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({ options: { quick: { type: 'boolean', default: false } }, allowPositionals: true });
  const unknown = positionals.filter((id) => !SECTIONS.some((section) => section.id === id));
  if (unknown.length > 0) throw new Error(`No such section: ${unknown.join(', ')}. There are ${SECTIONS.map(({ id }) => id).join(', ')}.`);
  const chosen = SECTIONS.filter(({ id }) => positionals.length === 0 || positionals.includes(id));
  for (const section of chosen) {
    try {
      await measure(section, values.quick);
    } catch (error) {
      if (!(error instanceof MissingToolError)) throw error;
      console.log(`Could not run: ${error.message}`);
      process.exitCode = 69;
    }
  }
  if (!values.quick) writeFileSync(PAGE, pageOf(SECTIONS, readResults()));
};

await main();
