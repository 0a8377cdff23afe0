import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from './results.ts';
import type { Goal, Section, Table } from './section.ts';

/** docs/performance.md: the goals first, then each section with its tables and its prose. */
export const pageOf = (sections: readonly Section[], results: Readonly<Record<string, Result>>): string => {
  const measured = sections.flatMap((section) => {
    const result = results[section.id];
    return result === undefined ? [] : [{ section, result }];
  });
  return `${[
    HEAD,
    tableText({
      head: ['goal', 'seen', ''],
      rows: measured.flatMap(({ result }) => result.findings.goals.map(goalRow)),
    }),
    ...measured.map(({ section, result }) => sectionText(section, result)),
  ].join('\n\n')}\n`;
};

const HEAD = `# Performance

\`npm run bench\` measures all of this and writes this page; \`npm run bench -- ingest\` measures one section, \`-- --quick\` only looks whether
everything still runs and writes nothing. Each figure is of one run in which the things compared took turns; ranges are minimum and
maximum around the median. A shared machine is noisy: read the ratios, not the times.`;

const goalRow = ({ text, seen, reached }: Goal): readonly string[] => [text, seen, reached ? 'reached' : '**not reached**'];

const sectionText = ({ id, title }: Section, { on, seconds, findings }: Result): string =>
  [
    `## ${title}`,
    `\`npm run bench -- ${id}\`, ${on.date}, Node ${on.node}, ${on.cores} cores of ${on.cpu}, load ${on.load} at the start, ${seconds} s.` +
      (findings.versions === undefined ? '' : ` Beside it: ${findings.versions.join(', ')}.`),
    ...findings.tables.flatMap((table) => [table.caption, tableText(table)]),
    ...proseOf(id),
  ].join('\n\n');

const proseOf = (id: string): readonly string[] => {
  const path = join(import.meta.dirname, 'prose', `${id}.md`);
  return existsSync(path) ? [readFileSync(path, 'utf8').trim()] : [];
};

/** The first column is words, the others are figures. */
export const tableText = ({ head, rows }: Table): string =>
  [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
